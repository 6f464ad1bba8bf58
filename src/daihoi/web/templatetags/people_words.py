"""Filters that say codes of people and dossiers in the reader's language."""

from collections.abc import Mapping

from django import template
from django.utils.translation import gettext

from daihoi.core.messages import N_
from daihoi.core.personnel import ORGAN_NAMES, POST_NAMES, AgeState
from daihoi.core.personnel.alike import Known
from daihoi.core.personnel.kinds import (
    ARRANGEMENT_NAMES,
    DEGREE_NAMES,
    DEPARTURE_NAMES,
    DOSSIER_STATE_NAMES,
    ENTRY_NAMES,
    EXIT_NAMES,
    MERGED_NAMES,
    REVIEW_NAMES,
    SEX_NAMES,
    STANDING_NAMES,
    THEORY_NAMES,
    Arrangement,
    DossierState,
)
from daihoi.queries.personnel import Band
from daihoi.web import words
from daihoi.web.elections.words import DOSSIER

register = template.Library()

AGE_NAMES: dict[str, str] = {
    AgeState.FIT: N_("Young enough"),
    AgeState.SPECIAL: N_("Special case"),
    AgeState.TOO_OLD: N_("Too few months left"),
    AgeState.UNKNOWN: N_("Age not clear"),
    AgeState.NO_RULE: N_("No age rule"),
}
BAND_NAMES: dict[str, str] = {
    Band.UNDER_40: N_("Under 40"),
    Band.FROM_40_TO_50: N_("40 to 50"),
    Band.OVER_50: N_("Over 50"),
}
OFFICE_NAMES: dict[str, str] = {**ORGAN_NAMES, **POST_NAMES}
_AGE_LOOKS = {"fit": "done", "special": "due", "too_old": "late", "unknown": "due", "no_rule": "off"}
_ARRANGED_LOOKS = {
    Arrangement.OPEN: "late",
    Arrangement.PROPOSED: "due",
    Arrangement.DECIDED: "open",
    Arrangement.SETTLED: "done",
}
_STATE_LOOKS = {
    DossierState.MISSING: "late",
    DossierState.RECEIVED: "open",
    DossierState.CONFIRMED: "done",
    DossierState.RETURNED: "due",
}


def _filter(name: str, table: Mapping[str, str]) -> None:
    register.filter(name, lambda code: words.say(table, code))


_filter("organ_name", ORGAN_NAMES)
_filter("office_name", OFFICE_NAMES)
_filter("sex_name", SEX_NAMES)
_filter("standing_name", STANDING_NAMES)
_filter("degree_name", DEGREE_NAMES)
_filter("theory_name", THEORY_NAMES)
_filter("dossier_state", DOSSIER_STATE_NAMES)
_filter("dossier_item", DOSSIER)
_filter("review_done", REVIEW_NAMES)
_filter("age_state", AGE_NAMES)
_filter("band_name", BAND_NAMES)
_filter("entry_name", ENTRY_NAMES)
_filter("exit_name", EXIT_NAMES)
_filter("departure_name", DEPARTURE_NAMES)
_filter("arrangement_name", ARRANGEMENT_NAMES)
_filter("merged_name", MERGED_NAMES)
register.filter("arrangement_look", lambda code: _ARRANGED_LOOKS.get(code, "open"))
register.filter("age_look", lambda code: _AGE_LOOKS.get(str(code), "open"))
register.filter("dossier_look", lambda code: _STATE_LOOKS.get(code, "open"))


def born(year: int | None, month: int | None) -> str:
    """A birth month as it is written: 9/1968, or the year alone; a dash for none."""
    if year is None:
        return "–"
    return f"{month}/{year}" if month else str(year)


@register.filter
def born_in(row: object) -> str:
    """The birth month of anything with `born_year` and `born_month`."""
    return born(row.born_year, row.born_month)  # type: ignore[attr-defined]


@register.filter
def yes_no(value: bool | None) -> str:
    """Yes, no, or a dash for what is not known."""
    return "–" if value is None else gettext("Yes") if value else gettext("No")


@register.filter
def born_known(known: Known) -> str:
    """The birth month by which records are told apart."""
    return born(known.year, known.month)
