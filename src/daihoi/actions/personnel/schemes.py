"""Beginning a personnel scheme, its numbers, its variants and their lists.

While a version of the scheme is on its way to approval, its numbers and its chosen variant stay as they were
submitted; other variants may be worked on. Events hold ids and counts, never a name.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F, Q

from daihoi.actions._gate import Done, action
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.messages import N_, refuse
from daihoi.core.personnel.facts import words
from daihoi.core.personnel.kinds import Organ, Secrecy, VersionState
from daihoi.core.personnel.places import ListPlace, in_words
from daihoi.core.text import fold
from daihoi.data.models import Person, Scheme, SchemeSeats, SchemeVersion, Variant, VariantPerson
from daihoi.queries import clock

MOST_SEATS = 2000
MOST_VARIANTS = 20
ON_ITS_WAY = (VersionState.SUBMITTED.value, VersionState.FORWARDED.value)


@dataclass(frozen=True)
class Numbers:
    """Places of a body: how many, how many stay vacant on purpose and why, how many were approved the term before."""

    seats: int
    vacant: int = 0
    vacant_why: str = ""
    before: int | None = None


@dataclass(frozen=True)
class SchemeFacts:
    """`reference_on`: the month from which ages are counted, where no rule gives one; its first day is kept."""

    secrecy: Secrecy = Secrecy.SECRET
    reference_on: date | None = None
    numbers: Mapping[Organ, Numbers] | None = None


@action("personnel.scheme_begun", Permission.PERSONNEL_EDIT)
def begin_scheme(*, actor: Actor, organisation: int, term: str, facts: SchemeFacts, variant: str) -> Done[int]:
    """Begin the scheme of the organisation for a term, with a first, empty variant, which is the chosen one."""
    if Scheme.objects.filter(organisation_id=organisation, term=term).exists():
        raise refuse("scheme_begun", N_("The scheme of this term was begun already. Look at it anew."))
    now = clock.now()
    row = Scheme.objects.create(
        organisation_id=organisation,
        term=term,
        secrecy=facts.secrecy.value,
        reference_on=_month(facts.reference_on),
        begun_at=now,
        begun_by_name=actor.name,
    )
    _write_numbers(row, facts.numbers or {})
    _new_variant(row, variant, actor, chosen=True)
    return Done(row.pk, "", {"term": term, "scheme": row.pk, "bodies": len(facts.numbers or {})})


@action("personnel.scheme_set", Permission.PERSONNEL_EDIT)
def set_scheme(*, actor: Actor, organisation: int, term: str, version: int, facts: SchemeFacts) -> Done[None]:
    """Set the numbers, the mark of secrecy and the month of reference. `version`: the one that the person saw."""
    row = _scheme(organisation, term)
    if row.version != version:
        raise _changed()
    numbers, month = _kept_numbers(row), _month(facts.reference_on)
    wanted = {organ: _in_order(organ, one) for organ, one in (facts.numbers or {}).items()}
    if numbers != wanted or row.reference_on != month:
        _refuse_on_its_way(row)
        row.seats.all().delete()
        _write_numbers(row, wanted)
    row.secrecy, row.reference_on = facts.secrecy.value, month
    row.version += 1
    row.save()
    return Done(None, "", {"term": term, "scheme": row.pk, "secrecy": row.secrecy, "bodies": len(wanted)})


@action("personnel.variant_kept", Permission.PERSONNEL_EDIT)
def make_variant(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    name: str,
    copy_of: int | None = None,
    out: Collection[int] = (),
    into: Sequence[ListPlace] = (),
) -> Done[int]:
    """Make a variant: empty or a copy of another, less the people in `out` and with those in `into`; its id."""
    row = _scheme(organisation, term)
    if row.variants.count() >= MOST_VARIANTS:
        raise refuse("variants_many", N_("A scheme has at most {most} variants. Drop one first."), most=MOST_VARIANTS)
    source = _variant(row, copy_of) if copy_of is not None else None
    made = _new_variant(row, name, actor, chosen=not row.variants.filter(chosen=True).exists())
    if source is not None:
        copies = list(source.people.exclude(person_id__in=[*out, *(one.person for one in into)]))
        for one in copies:
            one.pk, one.variant = None, made
        VariantPerson.objects.bulk_create(copies)
    _put(made, organisation, into)
    return Done(made.pk, "", {"scheme": row.pk, "variant": made.pk, "copy_of": copy_of, "people": made.people.count()})


@action("personnel.variant_kept", Permission.PERSONNEL_EDIT)
def rename_variant(*, actor: Actor, organisation: int, term: str, variant: int, name: str) -> Done[None]:
    """Give a variant another name."""
    row = _scheme(organisation, term)
    found = _variant(row, variant)
    found.name = _free_name(row, name, but=found.pk)
    found.save(update_fields=["name"])
    return Done(None, "", {"scheme": row.pk, "variant": variant, "renamed": True})


@action("personnel.variant_kept", Permission.PERSONNEL_EDIT)
def drop_variant(*, actor: Actor, organisation: int, term: str, variant: int, version: int) -> Done[None]:
    """Drop a variant with its list; never the chosen one. `version`: the one that the person saw."""
    row = _scheme(organisation, term)
    found = _variant(row, variant)
    if found.chosen:
        raise refuse("variant_chosen", N_("The chosen variant is not dropped. Choose another one first."))
    if found.version != version:
        raise _changed()
    found.delete()
    return Done(None, "", {"scheme": row.pk, "variant": variant, "dropped": True})


@action("personnel.variant_chosen", Permission.PERSONNEL_EDIT)
def choose_variant(*, actor: Actor, organisation: int, term: str, variant: int, version: int) -> Done[None]:
    """Choose the variant that goes through the process. `version`: the one that the person saw."""
    row = _scheme(organisation, term)
    found = _variant(row, variant)
    if found.version != version:
        raise _changed()
    if not found.chosen:
        _refuse_on_its_way(row)
    row.variants.filter(chosen=True).update(chosen=False)
    row.variants.filter(pk=variant).update(chosen=True)
    return Done(None, "", {"scheme": row.pk, "variant": variant})


@action("personnel.list_kept", Permission.PERSONNEL_EDIT)
def change_list(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    variant: int,
    version: int,
    out: Collection[int] = (),
    into: Sequence[ListPlace] = (),
) -> Done[int]:
    """Take people off a variant's list and put people on it; whoever is on it already gets the place given.

    `version`: the one that the person saw; returns the next. Raises Refused where somebody was quicker.
    """
    row = _scheme(organisation, term)
    found = _variant(row, variant)
    if found.version != version:
        raise _changed()
    if found.chosen:
        _refuse_on_its_way(row)
    coming = {one.person for one in into}
    gone = set(out) - coming
    found.people.filter(person_id__in=gone).delete()
    before = found.people.count()
    found.people.filter(person_id__in=coming).delete()
    stayed = found.people.count()
    _put(found, organisation, into)
    found.version += 1
    found.kept_at, found.kept_by_name = clock.now(), actor.name
    found.save()
    detail = {"scheme": row.pk, "variant": variant, "version": found.version, "off": len(gone)}
    return Done(found.version, "", detail | {"on": stayed + len(coming) - before, "set": before - stayed})


def _scheme(organisation: int, term: str) -> Scheme:
    row = Scheme.objects.select_for_update().filter(organisation_id=organisation, term=term).first()
    if row is None:
        raise NotHere
    return row


def _variant(scheme: Scheme, variant: int) -> Variant:
    row = scheme.variants.filter(pk=variant).first()
    if row is None:
        raise NotHere
    return row


def _changed() -> Exception:
    return refuse("changed_meanwhile", N_("Somebody changed the scheme meanwhile. Look at it anew."))


def _refuse_on_its_way(scheme: Scheme) -> None:
    found = SchemeVersion.objects.filter(scheme=scheme, state__in=ON_ITS_WAY).values_list("number", flat=True).first()
    if found is not None:
        text = N_(
            "Version {number} of the scheme is on its way to approval, so its numbers and the chosen list stay as "
            "they are. Make another variant, or wait until the version is approved or returned."
        )
        raise refuse("scheme_on_its_way", text, number=found)


def _month(day: date | None) -> date | None:
    return day.replace(day=1) if day is not None else None


def _new_variant(scheme: Scheme, name: str, actor: Actor, *, chosen: bool) -> Variant:
    return Variant.objects.create(
        scheme=scheme, name=_free_name(scheme, name), chosen=chosen, kept_at=clock.now(), kept_by_name=actor.name
    )


def _free_name(scheme: Scheme, name: str, but: int = 0) -> str:
    given = words(name, 80)
    if not given:
        raise refuse("variant_without_name", N_("Give the variant a name."))
    taken = scheme.variants.exclude(pk=but).values_list("name", flat=True)
    if fold(given) in {fold(each) for each in taken}:
        raise refuse("variant_name_taken", N_("There is a variant of that name already. Give it another one."))
    return given


def _kept_numbers(scheme: Scheme) -> dict[Organ, Numbers]:
    return {Organ(row.organ): Numbers(row.seats, row.vacant, row.vacant_why, row.before) for row in scheme.seats.all()}


def _in_order(organ: Organ, numbers: Numbers) -> Numbers:
    """The numbers as they are kept; refused where they cannot be."""
    seats, vacant, before = numbers.seats, numbers.vacant, numbers.before
    if not 1 <= seats <= MOST_SEATS or (before is not None and not 1 <= before <= MOST_SEATS):
        raise refuse("seats_range", N_("A body has between 1 and {most} places."), most=MOST_SEATS)
    if not 0 <= vacant < seats:
        raise refuse("vacant_range", N_("Fewer places stay vacant than the body has. Correct the numbers."))
    why = words(numbers.vacant_why, 300) if vacant else ""
    if vacant and not why:
        raise refuse("vacant_without_reason", N_("Say why places stay vacant, with the decision."))
    return replace(numbers, vacant_why=why)


def _write_numbers(scheme: Scheme, numbers: Mapping[Organ, Numbers]) -> None:
    checked = {organ: _in_order(organ, one) for organ, one in numbers.items()}
    SchemeSeats.objects.bulk_create(
        SchemeSeats(
            scheme=scheme,
            organ=organ.value,
            seats=one.seats,
            vacant=one.vacant,
            vacant_why=one.vacant_why,
            before=one.before,
        )
        for organ, one in checked.items()
    )


def _put(variant: Variant, organisation: int, places: Iterable[ListPlace]) -> None:
    """Put people on a list who are not on it; only those whom the organisation keeps a record of."""
    wanted = {one.person: one for one in places}
    stands = Q(same_as=None) | ~Q(same_as__organisation=F("organisation"))
    kept = Person.objects.filter(stands, pk__in=list(wanted), organisation_id=organisation)
    names = dict(kept.values_list("pk", "name"))
    if len(names) < len(wanted):
        text = N_("Somebody of the list is not among the people of this organisation any more. Look at it anew.")
        raise refuse("person_not_kept", text)
    for pk, one in wanted.items():
        if not one.organs:
            text = N_("{name}: say for which body, or take the person off the list.")
            raise refuse("place_without_body", text, name=names[pk])
    VariantPerson.objects.bulk_create(
        VariantPerson(
            variant=variant,
            person_id=pk,
            standing=one.standing.value if one.standing else "",
            organs=in_words(one.organs),
            posts=in_words(one.posts),
            surplus=in_words(one.surplus & one.organs),
            special=words(one.special, 200),
            councils=one.councils,
        )
        for pk, one in wanted.items()
    )
