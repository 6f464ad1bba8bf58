"""Reading congresses and their plans; windows decided for those below."""

from daihoi.queries.plan.congresses import (
    CongressView,
    FigureFault,
    PilotLine,
    StepView,
    check,
    congress,
    facts_of_congress,
    figure_faults,
    pilots,
)
from daihoi.queries.plan.windows import (
    NewWindow,
    WindowCongress,
    WindowPreview,
    WindowView,
    window,
    window_congresses,
    window_faults,
    window_preview,
    windows,
)

__all__ = [
    "CongressView",
    "FigureFault",
    "NewWindow",
    "PilotLine",
    "StepView",
    "WindowCongress",
    "WindowPreview",
    "WindowView",
    "check",
    "congress",
    "facts_of_congress",
    "figure_faults",
    "pilots",
    "window",
    "window_congresses",
    "window_faults",
    "window_preview",
    "windows",
]
