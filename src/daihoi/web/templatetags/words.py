"""Filters that say a code in the reader's language; see daihoi.web.words."""

from collections.abc import Mapping

from django import template

from daihoi.core.bodies import BODY_NAMES, SEAT_NAMES
from daihoi.core.briefings import BRIEFING_STATES, SOURCE_NAMES
from daihoi.core.difficulties import DIFFICULTY_STATES, STEP_NAMES
from daihoi.core.directives import DISSEMINATION_NAMES, LACK_NAMES, PAPER_NAMES
from daihoi.core.outreach import CHANNEL_NAMES, THEME_NAMES
from daihoi.core.personnel.kinds import VERSION_STATE_NAMES
from daihoi.core.plan.reasons import REASON_NAMES
from daihoi.core.spending import BUDGET_LINES, PER_NAMES
from daihoi.core.subjects import SUBJECT_NAMES
from daihoi.core.supervision import REPLY_NAMES, VISIT_NAMES, VISIT_STATES, WEIGHT_NAMES
from daihoi.core.tasks import ORIGIN_NAMES, TASK_STATES
from daihoi.web import words

register = template.Library()


def _filter(name: str, table: Mapping[str, str]) -> None:
    register.filter(name, lambda code: words.say(table, code))


_filter("level_name", words.LEVELS)
_filter("unit_name", words.UNITS)
_filter("form_name", words.FORMS)
_filter("congress_state", words.CONGRESS_STATES)
_filter("step_state", words.STEP_STATES)
_filter("change_name", words.CHANGES)
_filter("marker_name", words.MARKERS)
_filter("certainty_name", words.CERTAINTIES)
_filter("certainty_meaning", words.CERTAINTY_MEANINGS)
_filter("case_name", words.CASES)
register.filter("step_look", lambda code: words.STEP_LOOKS.get(str(code), "open"))
register.filter("half_days", words.half_days)
register.filter("pack_text", words.pack_text)
_filter("subject_name", SUBJECT_NAMES)
_filter("paper_name", PAPER_NAMES)
_filter("dissemination_name", DISSEMINATION_NAMES)
_filter("lack_name", LACK_NAMES)
_filter("reason_name", REASON_NAMES)
_filter("body_kind", BODY_NAMES)
_filter("seat_name", SEAT_NAMES)
_filter("task_state", TASK_STATES)
_filter("task_origin", ORIGIN_NAMES)
_filter("visit_kind", VISIT_NAMES)
_filter("visit_state", VISIT_STATES)
_filter("reply_name", REPLY_NAMES)
_filter("weight_name", WEIGHT_NAMES)
_filter("difficulty_state", DIFFICULTY_STATES)
_filter("difficulty_step", STEP_NAMES)
_filter("briefing_state", BRIEFING_STATES)
_filter("briefing_source", SOURCE_NAMES)
_filter("channel_name", CHANNEL_NAMES)
_filter("theme_name", THEME_NAMES)
_filter("budget_line", BUDGET_LINES)
_filter("per_name", PER_NAMES)
_filter("version_state", VERSION_STATE_NAMES)
_VISIT_LOOKS = {"planned": "open", "overdue": "late", "held": "due", "concluded": "done", "dropped": "off"}
register.filter("visit_look", lambda code: _VISIT_LOOKS.get(str(code), "open"))
_REPLY_LOOKS = {"yes": "done", "partly": "due", "no": "late", "not_asked": "off"}
register.filter("reply_look", lambda code: _REPLY_LOOKS.get(str(code), "open"))
TASK_LOOKS = {"open": "open", "due_soon": "due", "late": "late", "done": "done", "done_late": "done", "dropped": "off"}
register.filter("task_look", lambda code: TASK_LOOKS.get(str(code), "open"))
