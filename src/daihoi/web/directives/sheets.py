"""Papers and how far they have come, as sheets for the office."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext

from daihoi.core.directives import DISSEMINATION_NAMES, LACK_NAMES, PAPER_NAMES, Lack
from daihoi.core.messages import Finding
from daihoi.core.subjects import SUBJECT_NAMES
from daihoi.office.tables import Column, Sheet, write_xlsx
from daihoi.queries.directives import Covered, Drill, Every, Fit, Line, Overview, PaperLine, PaperRow
from daihoi.queries.elections import ListFit
from daihoi.queries.organisations import OrganisationCard
from daihoi.queries.personnel.fitting import SchemeFit
from daihoi.web import words
from daihoi.web.asked import Asked
from daihoi.web.directives.words import SEVERITIES
from daihoi.web.plan.show_rules import rule_value
from daihoi.web.templatetags.show import day


def papers(at: OrganisationCard, term: str, lines: Sequence[PaperLine]) -> bytes:
    """The list of papers with what each asks here and what was done."""
    columns = (
        *_paper_columns(),
        Column(gettext("From above"), 9, "text"),
        Column(gettext("State"), 16, "text"),
        Column(gettext("Taken in"), 13, "date"),
        Column(gettext("Disseminate by"), 13, "date"),
        Column(gettext("Disseminated"), 13, "date"),
        Column(gettext("Attended"), 10, "int"),
        Column(gettext("Expected"), 10, "int"),
        Column(gettext("Own document"), 22, "text"),
        Column(gettext("Missing"), 30, "text"),
    )
    heading = (at.name, gettext("Papers"), gettext("Term {term}").format(term=term))
    body = [(*_paper(line.row), "" if line.own else "x", *_state(line)) for line in lines]
    return write_xlsx([Sheet(title=gettext("Papers"), heading=heading, columns=columns, rows=body)])


def _paper_columns() -> tuple[Column, ...]:
    return (
        Column(gettext("Number"), 16, "text"),
        Column(gettext("Day"), 13, "date"),
        Column(gettext("Issued by"), 34, "text"),
        Column(gettext("Kind of paper"), 14, "text"),
        Column(gettext("Subject"), 22, "text"),
        Column(gettext("Title of the paper"), 60, "text"),
    )


def _paper(row: PaperRow) -> tuple[object, ...]:
    kind, subject = words.say(PAPER_NAMES, row.paper), words.say(SUBJECT_NAMES, row.subject)
    return (row.number, row.issued_on, row.issuer, kind, subject, row.title)


def _state(line: PaperLine) -> tuple[object, ...]:
    state, word = line.state, gettext("in force") if line.in_force else gettext("no longer in force")
    if state is None:
        return (word, *(None,) * 7)
    reached = state.reached
    return (
        word,
        None if state.fresh else reached.taken_in_on,
        state.asked.disseminate_by,
        reached.disseminated_on,
        state.attended,
        state.expected,
        state.own_paper.number if state.own_paper else "",
        _lacks(state.lacks),
    )


def _lacks(lacks: Sequence[Lack]) -> str:
    return ", ".join(words.say(LACK_NAMES, lack) for lack in lacks)


def _day(choice: Asked) -> str:
    return gettext("Term {term}, as of {day}").format(term=choice.term, day=day(choice.as_of))


def _covered_columns() -> tuple[Column, ...]:
    heads = (
        gettext("Applies to"),
        gettext("Taken in"),
        gettext("To disseminate"),
        gettext("Disseminated"),
        gettext("Attended"),
        gettext("Expected"),
        gettext("Own documents asked"),
        gettext("Own documents"),
        gettext("Something missing"),
        gettext("Overdue"),
    )
    return tuple(Column(head, 12, "int") for head in heads)


def _covered(covered: Covered) -> tuple[int, ...]:
    return tuple(vars(covered).values())


def overview(at: OrganisationCard, choice: Asked, found: Sequence[Overview]) -> bytes:
    """A line for each paper in force: how far it has come at and below an organisation."""
    columns = (*_paper_columns(), *_covered_columns())
    heading = (at.name, gettext("Cascade of the papers"), _day(choice))
    body = [(*_paper(one.row), *_covered(one.covered)) for one in found]
    return write_xlsx([Sheet(title=gettext("Cascade"), heading=heading, columns=columns, rows=body)])


def cascade(
    at: OrganisationCard, row: PaperRow, choice: Asked, drill: Drill, every: tuple[int, Sequence[Every]]
) -> bytes:
    """One paper below an organisation: those directly below, then every organisation to whom it applies."""
    title = f"{row.number}, {day(row.issued_on)}: {row.title}"
    below = Sheet(
        title=gettext("Directly below"),
        heading=(at.name, title, _day(choice)),
        columns=(*_own_columns(), *_covered_columns()),
        rows=[(*_own(line), *_covered(line.below)) for line in drill.lines],
    )
    count, lines = every
    shown = gettext("{shown} of {count} organisations to whom it applies, those with something missing first")
    whole = Sheet(
        title=gettext("Every organisation"),
        heading=(at.name, title, _day(choice), shown.format(shown=len(lines), count=count)),
        columns=(
            Column(gettext("Code"), 14, "text"),
            Column(gettext("Organisation"), 44, "text"),
            Column(gettext("Taken in"), 13, "date"),
            Column(gettext("Disseminated"), 13, "date"),
            Column(gettext("Attended"), 10, "int"),
            Column(gettext("Expected"), 10, "int"),
            Column(gettext("Own document"), 13, "date"),
            Column(gettext("Missing"), 34, "text"),
            Column(gettext("Overdue"), 10, "text"),
        ),
        rows=[
            (
                one.code,
                one.name,
                one.taken_in_on,
                one.disseminated_on,
                one.attended or None,
                one.expected or None,
                one.own_paper_on,
                _lacks(one.lacks),
                "x" if one.overdue else "",
            )
            for one in lines
        ],
    )
    return write_xlsx([below, whole])


def _own_columns() -> tuple[Column, ...]:
    return (
        Column(gettext("Code"), 14, "text"),
        Column(gettext("Organisation"), 44, "text"),
        Column(gettext("Itself: taken in"), 13, "date"),
        Column(gettext("Itself: disseminated"), 13, "date"),
        Column(gettext("Form"), 18, "text"),
        Column(gettext("Attended"), 10, "int"),
        Column(gettext("Expected"), 10, "int"),
        Column(gettext("Own document"), 22, "text"),
        Column(gettext("Missing"), 30, "text"),
    )


def _own(line: Line) -> tuple[object, ...]:
    state = line.state
    if state is None:
        return (line.card.code, line.card.name, *(None,) * 7)
    return (
        line.card.code,
        line.card.name,
        None if state.fresh else state.reached.taken_in_on,
        state.reached.disseminated_on,
        words.say(DISSEMINATION_NAMES, state.form),
        state.attended,
        state.expected,
        state.own_paper.number if state.own_paper else "",
        _lacks(state.lacks),
    )


def misfits(
    at: OrganisationCard,
    row: PaperRow,
    fit: Fit,
    lists: ListFit,
    schemes: SchemeFit,
    cards: Mapping[int, OrganisationCard],
) -> list[Sheet]:
    """Each finding on a line: which congress, adopted list and personnel scheme breaks which rule. `cards`: of
    organisations by id. Who may see no lists or schemes has no sheet of them."""
    heading = (at.name, gettext("What no longer fits under {number}").format(number=row.number))
    found = [_plans(heading, fit, cards)]
    if lists.checked:
        found.append(_lists(heading, lists, cards))
    if schemes.checked:
        found.append(_schemes(heading, schemes, cards))
    return found


def _plans(heading: tuple[str, ...], fit: Fit, cards: Mapping[int, OrganisationCard]) -> Sheet:
    body = [
        (*_place(cards, misfit.organisation), misfit.planned_on, *_finding(finding))
        for misfit in fit.misfits
        for finding in misfit.findings
    ]
    columns = (*_place_columns(), Column(gettext("Planned day"), 13, "date"), *_finding_columns())
    return Sheet(title=gettext("What no longer fits"), heading=heading, columns=columns, rows=body)


def _lists(heading: tuple[str, ...], lists: ListFit, cards: Mapping[int, OrganisationCard]) -> Sheet:
    body = [
        (
            *_place(cards, misfit.organisation),
            misfit.title,
            misfit.adopted_on,
            misfit.names,
            misfit.seats,
            *_finding(each.finding),
            rule_value(each.now) if each.now else "",
            rule_value(each.was) if each.was else "",
            each.was.grounds.render(gettext) if each.was else "",
        )
        for misfit in lists.misfits
        for each in misfit.breaches
    ]
    columns = (
        *_place_columns(),
        Column(gettext("Election"), 44, "text"),
        Column(gettext("Adopted on"), 13, "date"),
        Column(gettext("Names"), 9, "int"),
        Column(gettext("Seats"), 9, "int"),
        *_finding_columns(),
        Column(gettext("The new rule"), 22, "text"),
        Column(gettext("The rule until now"), 22, "text"),
        Column(gettext("Its ground"), 40, "text"),
    )
    return Sheet(title=gettext("Adopted lists"), heading=heading, columns=columns, rows=body)


def _schemes(heading: tuple[str, ...], schemes: SchemeFit, cards: Mapping[int, OrganisationCard]) -> Sheet:
    body = [
        (
            *_place(cards, misfit.organisation),
            misfit.people,
            words.say(SEVERITIES, told.severity),
            told.rule,
            told.name.render(words.pack_text),
            told.times,
        )
        for misfit in schemes.misfits
        for told in misfit.breaches
    ]
    columns = (
        *_place_columns(),
        Column(gettext("People"), 9, "int"),
        *_finding_columns(),
        Column(gettext("Times"), 9, "int"),
    )
    return Sheet(title=gettext("Personnel schemes"), heading=heading, columns=columns, rows=body)


def _place(cards: Mapping[int, OrganisationCard], pk: int) -> tuple[str, str]:
    return (cards[pk].code, cards[pk].name) if pk in cards else ("", "")


def _finding(finding: Finding) -> tuple[str, str, str]:
    return (words.say(SEVERITIES, finding.severity), finding.rule, finding.message.render(gettext))


def _place_columns() -> tuple[Column, ...]:
    return (Column(gettext("Code"), 14, "text"), Column(gettext("Organisation"), 44, "text"))


def _finding_columns() -> tuple[Column, ...]:
    return (
        Column(gettext("How serious"), 14, "text"),
        Column(gettext("Rule"), 10, "text"),
        Column(gettext("Finding"), 90, "text"),
    )
