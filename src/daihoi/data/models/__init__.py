"""Rows, by subject, in the linted order of docs/architecture.md."""

from daihoi.data.models.access import Grant, User
from daihoi.data.models.audit import ChainHead, Event
from daihoi.data.models.bodies import Body, BodyMember, Coverage
from daihoi.data.models.briefings import Briefing, BriefingPoint
from daihoi.data.models.difficulties import (
    Answerer,
    Difficulty,
    DifficultyStep,
    PublishedAnswer,
)
from daihoi.data.models.directives import (
    Directive,
    DirectiveLink,
    DirectivePlace,
    DirectiveTask,
    Uptake,
)
from daihoi.data.models.elections import (
    BallotRound,
    Count,
    CountingMember,
    Draft,
    Election,
    ElectionDecision,
    Exclusion,
    Nominee,
    ReadBallot,
    SettledBallot,
    StepDone,
    StockEntry,
)
from daihoi.data.models.files import StoredFile
from daihoi.data.models.lessons import (
    Lesson,
    LessonRead,
    OwnShortcomingKind,
    Review,
    Shortcoming,
    Training,
    TrainingAttendance,
)
from daihoi.data.models.organisations import (
    Change,
    MemberCount,
    Organisation,
    Succession,
    Version,
)
from daihoi.data.models.outreach import Opinion, OutreachCount
from daihoi.data.models.plan import (
    Congress,
    Mark,
    OverlayFile,
    PilotQuota,
    Ruleset,
    WindowDecision,
    WindowPlace,
)
from daihoi.data.models.reports import ReportSchedule, WeeklyReport
from daihoi.data.models.spending import SpendingLine, SpendingNorm
from daihoi.data.models.supervision import (
    Checklist,
    ChecklistPoint,
    Conclusion,
    Visit,
    VisitAnswer,
    VisitFile,
    VisitFinding,
    VisitPoint,
)
from daihoi.data.models.tasks import PlanVersion, Task

__all__ = [
    "Answerer",
    "BallotRound",
    "Body",
    "BodyMember",
    "Briefing",
    "BriefingPoint",
    "ChainHead",
    "Change",
    "Checklist",
    "ChecklistPoint",
    "Conclusion",
    "Congress",
    "Count",
    "CountingMember",
    "Coverage",
    "Difficulty",
    "DifficultyStep",
    "Directive",
    "DirectiveLink",
    "DirectivePlace",
    "DirectiveTask",
    "Draft",
    "Election",
    "ElectionDecision",
    "Event",
    "Exclusion",
    "Grant",
    "Lesson",
    "LessonRead",
    "Mark",
    "MemberCount",
    "Nominee",
    "Opinion",
    "Organisation",
    "OutreachCount",
    "OverlayFile",
    "OwnShortcomingKind",
    "PilotQuota",
    "PlanVersion",
    "PublishedAnswer",
    "ReadBallot",
    "ReportSchedule",
    "Review",
    "Ruleset",
    "SettledBallot",
    "Shortcoming",
    "SpendingLine",
    "SpendingNorm",
    "StepDone",
    "StockEntry",
    "StoredFile",
    "Succession",
    "Task",
    "Training",
    "TrainingAttendance",
    "Uptake",
    "User",
    "Version",
    "Visit",
    "VisitAnswer",
    "VisitFile",
    "VisitFinding",
    "VisitPoint",
    "WeeklyReport",
    "WindowDecision",
    "WindowPlace",
]
