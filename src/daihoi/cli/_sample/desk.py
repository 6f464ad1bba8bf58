"""What the samples write again and again: papers, what became of them, members of bodies, visits from plan to end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.utils import timezone, translation

from daihoi.actions import directives, supervision
from daihoi.actions import tasks as plans
from daihoi.actions.supervision import ChecklistFacts, FindingGiven, Given, NewTask, VisitFacts
from daihoi.cli._sample.founding import TERM, Made, on
from daihoi.core.bodies import MemberLine, Seat
from daihoi.core.directives import Conference, Dissemination, Paper, PaperFacts
from daihoi.core.scope import Scope
from daihoi.core.subjects import Subject
from daihoi.core.supervision import TEMPLATES, Reply, VisitKind, Weight
from daihoi.queries import supervision as visits

SAMPLE = "Số hiệu, thời hạn và nhiệm vụ trong hệ thống là số liệu mẫu."


def comrade(number: int, office: str = "", seat: Seat = Seat.MEMBER, account: str = "") -> MemberLine:
    """A member of a body who is nobody."""
    return MemberLine(f"Đồng chí Mẫu {number}", office, seat, account)


@dataclass
class Desk:
    """A sample as somebody writes in it. `papers`: ids by number, those of one organisation under its code as well."""

    made: Made
    papers: dict[str, int] = field(default_factory=dict)

    def paper(
        self,
        number: str,
        issued_on: date,
        title: str,
        *,
        at: str = "",
        who: str = "",
        paper: Paper = Paper.GUIDANCE,
        subject: Subject = Subject.GENERAL,
        issuer: str,
        based_on: Sequence[str] = (),
        entered_on: date | None = None,
        key: str = "",
        **more: Any,
    ) -> int:
        """Enter a paper; its id, kept under `key` or its number. `based_on`: keys; `more`: fields of PaperFacts."""
        at = at or self.made.sample.root_code
        facts = PaperFacts(
            paper=paper,
            number=number,
            issued_on=issued_on,
            issuer=issuer,
            title=title,
            subject=subject,
            based_on=tuple(self.papers[each] for each in based_on),
            **more,
        )
        with on(max(entered_on or issued_on, self.made.sample.since)):
            pk = directives.enter(**self.made.of_term(at, who), facts=facts)
        self.papers[key or number] = pk
        return pk

    def take_in(self, on_day: date, keys: Sequence[str], at: str, places: Sequence[str] = (), who: str = "") -> None:
        """Take papers in at an organisation, or at those below it that are named by their codes."""
        wanted = {self.papers[key]: 1 for key in keys}
        with on(on_day):
            directives.take_in(
                **self.made.at(at, who), directives=wanted, places=[self.made.ids[code] for code in places]
            )

    def disseminate(
        self,
        on_day: date,
        keys: Sequence[str],
        at: str,
        came: tuple[int, int],
        form: Dissemination = Dissemination.CONFERENCE,
        who: str = "",
    ) -> None:
        """One conference at an organisation. `came`: (attended, expected)."""
        with on(on_day):
            directives.disseminate(
                **self.made.at(at, who),
                directives=[self.papers[key] for key in keys],
                conference=Conference(on_day, form, *came),
            )

    def issue_plan(self, on_day: date, document: str, at: str, who: str = "") -> None:
        with on(on_day):
            plans.issue_plan(**self.made.of_term(at, who), document=document, issued_on=on_day)

    def checklist(self, template: str, at: str, who: str = "") -> int:
        """A checklist from a ready one, in the words of papers; its id."""
        ready = next(each for each in TEMPLATES if each.key == template)
        with translation.override("vi"):
            facts = ChecklistFacts(
                translation.gettext(ready.name),
                ready.subject,
                [(translation.gettext(question), None) for question, _ in ready.points],
                "Danh mục mẫu",
            )
        return supervision.keep_checklist(**self.made.of_term(at, who), facts=facts)

    def visit(self, planned: "Coming", who: str = "") -> int:
        """A visit as far as it had come: planned, held, answered, concluded."""
        made, at = self.made, self.made.at(planned.to, who)
        facts = VisitFacts(
            planned.kind, made.ids[planned.by], planned.on, planned.body, planned.visitors, planned.agenda
        )
        with on(planned.planned_in or planned.on - timedelta(days=10)):
            pk = supervision.plan_visit(**at, term=TERM, facts=facts, checklists=planned.checklists)
        if planned.held_on is None:
            return pk
        with on(planned.held_on):
            supervision.hold_visit(**at, visit=pk, held_on=planned.held_on)
            self._find(pk, planned, at)
        if planned.concluded_on is not None:
            with on(planned.concluded_on):
                supervision.conclude_visit(**at, visit=pk, conclusion=planned.conclusion, tasks=planned.tasks)
        return pk

    def _find(self, pk: int, planned: "Coming", at: Mapping[str, Any]) -> None:
        assert planned.held_on is not None
        moment = timezone.make_aware(datetime.combine(planned.held_on, time(9, 30)))
        points = visits.visit(actor=at["actor"], pk=pk, today=planned.held_on).points if planned.replies else ()
        given = [
            Given(_key(planned, f"answer {number}"), point.id, reply, moment, note)
            for number, (point, (reply, note)) in enumerate(zip(points, planned.replies, strict=False))
        ]
        if given:
            supervision.answer(**at, visit=pk, answers=given)
        for number, (weight, subject, text, kind) in enumerate(planned.findings):
            finding = FindingGiven(_key(planned, f"finding {number}"), weight, subject, text, moment, kind)
            supervision.find(**at, visit=pk, finding=finding)


@dataclass(frozen=True)
class Coming:
    """A visit. `to`, `by`: codes; `replies`: (reply, note) to the points in their order; `findings`: (weight, subject,
    text, kind of shortcoming)."""

    to: str
    by: str
    on: date
    kind: VisitKind = VisitKind.VISIT
    body: int | None = None
    visitors: str = ""
    agenda: str = ""
    checklists: Sequence[int] = ()
    planned_in: date | None = None
    held_on: date | None = None
    replies: Sequence[tuple[Reply, str]] = ()
    findings: Sequence[tuple[Weight, Subject, str, str]] = ()
    concluded_on: date | None = None
    conclusion: str = ""
    tasks: Sequence[NewTask] = ()


def _key(planned: Coming, what: str) -> str:
    """A key as a device makes them, the same on every machine."""
    return str(uuid5(NAMESPACE_OID, f"{planned.to} {planned.by} {planned.on} {what}"))


def of_levels(*levels: Any) -> Scope:
    return Scope(frozenset(levels))
