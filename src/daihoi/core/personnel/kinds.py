"""The closed lists of personnel work: bodies, posts, qualifications, and the states that papers and people go through.

Source: rulebook P-001–P-066, 5 (columns of the reports after congresses). Values are stored; names are shown.
"""

from collections.abc import Iterable
from enum import StrEnum

from daihoi.core.messages import N_


class Organ(StrEnum):
    """A body that a scheme fills."""

    COMMITTEE = "committee"  # ban chấp hành, cấp ủy
    STANDING = "standing"  # ban thường vụ
    INSPECTION = "inspection"  # ủy ban kiểm tra
    DELEGATION = "delegation"  # đoàn đại biểu dự đại hội cấp trên
    ALTERNATES = "alternates"  # đại biểu dự khuyết


ORGAN_NAMES: dict[Organ, str] = {
    Organ.COMMITTEE: N_("Committee"),
    Organ.STANDING: N_("Standing committee"),
    Organ.INSPECTION: N_("Inspection committee"),
    Organ.DELEGATION: N_("Delegation to the congress above"),
    Organ.ALTERNATES: N_("Alternate delegates"),
}


class Post(StrEnum):
    """A post that somebody holds or is meant for: first those of the Party, then those beside it (P-012, P-018)."""

    SECRETARY = "secretary"
    STANDING_DEPUTY = "standing_deputy"  # phó bí thư thường trực
    DEPUTY = "deputy"
    INSPECTION_CHAIR = "inspection_chair"
    INSPECTION_DEPUTY = "inspection_deputy"
    COUNCIL_CHAIR = "council_chair"  # chủ tịch HĐND
    COUNCIL_DEPUTY = "council_deputy"
    PEOPLE_CHAIR = "people_chair"  # chủ tịch UBND
    PEOPLE_DEPUTY = "people_deputy"
    ORGANISATION_HEAD = "organisation_head"
    PROPAGANDA_HEAD = "propaganda_head"
    INTERNAL_AFFAIRS_HEAD = "internal_affairs_head"
    FRONT_CHAIR = "front_chair"
    MILITARY_COMMANDER = "military_commander"
    POLICE_HEAD = "police_head"
    AREA_SECRETARY = "area_secretary"  # secretary of an organisation below
    VILLAGE_HEAD = "village_head"  # trưởng thôn, bản, khu phố


POST_NAMES: dict[Post, str] = {
    Post.SECRETARY: N_("Secretary"),
    Post.STANDING_DEPUTY: N_("Standing deputy secretary"),
    Post.DEPUTY: N_("Deputy secretary"),
    Post.INSPECTION_CHAIR: N_("Chair of the inspection committee"),
    Post.INSPECTION_DEPUTY: N_("Deputy chair of the inspection committee"),
    Post.COUNCIL_CHAIR: N_("Chair of the People's Council"),
    Post.COUNCIL_DEPUTY: N_("Deputy chair of the People's Council"),
    Post.PEOPLE_CHAIR: N_("Chair of the People's Committee"),
    Post.PEOPLE_DEPUTY: N_("Deputy chair of the People's Committee"),
    Post.ORGANISATION_HEAD: N_("Head of the organisation board"),
    Post.PROPAGANDA_HEAD: N_("Head of propaganda and mass mobilisation"),
    Post.INTERNAL_AFFAIRS_HEAD: N_("Head of internal affairs"),
    Post.FRONT_CHAIR: N_("Chair of the Front"),
    Post.MILITARY_COMMANDER: N_("Military commander"),
    Post.POLICE_HEAD: N_("Head of the police"),
    Post.AREA_SECRETARY: N_("Secretary of an organisation below"),
    Post.VILLAGE_HEAD: N_("Head of the village"),
}
DEPUTIES = frozenset({Post.STANDING_DEPUTY, Post.DEPUTY})
# Posts of which nobody holds two.
EXCLUSIVE = (frozenset({Post.SECRETARY, *DEPUTIES}), frozenset({Post.COUNCIL_CHAIR, Post.PEOPLE_CHAIR}))
PARTY_POSTS = frozenset(
    {Post.SECRETARY, Post.STANDING_DEPUTY, Post.DEPUTY, Post.INSPECTION_CHAIR, Post.INSPECTION_DEPUTY}
)


class Sex(StrEnum):
    MAN = "man"
    WOMAN = "woman"


SEX_NAMES: dict[Sex, str] = {Sex.MAN: N_("Man"), Sex.WOMAN: N_("Woman")}


class Degree(StrEnum):
    """Highest specialist qualification, rising."""

    NONE = "none"
    VOCATIONAL = "vocational"  # sơ cấp, trung cấp
    COLLEGE = "college"  # cao đẳng
    BACHELOR = "bachelor"  # đại học
    MASTER = "master"
    DOCTOR = "doctor"


DEGREE_NAMES: dict[Degree, str] = {
    Degree.NONE: N_("None"),
    Degree.VOCATIONAL: N_("Vocational"),
    Degree.COLLEGE: N_("College"),
    Degree.BACHELOR: N_("Bachelor"),
    Degree.MASTER: N_("Master"),
    Degree.DOCTOR: N_("Doctor"),
}


class Theory(StrEnum):
    """Political-theory qualification, rising."""

    NONE = "none"
    ELEMENTARY = "elementary"  # sơ cấp
    INTERMEDIATE = "intermediate"  # trung cấp
    ADVANCED = "advanced"  # cao cấp, cử nhân


THEORY_NAMES: dict[Theory, str] = {
    Theory.NONE: N_("None"),
    Theory.ELEMENTARY: N_("Elementary"),
    Theory.INTERMEDIATE: N_("Intermediate"),
    Theory.ADVANCED: N_("Advanced or bachelor"),
}


class Standing(StrEnum):
    """In which way somebody stands for a body."""

    RESTANDING = "restanding"  # tái cử
    FIRST_TIME = "first_time"  # lần đầu


STANDING_NAMES: dict[Standing, str] = {
    Standing.RESTANDING: N_("Re-standing"),
    Standing.FIRST_TIME: N_("First time"),
}


class Secrecy(StrEnum):
    """The mark of secrecy that the organisation put on its personnel papers. Which one is due no source told."""

    NONE = "none"
    SECRET = "secret"  # Mật
    TOP_SECRET = "top_secret"  # Tối mật


SECRECY_NAMES: dict[Secrecy, str] = {
    Secrecy.NONE: N_("Personnel: not for passing on"),
    Secrecy.SECRET: N_("SECRET"),
    Secrecy.TOP_SECRET: N_("TOP SECRET"),
}


def strictest(marks: Iterable[Secrecy]) -> Secrecy:
    """The mark of what shows several organisations' personnel work; SECRET where none of them has begun any."""
    order = list(Secrecy)
    return max(marks, key=order.index, default=Secrecy.SECRET)


class DossierState(StrEnum):
    """Where one item of a dossier is."""

    MISSING = "missing"
    RECEIVED = "received"
    CONFIRMED = "confirmed"  # looked through and in order
    RETURNED = "returned"  # sent back to be put right


DOSSIER_STATE_NAMES: dict[DossierState, str] = {
    DossierState.MISSING: N_("Missing"),
    DossierState.RECEIVED: N_("Received"),
    DossierState.CONFIRMED: N_("Found in order"),
    DossierState.RETURNED: N_("Returned"),
}


class Review(StrEnum):
    """A conclusion on a person of which only done or not done, by whom and when, is ever kept."""

    POLITICAL_HISTORY = "political_history"
    POLITICAL_PRESENT = "political_present"
    ASSETS = "assets"
    COMPLAINTS = "complaints"  # letters about the person were looked into


REVIEW_NAMES: dict[Review, str] = {
    Review.POLITICAL_HISTORY: N_("Political history reviewed"),
    Review.POLITICAL_PRESENT: N_("Present political standing reviewed"),
    Review.ASSETS: N_("Declaration of assets looked through"),
    Review.COMPLAINTS: N_("Letters about the person looked into"),
}


class Group(StrEnum):
    """Whose process it is: those who stand again come first (rulebook 2.4)."""

    RESTANDING = "restanding"
    NEW = "new"
    TOGETHER = "together"  # the simpler process, for all at once


GROUP_NAMES: dict[Group, str] = {
    Group.RESTANDING: N_("Re-standing"),
    Group.NEW: N_("Those who are new"),
    Group.TOGETHER: N_("All together"),
}


class Leaving(StrEnum):
    """How somebody drops out of a process other than by its votes."""

    WITHDREW = "withdrew"
    DECISION = "decision"  # of the competent committee


LEAVING_NAMES: dict[Leaving, str] = {
    Leaving.WITHDREW: N_("Withdrew"),
    Leaving.DECISION: N_("By decision"),
}


class VersionState(StrEnum):
    """Where a submitted version of a scheme stands."""

    SUBMITTED = "submitted"
    FORWARDED = "forwarded"  # appraised and put forward to the standing committee
    RETURNED = "returned"
    APPROVED = "approved"


VERSION_STATE_NAMES: dict[VersionState, str] = {
    VersionState.SUBMITTED: N_("Submitted, to be appraised"),
    VersionState.FORWARDED: N_("Appraised, to be approved"),
    VersionState.RETURNED: N_("Returned"),
    VersionState.APPROVED: N_("Approved"),
}


class Entry(StrEnum):
    """How somebody came into a body."""

    ELECTED = "elected"  # by the congress or the committee
    ELECTED_DIRECTLY = "elected_directly"  # the secretary, by the congress itself
    APPOINTED = "appointed"  # with the congress's term, by the level above
    ADDED = "added"  # later in the term


ENTRY_NAMES: dict[Entry, str] = {
    Entry.ELECTED: N_("By election"),
    Entry.ELECTED_DIRECTLY: N_("Elected directly by the congress"),
    Entry.APPOINTED: N_("Appointed"),
    Entry.ADDED: N_("Added during the term"),
}


class Exit(StrEnum):
    """How somebody left a body during the term."""

    RETIRED = "retired"
    MOVED = "moved"
    RESIGNED = "resigned"
    DISCIPLINED = "disciplined"
    DIED = "died"
    MERGED = "merged"  # with the organisation


EXIT_NAMES: dict[Exit, str] = {
    Exit.RETIRED: N_("Retired"),
    Exit.MOVED: N_("Moved to other work"),
    Exit.RESIGNED: N_("Resigned"),
    Exit.DISCIPLINED: N_("By discipline"),
    Exit.DIED: N_("Died"),
    Exit.MERGED: N_("With the merger of the organisation"),
}


class Departure(StrEnum):
    """Why a member does not stand again."""

    AGE = "age"
    WISH = "wish"
    ARRANGEMENT = "arrangement"  # meant for other work
    STANDARD = "standard"  # below a standard
    HEALTH = "health"


DEPARTURE_NAMES: dict[Departure, str] = {
    Departure.AGE: N_("Not enough months left"),
    Departure.WISH: N_("By own wish"),
    Departure.ARRANGEMENT: N_("Meant for other work"),
    Departure.STANDARD: N_("Below a standard"),
    Departure.HEALTH: N_("Health"),
}


class Arrangement(StrEnum):
    """How far the arrangement, or the policy, for somebody who does not stand again has come."""

    OPEN = "open"
    PROPOSED = "proposed"
    DECIDED = "decided"
    SETTLED = "settled"


ARRANGEMENT_NAMES: dict[Arrangement, str] = {
    Arrangement.OPEN: N_("Nothing yet"),
    Arrangement.PROPOSED: N_("Proposed"),
    Arrangement.DECIDED: N_("Decided"),
    Arrangement.SETTLED: N_("Settled"),
}


class MergedOffices(StrEnum):
    """Offices of Party and state that work as one (quang-ninh-2020)."""

    INSPECTION = "inspection"  # Ủy ban kiểm tra – Thanh tra
    ORGANISATION = "organisation"  # Tổ chức – Nội vụ
    MASS = "mass"  # cơ quan khối mặt trận, đoàn thể


MERGED_NAMES: dict[MergedOffices, str] = {
    MergedOffices.INSPECTION: N_("Inspection committee and state inspectorate"),
    MergedOffices.ORGANISATION: N_("Organisation board and home affairs"),
    MergedOffices.MASS: N_("Office of the bloc of mass organisations"),
}

# The steps of the process, by their key in the rules.
STEP_NAMES: dict[str, str] = {
    "standing_1": N_("First meeting of the standing committee"),
    "key_cadres": N_("Conference of key cadres"),
    "committee_1": N_("First meeting of the committee"),
    "standing_2": N_("Second meeting of the standing committee"),
    "committee_2": N_("Second meeting of the committee"),
    "proposal": N_("The committee proposes"),
    "introduction": N_("The members introduce"),
    "plan": N_("Personnel plan drawn up and adopted"),
    "appraisal": N_("Reviewed and appraised"),
    "appointment": N_("Decided and appointed"),
}
