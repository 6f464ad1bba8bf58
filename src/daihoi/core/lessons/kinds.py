"""Reviews of congresses, and the list of kinds of shortcomings by which pilots and the wide round are compared.

Source: what the articles name. Điện Biên 2020: guidance studied superficially, awkward conduct, people not elected as
planned, sounding out and direction of choice too thin, designate not elected to the standing committee or as delegate,
few nominations, low surplus, decoration not as guided. Đắk Nông 2024: weak guidance from above, reports that only list
and are heavy with figures, self-review repeating the political report, working rules not examined, schemes not met.
"""

from dataclasses import dataclass

from daihoi.core.messages import N_
from daihoi.core.subjects import Subject


@dataclass(frozen=True)
class ShortcomingKind:
    """A kind of shortcoming: its key, which is stored and never changes, its name, its subject, and who tells of it."""

    key: str
    name: str
    subject: Subject
    cite: str


_DIEN_BIEN, _DAK_NONG = "dien-bien-2020", "dak-nong-2024"

SHORTCOMINGS: tuple[ShortcomingKind, ...] = (
    ShortcomingKind("guidance_not_studied", N_("Guidance not studied in depth"), Subject.GENERAL, _DIEN_BIEN),
    ShortcomingKind("conduct_awkward", N_("Awkward conduct of the congress"), Subject.PROCEEDINGS, _DIEN_BIEN),
    ShortcomingKind("not_elected_as_planned", N_("People not elected as planned"), Subject.PERSONNEL, _DIEN_BIEN),
    ShortcomingKind("sounding_out_thin", N_("Sounding out of personnel not thorough"), Subject.PERSONNEL, _DIEN_BIEN),
    ShortcomingKind(
        "direction_of_choice_vague", N_("Directions for choosing personnel not specific"), Subject.PERSONNEL, _DIEN_BIEN
    ),
    ShortcomingKind(
        "designate_not_in_standing_committee",
        N_("Secretary designate not elected to the standing committee"),
        Subject.PERSONNEL,
        _DIEN_BIEN,
    ),
    ShortcomingKind(
        "designate_not_delegate",
        N_("Designate not elected delegate to the congress above"),
        Subject.PERSONNEL,
        _DIEN_BIEN,
    ),
    ShortcomingKind("few_nominations", N_("Few nominations at the congress"), Subject.ELECTION, _DIEN_BIEN),
    ShortcomingKind("surplus_low", N_("Surplus on the list too low"), Subject.ELECTION, _DIEN_BIEN),
    ShortcomingKind("decoration_wrong", N_("Decoration not as guided"), Subject.ORGANISATION, _DIEN_BIEN),
    ShortcomingKind("guidance_from_above_weak", N_("Guidance and checks from above weak"), Subject.GENERAL, _DAK_NONG),
    ShortcomingKind(
        "report_lists", N_("Political report spread out, listing, heavy with figures"), Subject.DOCUMENTS, _DAK_NONG
    ),
    ShortcomingKind(
        "self_review_repeats", N_("Self-review repeats the political report"), Subject.DOCUMENTS, _DAK_NONG
    ),
    ShortcomingKind(
        "principles_not_examined",
        N_("Principles, leadership and working rules not examined in depth"),
        Subject.DOCUMENTS,
        _DAK_NONG,
    ),
    ShortcomingKind("scheme_not_met", N_("Result not as in the approved scheme"), Subject.PERSONNEL, _DAK_NONG),
    ShortcomingKind("other", N_("Another shortcoming"), Subject.GENERAL, ""),
)

BY_KEY: dict[str, ShortcomingKind] = {kind.key: kind for kind in SHORTCOMINGS}
