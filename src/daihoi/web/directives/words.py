"""Words of papers for codes that core leaves without one."""

from daihoi.core.messages import N_, Severity

SEVERITIES = {
    Severity.ERROR: N_("Breaks a rule"),
    Severity.WARNING: N_("Warning"),
    Severity.QUESTION: N_("To decide"),
    Severity.NOTE: N_("Note"),
}
LOOKS = {Severity.ERROR: "late", Severity.WARNING: "due", Severity.QUESTION: "note", Severity.NOTE: "open"}
