"""People whom an organisation keeps records of: entering, changing, taking out; what they are meant for; one or two.

No event holds a name or a fact: ids and counts alone (ADR 17).
"""

from dataclasses import dataclass

from daihoi.actions._gate import Done, action
from daihoi.actions.personnel._checks import drop_unused, person_of
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.messages import N_, refuse
from daihoi.core.personnel.facts import PersonFacts, stored, stored_meant, stored_posts
from daihoi.core.personnel.kinds import Organ, Post, Standing, VersionState
from daihoi.core.personnel.places import in_words
from daihoi.data.models import NotSame, Person, PersonPost, PoolPlace, SchemeVersion
from daihoi.queries import clock
from daihoi.queries.personnel._alike import visible_person

EDIT = Permission.PERSONNEL_EDIT


@dataclass(frozen=True)
class MeantFor:
    """What a person is in the pool for. `special`: the decision by which an age rule does not hold."""

    standing: Standing | None = None
    organs: frozenset[Organ] = frozenset()
    posts: frozenset[Post] = frozenset()
    decision: str = ""
    special: str = ""
    councils: bool = False

    def row(self) -> dict[str, object]:
        """As a place in the pool keeps it; Refused where a text is too long."""
        return stored_meant(
            {
                "standing": str(self.standing or ""),
                "organs": in_words(self.organs),
                "posts": in_words(self.posts),
                "decision": self.decision,
                "special": self.special,
                "councils": self.councils,
            }
        )


@action("personnel.person_kept", EDIT)
def keep_person(
    *, actor: Actor, organisation: int, facts: PersonFacts, person: int | None = None, seen: int | None = None
) -> Done[int]:
    """Enter a person (`person` None) or change one; returns the id. `seen`: the version that was shown."""
    values = stored(facts, clock.today())
    posts = stored_posts(facts.posts) if facts.posts is not None else None
    row = person_of(organisation, person, seen) if person is not None else Person(organisation_id=organisation)
    changed = [name for name, value in values.items() if getattr(row, name) != value and name != "folded"]
    for name, value in values.items():
        setattr(row, name, value)
    new = row.pk is None
    if not new:
        row.version += 1
    row.kept_at, row.kept_by_name = clock.now(), actor.name
    row.save()
    if posts is not None:
        row.posts.all().delete()
        PersonPost.objects.bulk_create(PersonPost(person=row, **vars(one)) for one in posts)
    detail = {"person": row.pk, "new": new, "facts": len(changed)} | (
        {"posts": len(posts)} if posts is not None else {}
    )
    return Done(row.pk, f"#{row.pk}", detail)


_OWN = frozenset({"posts", "places", "dossier", "reviews"})  # of the record itself; anything else refers to it


def _refers(person: Person) -> bool:
    """Does a list, a step, a body, an election or another record refer to the person?"""
    names = (relation.get_accessor_name() for relation in Person._meta.related_objects)
    return any(getattr(person, name).exists() for name in names if name and name not in _OWN)


def _refuse_locked(person: Person) -> None:
    """A version that is on its way or approved names its people by their records, of which none may go."""
    rows = SchemeVersion.objects.filter(scheme__organisation_id=person.organisation_id)
    if rows.exclude(state=VersionState.RETURNED.value).filter(content__contains=f'"key":"{person.pk}"').exists():
        text = N_(
            "A version of the scheme that is on its way or approved names this person, so the record stays. Correct "
            "the record instead."
        )
        raise refuse("person_in_version", text)


@action("personnel.person_removed", EDIT)
def remove_person(*, actor: Actor, organisation: int, person: int, seen: int | None = None) -> Done[None]:
    """Take out a record entered by mistake, with its dossier; refused where lists, votes or bodies refer to it."""
    row = person_of(organisation, person, seen)
    _refuse_locked(row)
    if _refers(row):
        text = N_(
            "Lists, steps, bodies or other records refer to this person, so the record stays. Take the person off "
            "the lists first, or correct the record."
        )
        raise refuse("person_referred_to", text)
    files = list(row.dossier.exclude(file=None).values_list("file_id", flat=True))
    detail = {"person": row.pk, "items": row.dossier.count(), "files": len(files)}
    row.delete()
    for file in files:
        drop_unused(file)
    return Done(None, f"#{person}", detail)


@action("personnel.pool_set", EDIT)
def set_pool_place(
    *, actor: Actor, organisation: int, term: str, person: int, meant: MeantFor | None, seen: int | None = None
) -> Done[None]:
    """Say what a person is in the pool for in a term; None: in the pool no more."""
    row = person_of(organisation, person, seen)
    row.version += 1
    row.save(update_fields=["version"])
    if meant is None:
        PoolPlace.objects.filter(person=row, term=term).delete()
    else:
        PoolPlace.objects.update_or_create(person=row, term=term, defaults=meant.row())
    return Done(None, f"#{row.pk}", {"person": row.pk, "term": term})


@action("personnel.duplicate_decided", EDIT)
def decide_duplicate(
    *, actor: Actor, organisation: int, person: int, other: int, same: bool, seen: int | None = None
) -> Done[None]:
    """Decide that two records are of one person, or of two.

    `other` may be of any organisation that the actor may see. Records of one organisation: `person` is the one that
    falls away from lists of people, and stays as it was; nothing may refer to it. Records of two organisations: both
    stay, and each shows the other. A decision can be taken back by `undecide_duplicate`.
    """
    row, twin = person_of(organisation, person, seen), _twin(actor, person, other)
    first, second = sorted((row.pk, twin.pk))
    detail: dict[str, object] = {"person": row.pk, "other": twin.pk, "same": same}
    if not same:
        _refuse_joined(row, twin)
        NotSame.objects.get_or_create(
            first_id=first,
            second_id=second,
            defaults={"decided_by_name": actor.name, "decided_at": clock.now()},
        )
        return Done(None, f"#{row.pk}", detail)
    if row.same_as_id is not None:
        text = N_("This record was already decided to be of the same person as another. Take that back first.")
        raise refuse("already_same", text)
    if twin.same_as_id == row.pk:
        raise refuse("already_same_other_way", N_("The two records are already decided to be of one person."))
    if twin.organisation_id == organisation:
        _fall_away(row, twin)
    NotSame.objects.filter(first_id=first, second_id=second).delete()
    row.same_as = twin
    row.version += 1
    row.save(update_fields=["same_as", "version"])
    return Done(None, f"#{row.pk}", detail)


def _twin(actor: Actor, person: int, other: int) -> Person:
    if person == other:
        raise refuse("same_record", N_("Choose another record: this one is itself."))
    found: Person = visible_person(actor=actor, pk=other, today=clock.today())
    return found


def _refuse_joined(row: Person, twin: Person) -> None:
    if row.same_as_id == twin.pk or twin.same_as_id == row.pk:
        raise refuse("joined", N_("The two records were decided to be of one person. Take that back first."))


def _fall_away(row: Person, twin: Person) -> None:
    """Within one organisation the record that falls away must be free, and the one that stays must itself stand."""
    if twin.same_as is not None and twin.same_as.organisation_id == row.organisation_id:
        raise refuse("twin_fell_away", N_("The other record itself fell away for a third one. Choose that one."))
    _refuse_locked(row)
    if _refers(row):
        text = N_(
            "Lists, steps, bodies or other records refer to this record. Keep this one, and let the other fall away."
        )
        raise refuse("person_referred_to", text)


@action("personnel.duplicate_decided", EDIT)
def undecide_duplicate(*, actor: Actor, organisation: int, person: int, other: int) -> Done[None]:
    """Take back what was decided about two records: they are shown as possible duplicates again."""
    row, twin = person_of(organisation, person), _twin(actor, person, other)
    first, second = sorted((row.pk, twin.pk))
    gone, _ = NotSame.objects.filter(first_id=first, second_id=second).delete()
    if row.same_as_id == twin.pk:
        row.same_as = None
        row.version += 1
        row.save(update_fields=["same_as", "version"])
    elif not gone:
        raise NotHere
    return Done(None, f"#{row.pk}", {"person": row.pk, "other": twin.pk, "same": None})
