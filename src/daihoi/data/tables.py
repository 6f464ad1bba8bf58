"""Records other than organisations as columns of numbers: one hand-written SELECT a kind, read as data.columns reads.

Every column is a whole number: days counted as in core.indicators.columns, values of closed lists by their place in
core.indicators.records.LISTS (one that is in no list: the place after the last).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from daihoi.core.indicators.indicator import Records
from daihoi.core.indicators.records import COLUMNS, LISTS
from daihoi.data.columns import Ints, days, joined_each, listed, mapped, numbers

NO_DAY = "1999-12-31"  # day 0


@dataclass(frozen=True)
class Source:
    """Where the records of a kind stand. `{term}` is replaced by the parameter's mark; columns not named in `columns`
    have the name of the record's own column."""

    table: str  # FROM …, with `r` for the row
    term: str  # the condition on the term
    organisation: str = "r.organisation_id"
    columns: tuple[tuple[str, str], ...] = ()
    id: str = "r.id"


def _filled(column: str) -> str:
    """A column of a closed list that may be empty; see UPTAKES below."""
    return f"CASE {column} WHEN '' THEN '-' ELSE {column} END"


def _decided(state: str) -> str:
    """The day on which a version `v` of a scheme was decided so."""
    return f"(SELECT MIN(d.on_date) FROM data_versiondecision d WHERE d.version_id = v.id AND d.state = '{state}')"


# Was this secretary the one of an earlier term: 2; was somebody else: 1; nobody is entered who was: 0.
_LED_BEFORE = (
    "CASE WHEN r.post <> 'secretary' THEN 0 ELSE COALESCE((SELECT MAX(CASE WHEN b.person_id = r.person_id THEN 2 ELSE 1"
    " END) FROM data_membership b WHERE b.organisation_id = r.organisation_id AND b.organ = r.organ"
    " AND b.post = 'secretary' AND b.term <> r.term AND b.from_on < r.from_on), 0) END"
)


def _seats(organ: str) -> str:
    return f"(SELECT MAX(n.seats) FROM data_schemeseats n WHERE n.scheme_id = r.id AND n.organ = '{organ}')"


_VISIT = "data_visitfinding r JOIN data_visit v ON v.id = r.visit_id"
SOURCES: dict[Records, Source] = {
    Records.PAPERS: Source(
        "data_directive r",
        "r.term = %s",
        columns=(
            ("from_above", "CASE WHEN r.from_above THEN 1 ELSE 0 END"),
            # A paper replaces only those of its own issuer, so that an event there touches both.
            (
                "replaced_on",
                "(SELECT MIN(n.issued_on) FROM data_directivelink l JOIN data_directive n ON n.id = l.directive_id"
                " WHERE l.other_id = r.id AND l.link = 'replaces' AND n.withdrawn_on IS NULL)",
            ),
        ),
    ),
    Records.UPTAKES: Source(
        "data_uptake r JOIN data_directive d ON d.id = r.directive_id",
        "d.term = %s",
        # Joined values are told apart by commas: a single empty text would be no value at all.
        columns=(("directive", "r.directive_id"), ("dissemination", "CASE r.form WHEN '' THEN '-' ELSE r.form END")),
    ),
    Records.OWN_PAPERS: Source(
        "data_directivelink r JOIN data_directive d ON d.id = r.directive_id"
        " JOIN data_directive o ON o.id = r.other_id",
        "o.term = %s AND r.link = 'based_on' AND NOT d.from_above",
        "d.organisation_id",
        columns=(("directive", "r.other_id"), ("issued_on", "d.issued_on"), ("withdrawn_on", "d.withdrawn_on")),
        id="d.id",
    ),
    Records.READINGS: Source(
        "data_lessonread r JOIN data_lesson l ON l.id = r.lesson_id",
        "l.term = %s",
        columns=(("lesson", "r.lesson_id"),),
    ),
    Records.TASKS: Source("data_task r", "r.term = %s"),
    Records.BODIES: Source("data_body r", "r.term = %s", columns=(("body", "r.kind"),)),
    Records.COVERAGES: Source(
        "data_coverage r JOIN data_body b ON b.id = r.body_id",
        "b.term = %s AND b.kind IN ('group', 'area', 'delegation')",
        columns=(("of_body", "r.body_id"), ("formed_on", "b.formed_on"), ("ended_on", "b.ended_on")),
    ),
    Records.PLANS: Source("data_planversion r", "r.term = %s AND r.number = 1"),
    Records.VISITS: Source("data_visit r", "r.term = %s", columns=(("visit", "r.kind"),)),
    Records.FINDINGS: Source(
        _VISIT,
        "v.term = %s AND r.struck_reason = ''",
        "v.organisation_id",
        columns=(("concluded_on", "v.concluded_on"),),
    ),
    Records.DIFFICULTIES: Source(
        # What is joined to another one is answered with it.
        "data_difficulty r LEFT JOIN data_difficulty j ON j.id = r.joined_to_id",
        "r.term = %s AND r.state <> 'taken_back'",
        columns=(("answered_on", "COALESCE(r.answered_on, j.answered_on)"),),
    ),
    Records.ANSWERS: Source("data_publishedanswer r", "r.term = %s"),
    Records.BRIEFINGS: Source("data_briefing r", "r.term = %s AND r.dropped_on IS NULL"),
    Records.REVIEWS: Source("data_review r", "r.term = %s"),
    Records.SHORTCOMINGS: Source(
        "data_shortcoming r JOIN data_review v ON v.id = r.review_id",
        "v.term = %s",
        "v.organisation_id",
        columns=(("shortcoming", "r.kind"), ("reviewed_on", "v.reviewed_on")),
    ),
    Records.LESSONS: Source("data_lesson r", "r.term = %s"),
    Records.TRAININGS: Source("data_training r", "r.term = %s"),
    Records.ATTENDANCES: Source(
        "data_trainingattendance r JOIN data_training t ON t.id = r.training_id",
        "t.term = %s AND t.dropped_on IS NULL",
        columns=(("held_on", "t.held_on"),),
    ),
    Records.OUTREACH: Source(
        # A count holds until the organisation's next one of the same channel.
        "(SELECT c.*, LEAD(c.on_date) OVER (PARTITION BY c.organisation_id, c.channel ORDER BY c.on_date) AS until"
        " FROM data_outreachcount c WHERE c.term = %s) r",
        "1 = 1",
    ),
    Records.OPINIONS: Source("data_opinion r", "r.term = %s"),
    Records.SPENDING: Source("data_spendingline r", "r.term = %s"),
    Records.MEMBERS: Source(
        "data_membership r JOIN data_person p ON p.id = r.person_id"
        " LEFT JOIN data_scheme s ON s.organisation_id = r.organisation_id AND s.term = r.term",
        "r.term = %s",
        columns=(
            ("post", _filled("r.post")),
            ("post_on", "COALESCE(r.post_on, r.from_on)"),
            ("people_chair", "CASE WHEN ' ' || r.beside || ' ' LIKE '%% people_chair %%' THEN 1 ELSE 0 END"),
            ("led_before", _LED_BEFORE),
            ("village_head", "CASE WHEN ' ' || r.beside || ' ' LIKE '%% village_head %%' THEN 1 ELSE 0 END"),
            ("village_on", "r.village_elected_on"),
            ("standing", _filled("r.standing")),
            ("sex", _filled("p.sex")),
            ("born", "p.born_year * 12 + p.born_month - 1"),
            ("chosen_on", "s.reference_on"),
            # One spelling is kept (core.personnel.facts.one_spelling).
            ("minority", "CASE p.ethnicity WHEN '' THEN 0 WHEN 'Kinh' THEN 1 ELSE 2 END"),
            ("degree", _filled("p.degree")),
            ("theory", _filled("p.theory")),
            ("local", "CASE WHEN p.local THEN 2 WHEN NOT p.local THEN 1 ELSE 0 END"),
            ("base", "CASE WHEN r.votes IS NULL THEN 0 ELSE r.base END"),
        ),
    ),
    Records.LISTED: Source(
        "data_variantperson r JOIN data_variant v ON v.id = r.variant_id JOIN data_scheme s ON s.id = v.scheme_id",
        "s.term = %s AND v.chosen",
        "s.organisation_id",
        columns=(
            ("committee", "CASE WHEN ' ' || r.organs || ' ' LIKE '%% committee %%' THEN 1 ELSE 0 END"),
            ("surplus", "CASE WHEN ' ' || r.surplus || ' ' LIKE '%% committee %%' THEN 1 ELSE 0 END"),
            ("top", "CASE WHEN ' ' || r.organs || ' ' LIKE '%% standing %%' THEN 1 ELSE 0 END"),
            ("top_surplus", "CASE WHEN ' ' || r.surplus || ' ' LIKE '%% standing %%' THEN 1 ELSE 0 END"),
            ("standing", _filled("r.standing")),
            (
                "came",
                "CASE WHEN EXISTS (SELECT 1 FROM data_membership m WHERE m.person_id = r.person_id AND m.term = s.term"
                " AND m.organisation_id = s.organisation_id AND m.organ = 'committee' AND m.entry <> 'added')"
                " THEN 1 ELSE 0 END",
            ),
        ),
    ),
    Records.SCHEMES: Source(
        # Versions follow each other; what became of each is decided once.
        "(SELECT s.id, s.organisation_id, s.term, s.begun_at, v.number, v.submitted_on, v.due_on,"
        " LEAD(v.submitted_on) OVER (PARTITION BY s.id ORDER BY v.number) AS next_on,"
        f" {_decided('forwarded')} AS forwarded_on, {_decided('returned')} AS returned_on,"
        f" {_decided('approved')} AS approved_on FROM data_scheme s"
        " LEFT JOIN data_schemeversion v ON v.scheme_id = s.id) r",
        "r.term = %s",
        columns=(
            ("first", "CASE WHEN COALESCE(r.number, 1) = 1 THEN 1 ELSE 0 END"),
            ("begun_on", "SUBSTR(CAST(r.begun_at AS text), 1, 10)"),  # the day by universal time
            ("seats", _seats("committee")),
            ("standing_seats", _seats("standing")),
            (
                "passed_on",
                "(SELECT MIN(d.on_date) FROM data_versiondecision d JOIN data_schemeversion w ON w.id = d.version_id"
                " WHERE w.scheme_id = r.id AND d.state = 'approved')",
            ),
        ),
    ),
    Records.NOT_STANDING: Source(
        "data_notstanding r JOIN data_person p ON p.id = r.person_id", "r.term = %s", "p.organisation_id"
    ),
    # Offices work as one whatever the term.
    Records.OFFICES: Source("data_mergedoffice r", "%s <> ''"),
}


# What is stored of pairs, first what each row is about; queries.indicators._pairs makes the pairs themselves of it.
STORED: dict[Records, tuple[str, ...]] = {
    Records.UPTAKES: (
        "directive", "revision", "taken_in_on", "disseminated_on", "dissemination", "attended", "expected"
    ),
    Records.OWN_PAPERS: ("directive", "issued_on", "withdrawn_on"),
    Records.READINGS: ("lesson", "read_on"),
}  # fmt: skip


def read(term: str, wanted: Sequence[tuple[Records, Sequence[int] | None]]) -> list[dict[str, Ints]]:
    """For each kind asked for, its records in a term (of some organisations; None: of all): `id`, `organisation`, and
    the columns of the kind. One query."""
    width = 2 + max(len(_names(kind)) for kind, _ in wanted)
    texts = joined_each([_select(kind, only, width) for kind, only in wanted], [term] * len(wanted))
    found = []
    for (kind, _), row in zip(wanted, texts, strict=True):
        columns = {"id": numbers(row[0]), "organisation": numbers(row[1])}
        columns |= {name: _values(name, text) for name, text in zip(_names(kind), row[2:], strict=False)}
        found.append(columns)
    return found


def _names(kind: Records) -> tuple[str, ...]:
    return STORED.get(kind) or COLUMNS[kind]


def _select(kind: Records, only: Sequence[int] | None, width: int) -> tuple[list[str], str]:
    """(expressions, padded to a width, and where they are read from)."""
    source, own = SOURCES[kind], dict(SOURCES[kind].columns)
    expressions = [_expression(name, own.get(name, f"r.{name}")) for name in _names(kind)]
    filtered = "" if only is None else f" AND {source.organisation} IN ({listed(only)})"
    columns = [source.id, source.organisation, *expressions]
    return columns + ["NULL"] * (width - len(columns)), f"{source.table} WHERE {source.term}{filtered}"


def _expression(name: str, sql: str) -> str:
    if _is_day(name):
        return f"COALESCE(CAST({sql} AS text), '{NO_DAY}')"
    return sql if name in LISTS else f"COALESCE({sql}, 0)"


def _values(name: str, text: str) -> Ints:
    if _is_day(name):
        return days(text)
    if name in LISTS:
        places = {value or "-": place for place, value in enumerate(LISTS[name])}
        return mapped(text, lambda value: places.get(value, len(places)))
    return numbers(text)


def _is_day(name: str) -> bool:
    return name.endswith(("_on", "_by", "_date")) or name == "until"
