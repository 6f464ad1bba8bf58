"""Why the level above sets or moves the days of congresses below it: a decision with a number, in every case."""

from enum import StrEnum

from daihoi.core.messages import N_


class Reason(StrEnum):
    """Why a window is what it is."""

    PLAN = "plan"  # khung của kế hoạch cấp trên
    MERGER = "merger"  # sáp nhập, đại hội ngay
    EPIDEMIC = "epidemic"
    DISASTER = "disaster"
    PERSONNEL = "personnel"
    OTHER = "other"


REASON_NAMES: dict[Reason, str] = {
    Reason.PLAN: N_("Frame of the plan"),
    Reason.MERGER: N_("Merger: the congress is held at once"),
    Reason.EPIDEMIC: N_("Epidemic"),
    Reason.DISASTER: N_("Natural disaster"),
    Reason.PERSONNEL: N_("Difficulty with personnel"),
    Reason.OTHER: N_("Another reason"),
}
