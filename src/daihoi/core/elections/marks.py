"""What a marked ballot says: one mark a name, what else was seen on the paper, and whether it is valid.

Source: rulebook E-052–E-060. What a quoted rule says is decided here; what no text was found for is left open
(`Verdict.valid` is None) until the counting committee has concluded on it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from daihoi.core.elections.kinds import Style
from daihoi.core.elections.setting import Setting
from daihoi.core.messages import N_
from daihoi.core.rules import Grounds

FOR, AGAINST, BOTH, NONE = "1", "0", "2", "-"
# What can stand for a name on each form: left or struck through; a cross in one box, in both or in neither.
ALPHABET: dict[Style, str] = {Style.STRIKE: FOR + AGAINST, Style.COLUMNS: "102-", Style.SINGLE: "102-"}


class Flag(StrEnum):
    """What else is seen on the paper, beside the marks."""

    NOT_ISSUED = "not_issued"  # not a ballot that the counting committee issued: no stamp, another paper
    OUTSIDE_NAME = "outside_name"  # a name is added
    DISTINGUISHED = "distinguished"  # a mark that tells the ballot from others
    WRITING = "writing"  # signed, or written on
    TWO_INKS = "two_inks"
    UNCLEAR = "unclear"  # somebody's mark cannot be read with certainty


class Cause(StrEnum):
    """Why a ballot is invalid, or must be concluded on."""

    NOT_ISSUED = "not_issued"
    TOO_MANY = "too_many"
    NOBODY = "nobody"
    ONE_NAME_UNCLEAR = "one_name_unclear"
    ALL_AGAINST = "all_against"
    NOTHING_MARKED = "nothing_marked"
    SEEN_ON_PAPER = "seen_on_paper"
    CONCLUDED = "concluded"  # found invalid by the counting committee, for a reason of its own


# The rule that each cause rests on: key of the pack and rulebook id.
CAUSE_RULES: dict[Cause, tuple[str, str]] = {
    Cause.NOT_ISSUED: ("ballot.invalid", "E-055"),
    Cause.TOO_MANY: ("ballot.invalid", "E-055"),
    Cause.NOBODY: ("ballot.nobody", "E-058"),
    Cause.ONE_NAME_UNCLEAR: ("ballot.one_name_unclear", "E-054"),
    Cause.ALL_AGAINST: ("ballot.all_against", "E-059"),
    Cause.NOTHING_MARKED: ("ballot.nothing_marked", "E-059"),
    Cause.SEEN_ON_PAPER: ("ballot.invalid_other", "E-056"),
    Cause.CONCLUDED: ("ballot.committee_concludes", "E-060"),
}
CAUSE_NAMES: dict[Cause, str] = {
    Cause.NOT_ISSUED: N_("Not issued by the counting committee"),
    Cause.TOO_MANY: N_("More votes than seats"),
    Cause.NOBODY: N_("Nobody voted for"),
    Cause.ONE_NAME_UNCLEAR: N_("One name, with both boxes or neither marked"),
    Cause.ALL_AGAINST: N_("Everybody disagreed with"),
    Cause.NOTHING_MARKED: N_("Nothing marked"),
    Cause.SEEN_ON_PAPER: N_("Something else on the paper"),
    Cause.CONCLUDED: N_("Found invalid by the counting committee"),
}
# These are quoted: no conclusion of the committee makes such a ballot valid.
NEVER_VALID = frozenset({Cause.NOT_ISSUED, Cause.TOO_MANY})


@dataclass(frozen=True, order=True)
class Reading:
    """A ballot as somebody read it: `marks` has one character a name in ballot order; `flags` are sorted."""

    marks: str
    flags: tuple[Flag, ...] = ()

    def fits(self, style: Style, names: int) -> bool:
        """Can a ballot of this form with that many names be read so?"""
        return (
            len(self.marks) == names
            and not self.marks.strip(ALPHABET[style])
            and self.flags == tuple(sorted(set(self.flags)))
        )


@dataclass(frozen=True)
class Verdict:
    """Whether a ballot counts. `valid` None: the counting committee must conclude. `cause` None: plainly valid."""

    valid: bool | None
    cause: Cause | None = None


VALID = Verdict(True)


def judge(
    reading: Reading,
    style: Style,
    allowed: int,
    *,
    conclusions: Mapping[Cause, bool] | None = None,
    concluded: bool | None = None,
    strict: frozenset[Cause] = frozenset(),
) -> Verdict:
    """Is the ballot valid? `allowed`: names that it may vote for. `concluded`: what the committee concluded on this
    very ballot. `conclusions`: on all ballots of a kind. `strict`: causes that the pinned rules leave to people
    although the usual ones decide them.

    That something seen on the paper does not matter says nothing of the marks: they are judged all the same.
    """
    if Flag.NOT_ISSUED in reading.flags:
        return Verdict(False, Cause.NOT_ISSUED)
    cause = _cause(reading, style, allowed)
    if concluded is not None and cause not in NEVER_VALID:
        cause = cause or (Cause.SEEN_ON_PAPER if reading.flags else None)
        return Verdict(concluded, cause if concluded or cause else Cause.CONCLUDED)
    by_kind = conclusions or {}
    found = _of_marks(cause, by_kind, strict)
    certain = concluded is not None or Flag.UNCLEAR not in reading.flags
    if not reading.flags or (found.valid is False and certain):
        return found
    seen = by_kind.get(Cause.SEEN_ON_PAPER)
    return found if seen and cause else Verdict(seen, Cause.SEEN_ON_PAPER)


# Invalid by themselves; the others wait for the committee's conclusion.
_DECIDED = frozenset({Cause.NOBODY, Cause.ONE_NAME_UNCLEAR})


def _of_marks(cause: Cause | None, conclusions: Mapping[Cause, bool], strict: frozenset[Cause]) -> Verdict:
    if cause is None:
        return VALID
    if cause in NEVER_VALID:
        return Verdict(False, cause)
    if cause in conclusions:
        return Verdict(conclusions[cause], cause)
    return Verdict(False if cause in _DECIDED and cause not in strict else None, cause)


def _cause(reading: Reading, style: Style, allowed: int) -> Cause | None:
    """What is wrong with the marks alone."""
    votes = reading.marks.count(FOR)
    if votes > allowed:
        return Cause.TOO_MANY
    match style:
        case Style.STRIKE:
            return Cause.NOBODY if votes == 0 else None
        case Style.SINGLE:
            return None if reading.marks in {FOR, AGAINST} else Cause.ONE_NAME_UNCLEAR
        case Style.COLUMNS:
            if votes or not set(reading.marks) <= {AGAINST, NONE}:
                return None
            if AGAINST not in reading.marks:
                return Cause.NOTHING_MARKED
            return Cause.ALL_AGAINST if NONE not in reading.marks else None


def strict_causes(setting: Setting) -> frozenset[Cause]:
    """Causes that the pinned rules themselves leave to people, as unverified."""
    return frozenset(cause for cause in _DECIDED if setting.asks(*CAUSE_RULES[cause]))


def cause_grounds(setting: Setting, cause: Cause) -> Grounds:
    return setting.grounds(*CAUSE_RULES[cause])
