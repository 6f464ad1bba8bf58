"""Random elections against the slow reference, and what must hold of every result whatever happened."""

from dataclasses import dataclass, replace
from typing import Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from daihoi.core.elections import (
    BODIES,
    SINGLE_POSTS,
    Ballot,
    Cause,
    Exclusion,
    Flag,
    Post,
    Reading,
    Reason,
    Record,
    Round,
    Setting,
    Settled,
    Standing,
    Stock,
    Threshold,
    Totals,
    standing,
)
from daihoi.core.elections.resultfile import result_of
from daihoi.core.organisations.kinds import Kind
from tests.core.elections import reference
from tests.core.elections.elections_made import asked, codes, decided, election, held, setting, stock, stood
from tests.core.packs import T1, T2B

ALPHABETS = {"strike": "10", "columns": "1102-", "single": "1102-"}
FLAGS = [flag.value for flag in Flag]
PEOPLE = ["Lê Văn Hùng", "lê  văn HÙNG ", "Lê Văn Hưng", "Trần Thị Dung", "Trần Thị Dũng", "trần thị dũng", "Vũ A"]
KINDS = ["nobody", "one_name_unclear", "all_against", "nothing_marked", "seen_on_paper"]
LETTERS = "ABCDEFGHIJKLMNOP"


@dataclass(frozen=True)
class Plain:
    """An election in plain values, as the reference takes it."""

    post: str
    body: str
    pack: str
    names: int
    seats: int
    alternates: int
    both: bool  # a ballot may vote for alternates as well
    summoned: int
    exclusions: list[tuple[str, str, bool]]
    suspended: str  # "out", "in", "" for not decided
    present: int
    issued: int
    papers: list[tuple[Any, Any, Any, bool | None]]
    by_kind: dict[str, bool]
    quorum: str

    @property
    def allowed(self) -> int:
        return self.seats + self.alternates if self.both else self.seats

    @property
    def setting(self) -> Setting:
        return setting(self.post, self.body, self.pack)


def papers_of(names: int, allowed: int) -> st.SearchStrategy[Any]:
    marks = st.text(ALPHABETS[reference.form(names, allowed)], min_size=names, max_size=names)
    flags = st.one_of(st.just([]), st.just([]), st.just([]), st.lists(st.sampled_from(FLAGS), unique=True).map(sorted))
    reading = st.tuples(marks, flags)
    same = reading.map(lambda one: (one, one, None, None))
    settled = st.tuples(
        st.none() | reading, st.none() | reading, st.none() | reading, st.sampled_from([None, True, False])
    )
    return st.one_of(same, same, same, settled)


@st.composite
def elections(draw: Any) -> Plain:
    post = draw(st.sampled_from(list(Post)))
    body = draw(st.sampled_from(sorted(BODIES[post])))
    pack = draw(st.sampled_from([T1, T2B]))
    names = draw(st.integers(1, 12))
    seats = 1 if post in SINGLE_POSTS else draw(st.integers(1, names + 1))
    alternates = draw(st.integers(0, 3)) if post is Post.DELEGATES and pack == T2B else 0
    both = bool(alternates) and draw(st.booleans())
    summoned = draw(st.integers(1, 12))
    excluded = st.tuples(st.sampled_from(PEOPLE), st.sampled_from([one.value for one in Reason]), st.booleans())
    exclusions = draw(st.lists(excluded, max_size=4))
    suspended = draw(st.sampled_from(["out", "in", ""]))
    base = reference.base(body, summoned, exclusions, suspended_out=suspended == "out") or 0
    allowed = seats + alternates if both else seats
    present = draw(st.integers(0, base))
    issued = draw(st.integers(0, present))
    papers = draw(st.lists(papers_of(names, allowed), max_size=issued))
    return Plain(
        post=post.value,
        body=body.value,
        pack=pack,
        names=names,
        seats=seats,
        alternates=alternates,
        both=both,
        summoned=summoned,
        exclusions=exclusions,
        suspended=suspended,
        present=present,
        issued=issued,
        papers=papers,
        by_kind=draw(st.dictionaries(st.sampled_from(KINDS), st.booleans())),
        quorum=draw(st.sampled_from(["go_on", "go_on", "stop", ""])),
    )


def _reading(paper: tuple[str, list[str]] | None) -> Reading | None:
    return None if paper is None else Reading(paper[0], tuple(Flag(flag) for flag in paper[1]))


def record(plain: Plain) -> Record:
    read = []
    for first, second, settled, concluded in plain.papers:
        found = _reading(settled)
        read.append(Ballot(_reading(first), _reading(second), Settled(found, concluded) if found else None))
    decisions = [decided("ballots", "valid" if yes else "invalid", 1, [kind]) for kind, yes in plain.by_kind.items()]
    if plain.suspended:
        decisions.append(decided("suspended", plain.suspended, 0))
    if plain.quorum:
        decisions.append(decided("quorum", plain.quorum, 1))
    if plain.alternates:
        decisions.append(decided("votes_allowed", "seats_and_alternates" if plain.both else "seats", 0))
    one = held(
        LETTERS[: plain.names],
        plain.seats,
        read,
        alternates=plain.alternates,
        allowed=plain.allowed,
        present=plain.present,
        stock=stock(printed=plain.issued, issued=plain.issued, collected=len(read)),
    )
    return election(
        one,
        seats=plain.seats,
        summoned=plain.summoned,
        exclusions=tuple(Exclusion(who, Reason(why), came) for who, why, came in plain.exclusions),
        decisions=tuple(decisions),
    )


def expected(plain: Plain) -> list[str] | None:
    """What the reference says of each name; None where there is no result yet."""
    out = plain.suspended == "out"
    base = reference.base(plain.body, plain.summoned, plain.exclusions, suspended_out=out)
    if base is None:
        return None
    suspended = any(reason == "suspended" for _, reason, _ in plain.exclusions)
    if plain.body == "conference" and suspended and not plain.suspended:
        return None  # E-083: no text says whether they count
    if 3 * plain.present < 2 * plain.summoned and plain.quorum != "go_on":
        return None  # C-041
    counted = reference.count(plain.names, plain.allowed, plain.papers, plain.by_kind)
    if counted is None:
        return None
    return reference.statuses(counted[2], base, plain.seats, plain.alternates)


@settings(max_examples=1000, deadline=None)
@given(elections())
def test_the_result_is_what_the_reference_says(plain: Plain) -> None:
    found = standing(plain.setting, record(plain))
    told = stood(found)

    assert (list(told.values()) if told else None) == expected(plain)


@settings(max_examples=500, deadline=None)
@given(elections())
def test_the_figures_are_what_the_reference_counts(plain: Plain) -> None:
    sums = standing(plain.setting, record(plain)).rounds[0].tally
    counted = reference.count(plain.names, plain.allowed, plain.papers, plain.by_kind)

    assert sums is not None
    assert (sums.complete, sums.counted) == (counted is not None, len(plain.papers))
    assert counted is None or (sums.valid, sums.invalid_total, list(sums.votes)) == counted


def unsound(found: Standing, record: Record) -> list[str]:
    """What no result may ever be, as sentences; [] when it is sound."""
    faults = []
    for one in found.rounds:
        if one.outcome is None:
            continue
        ledger, votes = one.ledger, [person.votes for person in one.outcome.people]
        issued, collected = ledger.issued or 0, ledger.collected or 0
        if one.tally is not None:
            valid, invalid, counted = one.tally.valid, one.tally.invalid_total, one.tally.counted
        else:
            assert one.round.totals is not None
            valid, invalid = one.round.totals.valid, one.round.totals.invalid
            counted = valid + invalid
        needs_half = one.round.threshold is not Threshold.MOST
        winners = (*one.outcome.elected, *one.outcome.alternates)
        facts = {
            "issued over present": issued > (found.base.number if one.round.present is None else one.round.present),
            "collected over issued": collected > issued,
            "valid and invalid are not all": valid + invalid != collected,
            "counted is not collected": counted != collected,
            "votes over valid": any(not 0 <= number <= valid for number in votes),
            "votes over allowed": sum(votes) > one.round.allowed * valid,
            "more elected than seats": len(one.outcome.elected) > one.round.seats,
            "more alternates than places": len(one.outcome.alternates) > one.round.alternates,
            "elected without half": needs_half
            and any(2 * person.votes <= found.base.number for person in one.outcome.people if person.key in winners),
            "elected although tied": bool(set(one.outcome.tied + one.outcome.tied_alternates) & set(winners)),
            "no base": found.base.number < 1,
        }
        faults += [name for name, wrong in facts.items() if wrong]
    chosen = [*found.elected, *found.alternates]
    whole = {
        "somebody twice": len(set(chosen)) != len(chosen),
        "more elected than decided": len(found.elected) > record.seats,
        "more alternates than decided": len(found.alternates) > record.alternates,
        "vacant is not the rest": found.vacant != record.seats - len(found.elected),
        "something next although open": bool(found.open) and found.next is not None,
        "over although open": bool(found.open) and found.over and not _stopped(record),
    }
    return faults + [name for name, wrong in whole.items() if wrong]


def _stopped(record: Record) -> bool:
    return any(one.answer.value == "stop" for one in record.decisions)


@settings(max_examples=500, deadline=None)
@given(elections(), st.data())
def test_a_result_is_sound_however_the_ledger_reads(plain: Plain, data: st.DataObject) -> None:
    whole = record(plain)
    number = st.integers(0, 14)
    numbers = {kind.value: data.draw(number) for kind in data.draw(st.lists(st.sampled_from(list(Stock)), unique=True))}
    if data.draw(st.booleans()):
        numbers["collected"] = len(plain.papers)
    one = replace(whole.rounds[0], stock=stock(**numbers), present=data.draw(st.none() | number))
    whole = replace(whole, rounds=(one,))
    found = standing(plain.setting, whole)
    collected, issued = numbers.get("collected", 0), numbers.get("issued", 0)

    assert unsound(found, whole) == []
    assert collected <= issued or found.rounds[0].outcome is None


@settings(max_examples=300, deadline=None)
@given(elections(), st.randoms(use_true_random=False))
def test_neither_the_order_of_ballots_nor_of_counts_changes_anything(plain: Plain, random: Any) -> None:
    whole = record(plain)
    read = list(whole.rounds[0].ballots or ())
    random.shuffle(read)
    turned = tuple(replace(one, first=one.second, second=one.first) for one in read)
    other = replace(whole, rounds=(replace(whole.rounds[0], ballots=turned),))

    assert result_of(standing(plain.setting, other)) == result_of(standing(plain.setting, whole))


@settings(max_examples=300, deadline=None)
@given(elections())
def test_what_no_text_says_never_decides(plain: Plain) -> None:
    """A question that is open leaves the round without a result, or the election without a next round."""
    whole = replace(record(plain), decisions=())
    found = standing(plain.setting, whole)
    before = {"quorum", "suspended", "votes_allowed", "ballots"}

    assert not found.open or (found.next is None and not found.over)
    assert not before & set(asked(found)) or found.rounds[0].outcome is None


@st.composite
def votes_under(draw: Any, names: int, valid: int, allowed: int, least: int) -> list[int]:
    found = draw(st.lists(st.integers(least, valid), min_size=names, max_size=names))
    assume(sum(found) <= allowed * valid)
    return list(found)


def totals_round(keys: tuple[str, ...], seats: int, votes: list[int], valid: int, **more: Any) -> Round:
    return held(
        "".join(keys), seats, present=valid, stock=stock(issued=valid, collected=valid),
        totals=Totals(valid, 0, tuple(votes)), **more,
    )  # fmt: skip


@settings(max_examples=1000, deadline=None)
@given(st.data())
def test_ties_on_a_common_list_are_resolved_as_the_reference_does(data: st.DataObject) -> None:
    names, seats, alternates = data.draw(st.tuples(st.integers(2, 8), st.integers(1, 3), st.integers(0, 3)))
    keys = tuple(LETTERS[:names])
    voters = 6
    allowed = seats + alternates
    votes = data.draw(votes_under(names, voters, allowed, 0))
    cast = [dict(zip(keys, votes, strict=True))]
    rounds = [totals_round(keys, seats, votes, voters, alternates=alternates, allowed=allowed)]
    decisions = [decided("votes_allowed", "seats_and_alternates", 0)] if alternates else []
    under = setting("delegates", "delegate_congress")
    for number in range(2, 7):
        whole = election(*rounds, seats=seats, alternates=alternates, summoned=voters, decisions=tuple(decisions))
        found = standing(under, whole)
        elected, rest, tied = reference.after_ties(cast, voters, seats, alternates)
        ties = [one for one in found.open if one.ask.value == "tie"]

        assert (codes(found), unsound(found, whole)) == ([], [])
        assert list(found.elected) == elected
        assert [set(one.about) for one in ties] == ([set(tied)] if tied else [])
        if not tied or len(elected) == seats:
            assert list(found.alternates) == rest
        if not ties:
            break
        decisions.append(decided("tie", "vote_again_most", number - 1, ties[0].about))
        due = standing(under, replace(whole, decisions=tuple(decisions))).next
        assert due is not None
        again = data.draw(votes_under(len(due.keys), voters, due.seats or due.alternates, 1))
        cast.append(dict(zip(due.keys, again, strict=True)))
        more = {"number": number, "alternates": due.alternates, "purpose": due.purpose, "threshold": due.threshold}
        rounds.append(totals_round(due.keys, due.seats, again, voters, allowed=due.seats or due.alternates, **more))


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_an_election_of_several_rounds_is_sound_and_each_round_as_the_reference_says(data: st.DataObject) -> None:
    names, pack = data.draw(st.integers(1, 6)), data.draw(st.sampled_from([T1, T2B]))
    seats, voters = data.draw(st.integers(1, names)), data.draw(st.integers(1, 5))
    post = data.draw(st.sampled_from(["committee", "delegates", "deputy_secretaries"]))
    alternates = data.draw(st.integers(0, 2)) if (post, pack) == ("delegates", T2B) else 0
    under = setting(post, "member_congress", pack)
    decisions = [decided("votes_allowed", "seats", 0)] if alternates else []
    decisions += [decided("ballots", "valid", number, [kind]) for number in range(1, 6) for kind in KINDS[2:]]
    whole = election(seats=seats, alternates=alternates, summoned=voters, decisions=tuple(decisions))
    whole = replace(whole, candidates=election(held(names, seats)).candidates)
    due: Any = held(names, seats, alternates=alternates)
    for number in range(1, 5):
        allowed = due.seats or due.alternates
        papers = data.draw(st.lists(papers_of(len(due.keys), allowed), max_size=voters))
        papers = [(first, first, None, None) for first, *_ in papers if first is not None]
        read = [Ballot(_reading(one[0]), _reading(one[1])) for one in papers]
        more = {"alternates": due.alternates, "threshold": due.threshold, "purpose": due.purpose, "number": number}
        one = held(
            "".join(due.keys), due.seats, read, allowed=allowed, present=voters,
            stock=stock(issued=len(read), collected=len(read)), **more,
        )  # fmt: skip
        if data.draw(st.integers(0, 4)) == 0:
            one = replace(one, annulled="Thùng phiếu bị vỡ")
        whole = replace(whole, rounds=(*whole.rounds, one))
        found = standing(under, whole)
        assert (codes(found), unsound(found, whole)) == ([], [])
        counted = reference.count(len(due.keys), allowed, papers, dict.fromkeys(KINDS[2:], True))
        assert counted is not None
        most = due.threshold is Threshold.MOST
        said = reference.statuses(counted[2], voters, due.seats, due.alternates, most=most)
        assert stood(found, number) == (None if one.annulled else dict(zip(due.keys, said, strict=True)))
        while found.open:
            question = found.open[0]
            answer = data.draw(st.sampled_from(question.options))
            left = [key for key in whole.names if key not in (*found.elected, *found.alternates)]
            again = question.ask.value == "shortage" and answer.value == "vote_again"
            assume(left or not again)
            made = decided(question.ask, answer, question.round, question.about, left if again else ())
            whole = replace(whole, decisions=(*whole.decisions, made))
            found = standing(under, whole)
        if found.next is None:
            assert found.over
            return
        due = found.next


def test_every_kind_that_the_reference_asks_about_is_one_of_the_core() -> None:
    assert set(KINDS) <= {cause.value for cause in Cause}


def test_the_reference_knows_every_kind_of_organisation_alike() -> None:
    """No rule on results differs by the kind of organisation, so that random elections may take one of them."""
    told = set()
    for kind in (Kind.CELL, Kind.GRASSROOTS_CELL, Kind.GRASSROOTS_COMMITTEE, Kind.UPPER, Kind.PROVINCE):
        found = standing(setting(kind=kind), election(held(3, 2, [])))
        told.add((str(found.base.number), tuple(asked(found))))

    assert len(told) == 1
