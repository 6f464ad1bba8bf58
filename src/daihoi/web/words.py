"""Words that pages use for what core and rows name by a code: kinds, units, states, certainties, changes."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils.translation import gettext, ngettext

from daihoi.core.messages import N_
from daihoi.core.organisations.kinds import Level, Unit
from daihoi.core.plan import CongressState, Form, State
from daihoi.core.rules import MarkedBy
from daihoi.core.sources import Certainty
from daihoi.web.templatetags.show import KIND_NAMES as KINDS

__all__ = ["KINDS"]

LEVELS: dict[str, str] = {
    Level.CENTRAL: N_("Central level"),
    Level.PROVINCE: N_("Province"),
    Level.UPPER: N_("Above the grass roots"),
    Level.GRASSROOTS: N_("Grass roots"),
    Level.SECTION: N_("Section"),
    Level.CELL: N_("Cell"),
}
UNITS: dict[str, str] = {
    Unit.OTHER: N_("Other unit"),
    Unit.PROVINCE: N_("Province or city under the centre"),
    Unit.DISTRICT: N_("District, town or city of a province"),
    Unit.COMMUNE: N_("Commune or township"),
    Unit.WARD: N_("Ward"),
    Unit.SPECIAL_ZONE: N_("Special zone"),
    Unit.POLICE: N_("Police"),
    Unit.MILITARY: N_("Military"),
    Unit.BORDER_GUARD: N_("Border guard"),
    Unit.BLOC: N_("Bloc of offices and enterprises"),
    Unit.VILLAGE: N_("Village or resident group"),
    Unit.SCHOOL: N_("School"),
    Unit.HEALTH: N_("Hospital or health station"),
    Unit.ENTERPRISE: N_("Enterprise"),
    Unit.AGENCY: N_("Office or public service unit"),
}
FORMS: dict[str, str] = {
    Form.MEMBER: N_("Congress of all members"),
    Form.DELEGATE: N_("Congress of delegates"),
}
CONGRESS_STATES: dict[str, str] = {
    CongressState.UNPLANNED: N_("Not yet planned"),
    CongressState.PLANNED: N_("Day planned"),
    CongressState.PREPARED: N_("Preparation approved"),
    CongressState.HELD: N_("Congress held"),
    CongressState.REPORTED: N_("Results sent up"),
    CongressState.RATIFIED: N_("Ratified"),
    CongressState.ARCHIVED: N_("File archived"),
}
STEP_STATES: dict[str, str] = {
    State.OPEN: N_("Not yet due"),
    State.DUE_SOON: N_("Due soon"),
    State.LATE: N_("Late"),
    State.DONE: N_("Done"),
    State.DONE_LATE: N_("Done late"),
    State.NOT_APPLICABLE: N_("Not asked"),
}
# How parts/pill.html colours a state.
STEP_LOOKS: dict[str, str] = {
    State.OPEN: "open",
    State.DUE_SOON: "due",
    State.LATE: "late",
    State.DONE: "done",
    State.DONE_LATE: "done",
    State.NOT_APPLICABLE: "off",
}
MARKERS: dict[str, str] = {MarkedBy.OWN: N_("The organisation itself"), MarkedBy.ABOVE: N_("The level above")}
CHANGES: dict[str, str] = {
    "founded": N_("Founded"),
    "changed": N_("Changed"),
    "moved": N_("Moved"),
    "merged": N_("Merged"),
    "split": N_("Split"),
    "ended": N_("Ended"),
    "imported": N_("Imported from a list"),
}
CERTAINTIES: dict[str, str] = {
    Certainty.QUOTED: N_("Quoted"),
    Certainty.PRESS: N_("From the press"),
    Certainty.LOCAL: N_("Local guidance"),
    Certainty.INFERRED: N_("Inferred"),
    Certainty.UNVERIFIED: N_("Unverified"),
}
CERTAINTY_MEANINGS: dict[str, str] = {
    Certainty.QUOTED: N_("The article itself was seen quoted. Breaking it stops the work."),
    Certainty.PRESS: N_("Told by the party press or a legal portal. Breaking it stops the work."),
    Certainty.LOCAL: N_("Guidance of one locality; it holds there. Breaking it stops the work."),
    Certainty.INFERRED: N_("Follows from other texts or from arithmetic. It warns and never stops."),
    Certainty.UNVERIFIED: N_("Not found in a text. It never decides: the software asks, people record who decided."),
}
CASES: dict[str, str] = {
    "merged_2": N_("Merged of two units"),
    "merged_3": N_("Merged of three or more units"),
    "new": N_("Newly founded"),
    "unmerged": N_("Not merged"),
    "hard_personnel": N_("Personnel in difficulty"),
    "hanoi": N_("Ha Noi"),
    "hcmc": N_("Ho Chi Minh City"),
    "nghe_an_thanh_hoa": N_("Nghe An, Thanh Hoa"),
    "army": N_("Army"),
    "police": N_("Police of the ministry"),
    "central_bloc": N_("Bloc of central offices"),
    "central_party_bloc": N_("Bloc of central Party offices"),
    "central_government_bloc": N_("Bloc of the Government"),
    "central_assembly_bloc": N_("Bloc of the National Assembly"),
    "central_front_bloc": N_("Bloc of the Front and mass organisations"),
    "deputy_secretary": N_("Deputy secretaries"),
}


def say(words: Mapping[str, str], code: object) -> str:
    """The word for a code in the reader's language; the code itself where there is none."""
    return gettext(words[str(code)]) if str(code) in words else str(code)


def pack_text(text: str) -> str:
    """A text of a rule pack, an overlay or the holidays in the reader's language, where the catalogue knows it."""
    return gettext(text) if text else ""


def choices(words: Mapping[str, str]) -> list[tuple[str, str]]:
    return [(str(code), gettext(word)) for code, word in words.items()]


def half_days(number: int | None) -> str:
    """A length as people say it: 1 → half a day, 3 → 1½ days; a dash for none."""
    if not number:
        return "–"
    if number == 1:
        return gettext("half a day")
    whole, rest = divmod(number, 2)
    return ngettext("%(days)s day", "%(days)s days", number) % {"days": f"{whole}{'½' if rest else ''}"}


def length_choices(most: int = 8) -> list[tuple[str, str]]:
    return [("", "–"), *((str(number), half_days(number)) for number in range(1, most + 1))]


def share_words(value: Fraction) -> str:
    """An exact share as rules write it: 15/100 → 15 %, 1/3 stays 1/3, more than the whole likewise."""
    percent = value * 100
    return f"{percent.numerator}\u202f%" if percent.denominator == 1 else f"{value.numerator}/{value.denominator}"
