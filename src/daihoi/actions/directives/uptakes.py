"""What an organisation does with papers that apply to it: it takes them in and disseminates them."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from daihoi.actions._gate import Done, action
from daihoi.actions.directives._checks import tidy
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.directives import Conference, Dissemination, applies, fingerprint
from daihoi.core.messages import N_, refuse
from daihoi.core.organisations import paths
from daihoi.data.models import Directive, Uptake
from daihoi.queries import clock
from daihoi.queries.directives._rows import PaperRow, read
from daihoi.queries.directives._states import Spot, spots


@action("directives.taken_in", Permission.DIRECTIVES_ANSWER)
def take_in(
    *, actor: Actor, organisation: int, directives: Mapping[int, int], places: Collection[int] = ()
) -> Done[int]:
    """Take papers in, for an organisation or for several at or below it: read, and its tasks put into the plan.

    `directives`: id → the revision that was read; one that was changed since is refused. What was taken in before is
    passed over; returns how many (paper, organisation) pairs are new.
    """
    today = clock.today()
    where = _spots(organisation, places)
    papers = _papers(directives)
    for row in papers:
        if directives[row.id] != row.revision:
            text = N_("{number} was changed meanwhile. Open it again and read what changed.")
            raise refuse("revised_meanwhile", text, number=row.number)
        _refuse_ended(row, today)
        _require_applies(row, where)
    known = _uptakes(papers, where)
    fresh = [
        (row, spot)
        for row in papers
        for spot in where
        if (row.id, spot.id) not in known or known[row.id, spot.id].revision < row.revision
    ]
    if not fresh:
        raise refuse("taken_in_before", N_("This was taken in already."))
    for row, spot in fresh:
        uptake = known.setdefault((row.id, spot.id), Uptake(directive_id=row.id, organisation_id=spot.id))
        uptake.revision, uptake.taken_in_on, uptake.taken_in_by_name = row.revision, today, actor.name
    _save([known[row.id, spot.id] for row, spot in fresh], ("revision", "taken_in_on", "taken_in_by_name"))
    detail = {
        "directives": [row.id for row in papers],
        "number": ", ".join(row.number for row in papers),
        "for": sorted({spot.id for _, spot in fresh}),
        "total": len(fresh),
    }
    return Done(len(fresh), str(detail["number"]), detail)


@action("directives.disseminated", Permission.DIRECTIVES_ANSWER)
def disseminate(*, actor: Actor, organisation: int, directives: Collection[int], conference: Conference) -> Done[int]:
    """Say that an organisation made papers known, several at one conference; returns how many."""
    today = clock.today()
    where = _spots(organisation, ())
    papers = _papers(directives)
    if not papers:
        raise refuse("no_paper", N_("Choose the papers that were made known."))
    for row in papers:
        _refuse_ended(row, today)
        _require_applies(row, where)
        if not row.disseminate:
            raise refuse("not_to_disseminate", N_("{number} is not to be disseminated."), number=row.number)
    _refuse_conference(conference, papers, today)
    known = _uptakes(papers, where)
    for (_, _), uptake in known.items():
        if uptake.disseminated_on is not None:
            number = next(row.number for row in papers if row.id == uptake.directive_id)
            text = N_("{number} was entered before as disseminated on {day:%d/%m/%Y}. Correct that entry.")
            raise refuse("disseminated_before", text, number=number, day=uptake.disseminated_on)
    rows = [known.get((row.id, organisation)) or _new(row.id, organisation) for row in papers]
    _put(rows, conference)
    return Done(len(rows), ", ".join(row.number for row in papers), _detail(papers, organisation, conference))


@action("directives.disseminated", Permission.DIRECTIVES_ANSWER)
def correct_dissemination(
    *, actor: Actor, organisation: int, directive: int, token: str, conference: Conference | None
) -> Done[None]:
    """Correct how a paper was made known, or take the entry back (None). `token`: the fingerprint of the entry that the
    person saw."""
    today = clock.today()
    (row,) = _papers([directive])
    uptake = Uptake.objects.select_for_update().filter(directive=directive, organisation=organisation).first()
    if uptake is None or uptake.disseminated_on is None:
        raise NotHere
    if token != fingerprint(_conference(uptake)):
        text = N_("Somebody else corrected this entry meanwhile. Open it again.")
        raise refuse("changed_meanwhile", text)
    if conference is None:
        uptake.disseminated_on, uptake.form, uptake.attended, uptake.expected, uptake.note = None, "", None, None, ""
        uptake.save()
    else:
        _refuse_conference(conference, [row], today)
        _put([uptake], conference)
    return Done(None, row.number, _detail([row], organisation, conference))


def _conference(uptake: Uptake) -> Conference:
    assert uptake.disseminated_on is not None
    form = Dissemination(uptake.form)
    return Conference(uptake.disseminated_on, form, uptake.attended, uptake.expected, uptake.note)


def _refuse_conference(conference: Conference, papers: Sequence[PaperRow], today: date) -> None:
    if conference.on > today:
        text = N_("The day {day:%d/%m/%Y} is still to come; enter the conference when it was held.")
        raise refuse("in_the_future", text, day=conference.on)
    for row in papers:
        if conference.on < row.issued_on:
            text = N_("{number} is of {issued:%d/%m/%Y}; it cannot have been made known before.")
            raise refuse("before_paper", text, number=row.number, issued=row.issued_on)
    attended, expected = conference.attended, conference.expected
    if attended is not None and expected is None:
        raise refuse("nobody_expected", N_("Say how many were expected, together with how many came."))
    if expected is not None and not 0 < expected < 1_000_000:
        raise refuse("number_unlikely", N_("The number {number} cannot be right."), number=expected)
    if attended is not None and expected is not None and not 0 <= attended <= expected:
        text = N_("{attended} came of {expected} expected: more came than were expected. Check the two numbers.")
        raise refuse("more_came", text, attended=attended, expected=expected)


def _put(rows: Sequence[Uptake], conference: Conference) -> None:
    """One conference for all of them: those that are there take it in one statement."""
    values = {
        "disseminated_on": conference.on,
        "form": conference.form.value,
        "attended": conference.attended,
        "expected": conference.expected,
        "note": tidy(conference.note, 300),
    }
    Uptake.objects.filter(pk__in=[row.pk for row in rows if row.pk is not None]).update(**values)
    fresh = [row for row in rows if row.pk is None]
    for row in fresh:
        for name, value in values.items():
            setattr(row, name, value)
    Uptake.objects.bulk_create(fresh, batch_size=500)


def _detail(papers: Sequence[PaperRow], organisation: int, conference: Conference | None) -> dict[str, object]:
    found: dict[str, object] = {
        "directives": [row.id for row in papers],
        "number": ", ".join(row.number for row in papers),
        "for": [organisation],
    }
    if conference is None:
        found["on"] = None  # the entry was taken back
    else:
        given = {name: value for name, value in vars(conference).items() if value not in (None, "")}
        found |= {**given, "on": conference.on.isoformat(), "form": conference.form.value}
    return found


def _new(directive: int, organisation: int) -> Uptake:
    return Uptake(directive_id=directive, organisation_id=organisation)


def _save(rows: Sequence[Uptake], names: Sequence[str]) -> None:
    fresh, known = [row for row in rows if row.pk is None], [row for row in rows if row.pk is not None]
    Uptake.objects.bulk_create(fresh, batch_size=500)
    Uptake.objects.bulk_update(known, names, batch_size=200)


def _papers(directives: Collection[int]) -> list[PaperRow]:
    """The papers in order of their days; NotHere for one that is not there."""
    rows = read(Directive.objects.filter(pk__in=directives).order_by("issued_on", "pk"))
    if len(rows) != len(set(directives)):
        raise NotHere
    return rows


def _spots(organisation: int, places: Collection[int]) -> list[Spot]:
    """The organisation, or those chosen at and below it; NotHere where one of them does not stand there today."""
    wanted = set(places) or {organisation}
    found = {spot.id: spot for spot in spots(wanted | {organisation})}
    top = found.get(organisation)
    if top is None or wanted - found.keys():
        raise NotHere
    where = [found[pk] for pk in sorted(wanted)]
    if not all(paths.covers(top.path, spot.path) for spot in where):
        raise NotHere
    return where


def _require_applies(row: PaperRow, where: Sequence[Spot]) -> None:
    """NotHere where the paper does not apply to one of the organisations."""
    if not all(applies(row.standing, spot.path, spot.kind, spot.unit) for spot in where):
        raise NotHere


def _refuse_ended(row: PaperRow, today: date) -> None:
    if not row.in_force(today):
        text = N_("{number} is no longer in force: it was withdrawn or replaced.")
        raise refuse("not_in_force", text, number=row.number)


def _uptakes(papers: Sequence[PaperRow], where: Sequence[Spot]) -> dict[tuple[int, int], Uptake]:
    rows = Uptake.objects.select_for_update().filter(
        directive__in=[row.id for row in papers], organisation__in=[spot.id for spot in where]
    )
    return {(row.directive_id, row.organisation_id): row for row in rows}
