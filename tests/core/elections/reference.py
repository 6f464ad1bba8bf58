"""What the rulebook says of an election, written as naively as it can be: one person, one ballot, one name at a time.

It shares nothing with daihoi.core.elections, not even types. Source: rulebook 1.4 (ballots), 1.6 (majority), 1.7
(too many, ties), E-101 (alternates). Marks: 1 for, 0 against or struck, 2 both boxes, - neither.
"""

from fractions import Fraction

ASK = "ask"  # people must conclude before there is a result

# E-081, E-082, E-083: who is taken out of those summoned.
TAKEN_OUT = {
    "delegate_congress": ["committee_absent", "unreplaced"],
    "member_congress": ["elsewhere", "exempted", "suspended", "indicted", "absent_accepted"],
    "conference": [],
}


def same_person(one: str, other: str) -> bool:
    return one.lower().split() == other.lower().split()


def base(
    body: str, summoned: int, exclusions: list[tuple[str, str, bool]], *, suspended_out: bool = False
) -> int | None:
    """From how many more than half is counted; None where the list contradicts itself or leaves nobody."""
    out: list[str] = []
    stays: list[str] = []
    for person, reason, attended in exclusions:
        listed = reason in TAKEN_OUT[body]
        if body == "conference" and reason == "suspended" and suspended_out:
            listed = True
        if attended and reason not in ("suspended", "indicted"):
            listed = False
        (out if listed else stays).append(person)
    for person in stays:
        if any(same_person(person, other) for other in out):
            return None
    number = summoned
    for place, person in enumerate(out):
        if not any(same_person(person, earlier) for earlier in out[:place]):
            number = number - 1
    return number if number > 0 else None


def form(names: int, allowed: int) -> str:
    if names > allowed:
        return "strike"  # E-052
    return "columns" if names > 1 else "single"  # E-053, E-054


def verdict(
    style: str, allowed: int, marks: str, flags: list[str], by_kind: dict[str, bool], concluded: bool | None
) -> bool | str:
    """Is a ballot valid: True, False or ASK (E-054–E-060)."""
    if "not_issued" in flags:
        return False
    too_many = sum(1 for mark in marks if mark == "1") > allowed
    if concluded is not None:
        return concluded and not too_many
    said = _by_marks(style, marks, by_kind)
    if too_many:
        said = False
    if flags == []:
        return said
    if said is False and "unclear" not in flags:
        return False  # whatever else is on the paper
    if "seen_on_paper" not in by_kind:
        return ASK
    return said if by_kind["seen_on_paper"] else False


def _by_marks(style: str, marks: str, by_kind: dict[str, bool]) -> bool | str:
    if style == "strike":
        return by_kind.get("nobody", False) if all(mark == "0" for mark in marks) else True
    if style == "single":
        return True if marks in ("0", "1") else by_kind.get("one_name_unclear", False)
    if all(mark == "0" for mark in marks):
        return by_kind.get("all_against", ASK)
    if all(mark == "-" for mark in marks):
        return by_kind.get("nothing_marked", ASK)
    return True


Paper = tuple[str, list[str]]  # marks, flags


def count(
    names: int,
    allowed: int,
    papers: list[tuple[Paper | None, Paper | None, Paper | None, bool | None]],
    by_kind: dict[str, bool],
) -> tuple[int, int, list[int]] | None:
    """Valid ballots, invalid ballots, votes by place on the ballot; None where something is open. A paper is what the
    first count read, what the second did, what was settled (None: nothing), and what was concluded on it."""
    style = form(names, allowed)
    good: list[str] = []
    invalid = 0
    for first, second, settled, concluded in papers:
        if settled is not None:
            marks, flags = settled
        elif first is not None and first == second:
            marks, flags = first
        else:
            return None
        said = verdict(style, allowed, marks, flags, by_kind, concluded if settled is not None else None)
        if said == ASK:
            return None
        if said:
            good.append(marks)
        else:
            invalid = invalid + 1
    votes = []
    for place in range(names):
        votes.append(sum(1 for marks in good if marks[place] == "1"))
    return len(good), invalid, votes


def over_half(votes: int, base: int) -> bool:
    return Fraction(votes, base) > Fraction(1, 2)


def statuses(votes: list[int], base: int, seats: int, alternates: int = 0, *, most: bool = False) -> list[str]:
    """What becomes of each name in one round. Somebody is sure of a place when everybody who has as many votes finds
    one too; equals of whom only some would are tied (E-090, E-091, E-101)."""
    passed = [votes_of_one > 0 if most else over_half(votes_of_one, base) for votes_of_one in votes]
    found = []
    for own, ok in zip(votes, passed, strict=True):
        above = sum(1 for other, also in zip(votes, passed, strict=True) if also and other > own)
        with_equals = sum(1 for other, also in zip(votes, passed, strict=True) if also and other >= own)
        if not ok:
            found.append("short")
        elif with_equals <= seats:
            found.append("elected")
        elif above < seats:
            found.append("tied")
        elif with_equals <= seats + alternates:
            found.append("alternate")
        elif above < seats + alternates:
            found.append("tied")
        else:
            found.append("beyond")
    return found


def after_ties(
    ballots: list[dict[str, int]], base: int, seats: int, alternates: int
) -> tuple[list[str], list[str], list[str]]:
    """A first ballot and the votes among tied that followed, in which the most votes were enough: who is elected, who
    is alternate, and who is still tied. A name's place is told by its votes in the first ballot, then in the second
    one if it stood in it, and so on. Where a tie is for seats, nothing is said of alternates yet."""
    names = [name for name, votes in ballots[0].items() if over_half(votes, base)]
    score = {name: [votes.get(name, 0) for votes in ballots] for name in names}
    elected, rest, tied_seats, tied_rest = [], [], [], []
    for name in sorted(names, key=lambda one: score[one], reverse=True):
        above = sum(1 for other in names if score[other] > score[name])
        with_equals = sum(1 for other in names if score[other] >= score[name])
        if with_equals <= seats:
            elected.append(name)
        elif above < seats:
            tied_seats.append(name)
        elif with_equals <= seats + alternates:
            rest.append(name)
        elif above < seats + alternates:
            tied_rest.append(name)
    return elected, rest, tied_seats or tied_rest
