"""Elections measured: the result of a large hall, its file, its ballots on paper, and the answer to one key."""

import json
import random
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse
from django.utils import translation
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from daihoi.actions import access, plan
from daihoi.actions import elections as actions
from daihoi.cli._bench.client import signed_in
from daihoi.cli._bench.timing import timed
from daihoi.core.access import Actor, Role
from daihoi.core.elections import (
    Ballot,
    Body,
    Candidate,
    Capacity,
    Origin,
    Post,
    Reading,
    Record,
    Round,
    Setting,
    Stock,
    StockEvent,
    Style,
    standing,
)
from daihoi.core.elections.files import Header
from daihoi.core.elections.resultfile import result_file, verify
from daihoi.core.elections.sheet import SAME_SHEETS, TITLE, BallotText, Name, instructions
from daihoi.core.messages import N_, Severity
from daihoi.core.organisations.kinds import Kind
from daihoi.core.plan import Form
from daihoi.core.rules import RulePack
from daihoi.office import ballots as printing
from daihoi.queries import access as people
from daihoi.queries import rules

if TYPE_CHECKING:
    from daihoi.cli._bench.run import Bench

PACK, TERM = "2025-2030/2025-04-14", "2025-2030"
BALLOTS, NAMES, SEATS = 1600, 220, 180
RIVAL_NAMES, RIVAL_SEATS = 20, 16  # pyrankvote does not end with 220
COPIES = 500
KEYS = 60


def measure(bench: "Bench", organisation: int, board: Actor, keeper: Actor) -> None:
    """All of it, in the bench's own run."""
    _result(bench)
    _paper(bench)
    _keys(bench, organisation, board, keeper)


def _pack() -> RulePack:
    return next(one for one in rules.packs() if one.id == PACK)


def _election(names: int, seats: int) -> tuple[Setting, Record]:
    """A hall of 1,600 in which everybody strikes at random, both counts alike."""
    numbers = random.Random(1600)
    ballots = []
    for _ in range(BALLOTS):
        marks = ["1"] * names
        for at in numbers.sample(range(names), names - seats):
            marks[at] = "0"
        reading = Reading("".join(marks))
        ballots.append(Ballot(reading, reading))
    keys = tuple(str(number) for number in range(1, names + 1))
    stock = tuple(StockEvent(kind, BALLOTS) for kind in (Stock.PRINTED, Stock.ISSUED, Stock.COLLECTED))
    record = Record(
        seats=seats,
        summoned=BALLOTS,
        candidates=tuple(Candidate(key, f"Nguyễn Văn Mẫu {key}") for key in keys),
        rounds=(Round(1, keys, seats, seats, present=BALLOTS, stock=stock, ballots=tuple(ballots)),),
    )
    return Setting(_pack(), Post.COMMITTEE, Body.DELEGATE_CONGRESS, Kind.NATIONAL), record


def _result(bench: "Bench") -> None:
    setting, record = _election(NAMES, SEATS)
    found, seconds = timed(lambda: standing(setting, record), 5)
    votes = found.rounds[0].tally.votes  # type: ignore[union-attr]
    assert votes == _slow(record)
    bench.add(N_("Result of 1,600 ballots with 220 names"), seconds, rival=timed(lambda: _slow(record))[1])
    text = result_file(setting, record, Header(PACK, "", "Mẫu", "Mẫu"))
    checked, seconds = timed(lambda: verify(text, "mau.json", lambda pack, overlay: _pack()), 3)
    assert [one for one in checked[3] if one.severity is not Severity.QUESTION] == []  # a tie may be open
    bench.add(N_("The same verified from its result file"), seconds)
    setting, record = _election(RIVAL_NAMES, RIVAL_SEATS)
    _, seconds = timed(lambda: standing(setting, record), 5)
    bench.add(N_("Result of 1,600 ballots with 20 names, beside pyrankvote's tally"), seconds, rival=_rival(record))


def _slow(record: Record) -> tuple[int, ...]:
    """The votes counted one mark after another: what the result must agree with."""
    sums = [0] * len(record.candidates)
    for ballot in record.rounds[0].ballots or ():
        for at, mark in enumerate(ballot.first.marks if ballot.first else ""):
            sums[at] += mark == "1"
    return tuple(sums)


def _rival(record: Record) -> float | None:
    """pyrankvote over the same ballots, each name kept as one vote; None where it is not installed."""
    try:
        from pyrankvote import Ballot as Ranked  # noqa: PLC0415 slow import
        from pyrankvote import Candidate as Named  # noqa: PLC0415 slow import
        from pyrankvote.helpers import ElectionManager  # noqa: PLC0415 slow import
    except ImportError:
        return None
    named = [Named(one.key) for one in record.candidates]
    ranked = [
        Ranked(ranked_candidates=[name for name, mark in zip(named, ballot.first.marks, strict=True) if mark == "1"])
        for ballot in record.rounds[0].ballots or ()
        if ballot.first
    ]
    manager, seconds = timed(lambda: ElectionManager(named, ranked, number_of_votes_pr_voter=len(named)))
    theirs = {one.candidate.name: int(one.number_of_votes) for one in manager.get_results().candidate_results}
    assert tuple(theirs[one.key] for one in record.candidates) == _slow(record)
    return seconds


def _paper(bench: "Bench") -> None:
    """500 ballots of two pages, beside a file in which ReportLab draws nothing but one line on each page."""
    text = BallotText(
        organisation=("Đảng bộ tỉnh Mẫu",),
        congress="Đại hội đại biểu lần thứ XX",
        term="Nhiệm kỳ 2025 – 2030",
        title=TITLE,
        subject="Ban Chấp hành Đảng bộ tỉnh Mẫu khóa XX",
        instructions=instructions(Style.STRIKE, 69),
        seats=69,
        names=tuple(Name(f"Nguyễn Văn Mẫu {number}") for number in range(1, 61)),
        footers=(SAME_SHEETS,),
    )
    made, seconds = timed(lambda: printing.make(text, Style.STRIKE, paper="A4", columns=1, copies=COPIES), 3)
    assert made.pages == 2
    bench.add(N_("PDF of 500 ballots of two pages"), seconds, rival=timed(_bare_pdf, 3)[1], aim=3.0)


def _bare_pdf() -> bytes:
    canvas = Canvas("bare.pdf", pagesize=(210 * mm, 297 * mm))
    for _ in range(2 * COPIES):
        canvas.drawString(72, 72, "x")
        canvas.showPage()
    data: bytes = canvas.getpdfdata()
    return data


def _keys(bench: "Bench", organisation: int, board: Actor, keeper: Actor) -> None:
    """The page's own requests through the whole server stack: session, person, permission, database."""
    client, user, election = _counting(organisation, board, keeper)
    with translation.override(translation.get_language()):  # a page chooses its reader's own
        times = _typed(client, user, election)
    bench.add(N_("Keying: a key kept by the server"), sorted(times[0])[KEYS // 2], aim=0.03)
    bench.add(N_("Keying: a ballot entered"), sorted(times[1])[KEYS // 2], aim=0.03)


def _typed(client: Client, user: int, election: int) -> tuple[list[float], list[float]]:
    """Times of keys kept, and of ballots entered."""
    keep = reverse("election_keep", args=[election, 1])
    enter = reverse("election_enter", args=[election, 1])
    times: tuple[list[float], list[float]] = ([], [])
    for at in range(KEYS):
        marks = "1" * (at % 9 + 1)
        kept = {"user": user, "slip": 1, "marks": marks, "flags": "", "serial": at + 1, "count": 1}
        times[0].append(_post(client, keep, kept))
    for slip in range(1, KEYS + 1):
        entered = {"user": user, "slip": slip, "marks": "1110111010", "flags": "", "version": 0, "count": 1, "ms": 3000}
        times[1].append(_post(client, enter, entered))
    return times


def _post(client: Client, url: str, sent: dict[str, object]) -> float:
    answer, seconds = timed(lambda: client.post(url, json.dumps(sent), content_type="application/json"))
    assert answer.status_code == 200, answer.content
    assert json.loads(answer.content)["state"] == "ok"
    return float(seconds)


def _account(keeper: Actor, organisation: int, name: str, role: Role) -> Actor:
    access.make_account(
        actor=keeper, organisation=organisation, username=name, full_name=name, role=role.value,
        valid_from=date(2025, 7, 1),
    )  # fmt: skip
    return people.actor_named(username=name)


def _counting(organisation: int, board: Actor, keeper: Actor) -> tuple[Client, int, int]:
    """An election whose box is open, and a counter signed in."""
    head = _account(keeper, organisation, "bench-head", Role.COUNTING_HEAD)
    counters = [_account(keeper, organisation, f"bench-{team}", Role.COUNTER) for team in (1, 2)]
    settings = plan.Plan(form=Form.DELEGATE, contents=4)
    plan.set_plan(actor=board, organisation=organisation, term=TERM, plan=settings)
    opened = actions.open_election(
        actor=board, organisation=organisation, term=TERM, post=Post.COMMITTEE, body=Body.DELEGATE_CONGRESS, title="Mẫu"
    )
    at: dict[str, object] = {"organisation": organisation, "election": opened}
    facts = actions.Facts(seats=8, summoned=100, attending=100)
    actions.set_facts(actor=board, **at, facts=facts)  # type: ignore[arg-type]
    named = [actions.Put(f"Nguyễn Văn Mẫu {n}", Origin.PREPARED, Capacity.OFFICIAL) for n in range(10)]
    actions.nominate(actor=board, **at, people=named)  # type: ignore[arg-type]
    for step in ("requirements", "number", "prepared_list", "nominations", "withdrawals"):
        actions.record_step(actor=board, **at, step=step)  # type: ignore[arg-type]
    actions.adopt_list(actor=board, **at, note="100/100")  # type: ignore[arg-type]
    actions.set_counting_committee(actor=board, **at, members=_members(head, counters))  # type: ignore[arg-type]
    actions.open_round(actor=head, **at)  # type: ignore[arg-type]
    actions.seal_box(actor=head, **at, round=1)  # type: ignore[arg-type]
    actions.set_present(actor=head, **at, round=1, present=100)  # type: ignore[arg-type]
    for kind in (Stock.PRINTED, Stock.ISSUED, Stock.COLLECTED):
        actions.enter_stock(actor=head, **at, round=1, kind=kind, number=100)  # type: ignore[arg-type]
    assert counters[0].user_id is not None
    return signed_in(counters[0]), counters[0].user_id, opened


def _members(head: Actor, counters: Sequence[Actor]) -> list[actions.Member]:
    teams = [actions.Member(one.name, user_id=one.user_id, team=team) for team, one in enumerate(counters, 1)]
    return [actions.Member(head.name, head=True, user_id=head.user_id), *teams]
