"""The data of personnel papers, out of the rows. Vietnamese only, whatever the language of the interface.

Given for a `PersonnelPlace`, which only those with the right get; that a paper is taken is logged before it is made.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from fractions import Fraction
from functools import cached_property

from django.utils import translation
from django.utils.translation import gettext

from daihoi.core.access import NotHere
from daihoi.core.messages import N_, refuse
from daihoi.core.organisations.naming import committee_name
from daihoi.core.papers import Heading, Signature
from daihoi.core.personnel import (
    ORGAN_NAMES,
    Check,
    Line,
)
from daihoi.core.personnel import papers as p
from daihoi.core.personnel.content import Shown
from daihoi.core.personnel.kinds import (
    GROUP_NAMES,
    LEAVING_NAMES,
    Group,
    Leaving,
)
from daihoi.core.personnel.offices import OFFICES
from daihoi.core.personnel.process import Base, Candidacy, Outcome, apart
from daihoi.core.rules import Compare, PackError
from daihoi.data.models import Person, Variant
from daihoi.queries.personnel._papers import (
    CELLS,
    SECRECY,
    basis_of,
    committee_of,
    name_above,
    parts_of,
    short_of,
    size_line,
    term_of,
)
from daihoi.queries.personnel._people import names_apart
from daihoi.queries.personnel._process import Entered, ProcessView, StepLine
from daihoi.queries.personnel.place import PersonnelPlace
from daihoi.queries.personnel.process import process
from daihoi.queries.personnel.schemes import Candidate, SchemeView, scheme
from daihoi.queries.personnel.standing import check_of, still_standing

_BASES = {Base.SUMMONED: "số người được triệu tập", Base.PRESENT: "số người có mặt"}
_TARGETS = {
    Compare.AT_LEAST: "ít nhất {value}",
    Compare.MORE_THAN: "ít nhất {value}",  # told in whole people
    Compare.AT_MOST: "nhiều nhất {value}",
    Compare.LESS_THAN: "nhiều nhất {value}",
    Compare.EQUAL: "đúng {value}",
}
_ENCLOSED = (
    "Đề án nhân sự",
    "Danh sách trích ngang",
    "Biểu cơ cấu",
    "Biên bản các bước của quy trình nhân sự",
    "Hồ sơ của từng nhân sự",
)
_FACTS = ("pk", "schooling", "specialism", "probationary_on", "official_on", "home", "ethnicity", "post")


class Source:
    """What the papers of one scheme are made of, read once. NotHere where no scheme was begun; refused without a
    chosen list."""

    def __init__(self, place: PersonnelPlace) -> None:
        chosen = Variant.objects.filter(scheme=place.scheme, chosen=True).values_list("pk", flat=True).first()
        found = scheme(place, only=chosen, checks=False) if chosen is not None else None
        if place.scheme is None:
            raise NotHere
        if found is None or found.chosen is None:
            raise refuse("no_list", N_("Choose a list of the scheme first; the papers are made from it."))
        self.place = place
        self.view: SchemeView = found
        self.process: ProcessView | None = process(place)
        self.people = still_standing(found.chosen.people, self.process)

    @cached_property
    def check(self) -> Check:
        return check_of(self.view, self.people)

    @cached_property
    def facts(self) -> Mapping[int, Mapping[str, object]]:
        rows = Person.objects.filter(pk__in=[one.id for one in self.people]).values(*_FACTS)
        return {row["pk"]: row for row in rows}

    @cached_property
    def names(self) -> Mapping[int, str]:
        """Everybody of list and process as papers print them."""
        view = self.process
        known = [(one.id, one.listed.person.name) for one in self.people]
        if view is not None:
            known += [(one.id, one.name) for one in view.known.values()]
            known += [(one.person, one.name) for one in view.leaves]
        return names_apart(known)

    @cached_property
    def above(self) -> str:
        return name_above(self.place)

    @property
    def committee(self) -> str:
        return committee_of(self.place)

    @property
    def term(self) -> str:
        return term_of(self.place)

    @property
    def reference(self) -> str:
        month = self.view.setting.reference
        return f"{month.month}/{month.year}" if month else ""

    def about(self, what: str) -> str:
        return f"{what} {self.place.name}, nhiệm kỳ {self.term}"

    def heading(self, organisation: str = "", upper: str | None = None, day: date | None = None) -> Heading:
        return Heading(
            upper=self.above if upper is None else upper,
            organisation=organisation or self.committee,
            day=day,
            secrecy=SECRECY[self.place.secrecy],
        )

    @property
    def signature(self) -> Signature:
        return Signature(("T/M CHI BỘ", "BÍ THƯ") if self.place.kind in CELLS else ("T/M BAN THƯỜNG VỤ", "BÍ THƯ"))

    @property
    def basis(self) -> tuple[str, ...]:
        return basis_of(self.check)

    @property
    def recipients(self) -> tuple[str, ...]:
        above = committee_name(self.above) if self.above else ""
        board = (f"Ban Thường vụ {above}", f"Ban Tổ chức {above}") if above else ()
        return (*board, f"Lưu {self.committee}")


@contextmanager
def _rules_asked() -> Iterator[None]:
    """What rules cannot be asked is refused in words, as the pages around the papers say it."""
    try:
        yield
    except PackError as error:
        raise refuse("rules_unread", N_("The rules cannot be asked: {why}"), why=error.message) from error


def scheme_paper(place: PersonnelPlace, name: str) -> object:
    """The data of a paper of the whole scheme; NotHere for a name that is none. Eight queries."""
    make = _PAPERS.get(name)
    if make is None:
        raise NotHere
    source = Source(place)
    with translation.override("vi"), _rules_asked():
        return make(source)


def step_paper(place: PersonnelPlace, step: int, name: str) -> object:
    """The data of a paper of one step ("minutes", "result", "ballot"); NotHere for another name or step."""
    view = process(place)
    if view is None or name not in {"minutes", "result", "ballot"}:
        raise NotHere
    line = view.line(step)
    entered = line.entered
    assert entered is not None  # found by its id
    if not line.step.takes_votes and name != "minutes":
        raise refuse("no_votes", N_("This step takes no votes, so there is no such paper of it."))
    with translation.override("vi"):
        head = _step_head(view, line)
        heading = Heading(name_above(place), committee_of(place), day=entered.held_on, secrecy=SECRECY[place.secrecy])
        about = f"giới thiệu nhân sự {place.name}, nhiệm kỳ {term_of(place)}"
        names = names_apart((one.id, one.name) for one in entered.people)
        if name == "ballot":
            offices = tuple(gettext(OFFICES.get(office, office)) for office in entered.offices)
            people = tuple(
                (names[one.id], one.post, tuple(office in one.offices for office in entered.offices))
                for one in entered.people
            )
            return p.OpinionBallot(heading, about.removeprefix("giới thiệu "), head, offices, people)
        return p.StepMinutes(
            heading, f"{about} tại {head.name[:1].lower()}{head.name[1:]}", head, _votes(entered, names)
        )


def _step_head(view: ProcessView, line: StepLine) -> p.StepHead:
    """A step in words; in Vietnamese where Vietnamese is on."""
    entered, step = line.entered, line.step
    name, group = gettext(step.name), gettext(GROUP_NAMES[step.group])
    group += ", bổ sung" if step.run > 1 else ""
    if entered is None:
        return p.StepHead(name, group, line.number, secret=step.secret)
    meeting, found = entered.meeting, entered.outcome
    rules = list(dict.fromkeys(gettext(rule.grounds.article) for rule in view.rules(step)))
    if meeting.decided is not None:
        rules.append(f"{meeting.decided.by} quyết định căn cứ tính tỷ lệ")
    return p.StepHead(
        name, group, line.number, entered.held_on, entered.place, entered.chair, entered.clerk, meeting.summoned,
        meeting.came, meeting.issued, meeting.collected, meeting.valid,
        _BASES[found.base] if found.base is not None else "", found.base_number, found.needed, "; ".join(rules),
        entered.note, step.secret, entered.closed_at is not None,
    )  # fmt: skip


def _votes(entered: Entered, names: Mapping[int, str]) -> tuple[p.Vote, ...]:
    of = entered.outcome.base_number
    results = entered.results
    found = []
    for vote in entered.meeting.votes:
        result = results.get((int(vote.person), vote.office))
        passed = result.passed if result is not None and entered.closed_at is not None else None
        office = gettext(OFFICES.get(vote.office, vote.office))
        found.append(p.Vote(vote.person, names[int(vote.person)], office, vote.votes, _share(vote.votes, of), passed))
    return tuple(found)


def _share(votes: int | None, of: int | None) -> str:
    """In percent with two decimals, half up: "87,50 %"; "" where a number is unknown. For the eye only."""
    if votes is None or not of:
        return ""
    hundredths = int(Fraction(votes * 10_000, of) + Fraction(1, 2))
    return f"{hundredths // 100},{hundredths % 100:02d} %"


# The papers of the scheme


def _parts(source: Source) -> tuple[p.Part, ...]:
    return parts_of((one.listed, _short(source, one)) for one in source.people)


def _short(source: Source, one: Candidate) -> p.Short:
    facts = source.facts.get(one.id, {})
    post, home, ethnicity, specialism, schooling = (
        str(facts.get(name) or "") for name in ("post", "home", "ethnicity", "specialism", "schooling")
    )
    joined = ", ".join(_day(day) for day in (facts.get("probationary_on"), facts.get("official_on")) if day)
    shown = Shown(post, home, ethnicity, specialism)
    return short_of(one.listed, shown, source.view.setting, joined=joined, schooling=schooling)


def _day(day: object) -> str:
    return f"{day.day}/{day.month}/{day.year}" if isinstance(day, date) else ""


def _sizes(source: Source) -> tuple[p.SizeLine, ...]:
    listed = [one.listed for one in source.people]
    return tuple(
        size_line(row.organ, row.before, row.seats, row.vacant, row.vacant_why, listed) for row in source.view.numbers
    )


def _structure(source: Source) -> p.Structure:
    lines = tuple(_line(source, line) for line in source.check.lines)
    return p.Structure(
        source.heading(), source.about("nhân sự cấp ủy"), _sizes(source), lines, source.reference, source.signature
    )


def _line(source: Source, line: Line) -> p.StructureLine:
    demand = line.demand
    rule = source.view.setting.rule(line.key) if demand is None else None
    compare = demand.compare if demand is not None else rule.compare if rule is not None else None
    figure = "–" if line.count is None else str(line.count)
    if line.count is not None and line.of is not None and demand is not None and demand.of is not None:
        figure = f"{line.count}/{line.of}"
    target = "–" if line.needed is None else str(line.needed)
    if line.needed is not None and compare is not None:
        target = _TARGETS[compare].format(value=line.needed)
    return p.StructureLine(
        gettext(ORGAN_NAMES[line.organ]) if line.organ else "",
        line.name.render(gettext),
        figure,
        target,
        "–" if line.margin is None else f"{line.margin:+d}" if line.margin else "0",
        line.sentence.render(gettext),
        gettext(line.grounds.article),
    )


def _short_list(source: Source) -> p.ShortList:
    about = source.about("nhân sự giới thiệu tham gia cấp ủy")
    return p.ShortList(source.heading(), about, _parts(source), source.reference, source.signature)


def _scheme(source: Source) -> p.SchemePaper:
    view = source.process
    steps, gone = [], []
    names = source.names
    for line in view.lines if view else ():
        if line.entered is not None and line.state == "closed":
            assert view is not None
            steps.append((_step_head(view, line), len(line.entered.people), len(line.entered.passed)))
            gone += [_voted_out(line, names[one.id], one.offices) for one in line.entered.failed]
    for left in view.leaves if view else ():
        how = gettext(LEAVING_NAMES[left.how])
        by = f" số {left.number}" if left.how is Leaving.DECISION else ""
        gone.append(p.Gone(names[left.person], f"{how[:1].lower()}{how[1:]}{by}, ngày {_day(left.on_date)}"))
    return p.SchemePaper(
        source.heading(), source.about("nhân sự"), source.committee, source.basis, _structure(source),
        _parts(source), tuple(steps), tuple(gone), source.recipients, source.signature,
    )  # fmt: skip


def _voted_out(line: StepLine, name: str, offices: Iterable[str]) -> p.Gone:
    of = ", ".join(gettext(OFFICES.get(office, office)) for office in offices)
    step, group = gettext(line.step.name), gettext(GROUP_NAMES[Group(line.step.group)])
    return p.Gone(name, f"không đạt tỷ lệ phiếu ở {step[:1].lower()}{step[1:]} ({group[:1].lower()}{group[1:]}): {of}")


def _submission(source: Source) -> p.Submission:
    to = f"Ban Thường vụ {committee_name(source.above)}" if source.above else ""
    return p.Submission(
        source.heading(), f"về việc duyệt đề án nhân sự {source.place.name}, nhiệm kỳ {source.term}", to,
        source.committee, _sizes(source), source.basis, len(source.people), _ENCLOSED, source.recipients,
        source.signature,
    )  # fmt: skip


def _approval_draft(source: Source) -> p.ApprovalDraft:
    above = committee_name(source.above) if source.above else ""
    basis = (*source.basis, f"Tờ trình của {source.committee}")
    about = f"duyệt đề án nhân sự {source.place.name}, nhiệm kỳ {source.term}"
    return p.ApprovalDraft(
        source.heading(above or source.committee, ""), about,
        f"Ban Thường vụ {above}".strip(), source.committee, basis, _sizes(source), _parts(source),
        (source.committee, f"Lưu {above}".strip()),
    )  # fmt: skip


def _differences(source: Source) -> p.DifferenceReport:
    """Refused where the bodies agree: there is nothing to report."""
    view = source.process
    lines = []
    for group, of in view.groups if view and any(view.differences.values()) else ():
        meetings = [line.entered.outcome for line in of if line.entered is not None and line.state == "closed"]
        held = {line.step.position: line.entered.held_on for line in of if line.entered is not None}
        for who, pair in apart(meetings).items():
            bodies = tuple(_body_vote(one, who, held[one.step.position]) for one in pair)
            office = gettext(OFFICES.get(who[1], who[1]))
            lines.append(p.DifferenceLine(source.names[int(who[0])], office, gettext(GROUP_NAMES[group]), bodies))
    if not lines:
        raise refuse("no_difference", N_("Standing committee and committee agree on everybody: nothing is reported."))
    grounds = source.view.setting.grounds("personnel.difference_reported")
    above = committee_name(source.above) if source.above else ""
    return p.DifferenceReport(
        source.heading(),
        f"về ý kiến khác nhau đối với nhân sự {source.place.name}, nhiệm kỳ {source.term}",
        f"Ban Thường vụ {above}" if above else "", f"Ban Thường vụ {source.committee}",
        gettext(grounds.article) if grounds is not None else "", tuple(lines), source.recipients, source.signature,
    )  # fmt: skip


def _body_vote(of: Outcome, who: Candidacy, held_on: date | None) -> p.BodyVote:
    found = next(one for one in of.results if (one.person, one.office) == who)
    return p.BodyVote(gettext(of.step.name), held_on, found.votes, of.base_number, found.passed)


_PAPERS: dict[str, Callable[[Source], object]] = {
    "scheme": _scheme,
    "submission": _submission,
    "short_list": _short_list,
    "structure": _structure,
    "approval_draft": _approval_draft,
    "differences": _differences,
}
