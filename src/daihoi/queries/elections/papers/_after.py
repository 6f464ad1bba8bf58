"""Papers beside the count: minutes of the straw ballot, the report of results, the request to ratify."""

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from daihoi.core.elections import Origin, Setting, standing
from daihoi.core.elections import papers as p
from daihoi.core.organisations.kinds import Level
from daihoi.data.models import Election, Mark
from daihoi.queries.elections._rows import record_of, setting_of
from daihoi.queries.elections.papers import _words as words
from daihoi.queries.elections.papers._source import Source, people_of

_ORIGINS = {Origin.SELF: "Ứng cử", Origin.NOMINATED: "Được đề cử"}
_SINCE_CLOSING = "kể từ ngày bế mạc đại hội"


def straw_minutes(source: Source) -> p.StrawMinutes:
    """No queries. Ballots and counters of a straw ballot are not entered anywhere, so they stay open (E-035, E-039)."""
    setting, view = source.setting, source.view
    step = next((one for one in view.steps if one.step.key == "straw_ballot"), None)
    straw = "election.straw_congress" if setting.body.is_congress else "election.straw_conference"
    results = []
    for one in (each.nominee for each in view.nominees):
        if one.origin is not Origin.PREPARED and one.support is not None and view.attending:
            said = words.share(one.support, view.attending, truncate=source.truncate)
            over = _over(setting, one.support, view.attending)
            results.append(p.StrawResult(one.name, _ORIGINS[one.origin], one.support, view.attending, said, over))
    return p.StrawMinutes(
        heading=source.heading("", words.day_of(step.done_at) if step else None),
        meeting=source.meeting,
        post=view.title,
        legal_basis=words.basis(setting, ("election.floor_support", straw, "election.straw_counters")),
        summoned=view.summoned,
        attending=view.attending,
        threshold=_threshold(setting),
        results=tuple(results),
        decisions=(step.note,) if step is not None and step.note else (),
    )


def _over(setting: Setting, support: int, attending: int) -> bool | None:
    """Is the support more than the rule asks? None where no text says how much that is: people judge."""
    rule = setting.rule("election.floor_support")
    if rule is None or setting.asks("election.floor_support", "E-035"):
        return None
    return setting.share_kept("election.floor_support", support, attending)


def _threshold(setting: Setting) -> str:
    rule = setting.rule("election.floor_support")
    if rule is None:
        return "…… %"
    percent = Fraction(rule.number) * 100
    return f"{percent.numerator} %" if percent.denominator == 1 else f"{rule.number}"


def results_report(source: Source) -> p.ResultsReport:
    """The report of every election of the congress, as released (E-120). Those that are not over stay open."""
    done, elections = _marks(source), _elections(source)
    view = source.view
    return p.ResultsReport(
        heading=_heading(source),
        to=_to(source),
        meeting=source.meeting,
        author=_author(source),
        opened=view.opens_on,
        closed=done.get("held"),
        summoned=view.summoned,
        attended=view.attending,
        elections=tuple(line for one in elections for line in _lines(source, one)),
        deadline=words.by_milestone(
            source.setting,
            "results_reported",
            "Báo cáo kết quả bầu cử với cấp ủy cấp trên trực tiếp",
            _SINCE_CLOSING,
            done.get("held"),
        ),
        attached=tuple(_attached(elections)),
        recipients=("Như trên",),
        signature=_signature(source),
    )


def ratification_request(source: Source) -> p.RatificationRequest:
    """The request to ratify, with the clocks of ratifying and of complaints (E-121, E-123)."""
    done, elections, setting = _marks(source), _elections(source), source.setting
    clocks = (
        words.by_milestone(
            setting,
            "ratified",
            "Chuẩn y kết quả bầu cử, nếu không có khiếu nại",
            "kể từ ngày nhận được báo cáo",
            done.get("results_reported"),
        ),
        words.by_rule(
            setting.rule("election.complaint_within"), "Khiếu nại về việc bầu cử", _SINCE_CLOSING, done.get("held")
        ),
    )
    return p.RatificationRequest(
        heading=_heading(source),
        to=_to(source),
        meeting=source.meeting,
        author=_author(source),
        legal_basis=words.basis(setting, ("election.majority",)),
        closed=done.get("held"),
        elections=tuple(line for one in elections for line in _lines(source, one)),
        deadlines=tuple(one for one in clocks if one is not None),
        attached=tuple(_attached(elections)),
        recipients=("Như trên",),
        signature=_signature(source),
    )


def _marks(source: Source) -> dict[str, date]:
    """Milestones of the congress with their days; that of "held" is its closing day."""
    return dict(Mark.objects.filter(congress=source.congress).values_list("milestone", "done_on"))


def _heading(source: Source) -> p.Heading:
    return p.Heading(upper=source.upper, organisation=_author(source))


def _to(source: Source) -> tuple[str, ...]:
    return (words.committee_of(source.upper),) if source.upper else ()


def _author(source: Source) -> str:
    return words.committee_of(source.name, source.setting.level)


def _signature(source: Source) -> p.Signature:
    cell = source.setting.level is Level.CELL or source.name.startswith("Chi bộ")
    return p.Signature(("T/M CHI ỦY" if cell else "T/M BAN CHẤP HÀNH", "BÍ THƯ"))


def _elections(source: Source) -> list[Election]:
    """Every election of the congress that was not withdrawn, in the order in which they were opened, with what hangs
    on them."""
    rows = Election.objects.filter(congress=source.congress, withdrawn="")
    rows = rows.select_related("congress", "congress__ruleset", "ruleset")
    ahead = ("nominees", "exclusions", "decisions", "rounds__stock", "rounds__counts")
    return list(rows.prefetch_related(*ahead).order_by("pk"))


def _lines(source: Source, row: Election) -> Iterable[p.ElectionLine]:
    """One line, and another for alternates on the same list. As released, whoever asks. Two queries where a round is
    released."""
    found = standing(setting_of(row), record_of(row, unreleased=False))
    listed = sum(1 for one in row.nominees.all() if one.position is not None) or None

    def results(keys: tuple[str, ...]) -> tuple[p.Result, ...] | None:
        if not found.over:
            return None
        of, cut = found.base.summoned, source.truncate
        people = people_of(found, keys)
        return tuple(p.Result(one.name, one.votes, of, words.share(one.votes, of, truncate=cut)) for one in people)

    yield p.ElectionLine(row.title, row.seats, listed, results(found.elected))
    if row.alternates:
        yield p.ElectionLine(f"{row.title} (đại biểu dự khuyết)", row.alternates, None, results(found.alternates))


def _attached(elections: Iterable[Election]) -> Iterable[str]:
    """Minutes of each round that stands, then the list that the level above asks for (E-120)."""
    for row in elections:
        for one in sorted(row.rounds.all(), key=lambda each: each.number):
            if one.released_at:
                which = f" (bầu lần thứ {one.number})" if one.number > 1 else ""
                yield f"Biên bản kiểm phiếu bầu {row.title}{which}"
    yield "Danh sách trích ngang và sơ lược lý lịch của những người trúng cử"
