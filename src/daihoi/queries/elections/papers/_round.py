"""Papers of one ballot round: hand-over of ballots, minutes of the count, list of those elected."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils.translation import gettext

from daihoi.core.elections import (
    CAUSE_NAMES,
    SINGLE_POSTS,
    Person,
    Post,
    Purpose,
    Reason,
    RoundStanding,
    Stock,
    Threshold,
    differences,
)
from daihoi.core.elections import papers as p
from daihoi.core.elections.base import BASE_RULES
from daihoi.data.models import SettledBallot
from daihoi.queries.elections.papers import _words as words
from daihoi.queries.elections.papers._decided import decided
from daihoi.queries.elections.papers._source import Source, file_digest, people_of

_BODY = "Ban kiểm phiếu"
_ALTERNATES = "đại biểu dự khuyết"
_STOCK = {
    Stock.PRINTED: "bàn giao",
    Stock.ISSUED: "phát ra",
    Stock.REPLACED: "hỏng, đổi",
    Stock.UNISSUED: "chưa phát",
    Stock.COLLECTED: "thu về",
}
_MANY = 30  # slips named one by one in the minutes; the log of keying has them all


def hand_over(source: Source) -> p.HandOver:
    """No queries. What nobody entered stays open: who gave the ballots, how many were printed in all."""
    one = source.round
    given = _first(source, Stock.PRINTED)
    before = f"trước {source.meeting.voters} dự {words.lower_first(source.meeting.short)}, trước khi niêm phong"
    sealed = f"{words.hour(one.sealed_at)}, {words.day_words(day)}" if (day := words.day_of(one.sealed_at)) else ""
    return p.HandOver(
        heading=source.heading(_BODY, words.day_of(given)),
        meeting=source.meeting,
        post=_post(source),
        time=words.hour(given),
        receivers=source.committee()[:1],
        counted=one.ledger.printed,
        stamped=one.ledger.printed,
        spoiled=one.ledger.replaced,
        issued=one.ledger.issued,
        unissued=one.ledger.unissued,
        box_checked=before if sealed else "",
        box_sealed=sealed,
        notes=tuple(
            f"Điều chỉnh số phiếu {_STOCK[event.kind]}: {event.number:+d} phiếu ({event.reason})"
            for event, _, _ in one.stock
            if event.reason
        ),
        receiver=p.Signature(("ĐẠI DIỆN BÊN NHẬN",), source.head),
    )


def count_minutes(source: Source) -> p.CountMinutes:
    """One query: every figure is the standing's, every share is of those summoned (E-087)."""
    found = _found(source)
    one, base, outcome, tally = found.round, source.standing.base, found.outcome, found.tally
    assert outcome is not None and tally is not None  # _ready asked for both
    names = source.record.candidates
    elected, alternates = _elected(source, found)
    for_alternates = not one.seats
    opened = _first(source, Stock.COLLECTED)
    settled = list(SettledBallot.objects.filter(round=source.round.row_id).order_by("slip"))
    different = differing(found)
    return p.CountMinutes(
        heading=source.heading(_BODY, words.day_of(opened)),
        meeting=source.meeting,
        post=_post(source),
        ballot=one.number,
        opened=words.hour(opened),
        legal_basis=words.basis(
            source.setting,
            ("election.counting_duties", "ballot.valid", BASE_RULES[source.setting.body][0], "election.majority"),
        ),
        committee=source.committee(),
        seats=one.seats or one.alternates,
        seats_by=_seats_by(source, found),
        candidates=tuple(p.Candidate(each.name, each.note) for key in one.keys for each in names if each.key == key),
        summoned=base.summoned,
        exclusions=_exclusions(source),
        base=base.number,
        needed=base.needed,
        majority=one.threshold is Threshold.HALF,
        present=one.present,
        absent=base.summoned - one.present if one.present is not None else None,
        issued=found.ledger.issued,
        collected=found.ledger.collected,
        valid=tally.valid,
        invalid=tally.invalid_total,
        invalid_reasons=tuple(
            p.Number(gettext(CAUSE_NAMES[cause]), number) for cause, number in tally.invalid.items() if number
        ),
        differences=len(different),
        settled=tuple(_settled(settled, different)),
        results=tuple(map(source.result, outcome.people)),
        elected=tuple(map(source.result, alternates if for_alternates else elected)),
        alternates=() if for_alternates else tuple(map(source.result, alternates)),
        decisions=tuple(decided(source, found, [each for each in settled if each.slip not in set(different)])),
        keeping=tuple(_keeping(source)),
        digest=file_digest(source),
        head=p.Signature(("TRƯỞNG BAN KIỂM PHIẾU",), source.head),
    )


def elected_list(source: Source) -> p.Elected:
    """Those whom a round elected, or the whole election; no queries. Alternates come after the full delegates."""
    if source.number is None:
        found = source.standing
        elected, alternates = people_of(found, found.elected), people_of(found, found.alternates)
        last = max((one.released_at for one in source.view.rounds if one.released_at), default=None)
    else:
        elected, alternates = _elected(source, _found(source))
        last = _first(source, Stock.COLLECTED)
    about = {str(one.id): one for one in source.view.nominees}
    posts = any(about[one.key].post for one in (*elected, *alternates))
    columns = (*(("Chức vụ, đơn vị",) if posts else ()), *(("Trúng cử",) if alternates else ()))
    people = []
    for capacity, group in (("Đại biểu chính thức", elected), ("Đại biểu dự khuyết", alternates)):
        for one in group:
            nominee, result = about[one.key], source.result(one)
            month = f"{nominee.born_month}/" if nominee.born_month else ""
            born = f"{month}{nominee.born_year}" if nominee.born_year else ""
            details = (*((nominee.post,) if posts else ()), *((capacity,) if alternates else ()))
            people.append(p.ElectedPerson(one.name, born, one.votes, result.of, result.share, details))
    return p.Elected(
        heading=source.heading(_BODY, words.day_of(last)),
        meeting=source.meeting,
        post=source.view.title,
        people=tuple(people),
        columns=columns,
        signatures=(p.Signature(("TRƯỞNG BAN KIỂM PHIẾU",), source.head), p.Signature(("T/M ĐOÀN CHỦ TỊCH",))),
    )


def _found(source: Source) -> RoundStanding:
    return next(one for one in source.standing.rounds if one.round.number == source.number)


def _post(source: Source) -> str:
    """What is elected; a round that fills places for alternates alone says so."""
    one = next(one for one in source.record.rounds if one.number == source.number)
    return source.view.title if one.seats else f"{source.view.title} ({_ALTERNATES})"


def _first(source: Source, kind: Stock) -> datetime | None:
    """When the first sheets of the kind were entered."""
    return next((at for event, at, _ in source.round.stock if event.kind is kind), None)


def _elected(source: Source, found: RoundStanding) -> tuple[list[Person], list[Person]]:
    """Whom this round elected, and whom it made alternates: by the standing after it and before it. In the order in
    which they were elected, so most votes first."""
    earlier = source.before
    done = {*earlier.elected, *earlier.alternates} if earlier is not None else set()
    after = source.standing
    first, second = (
        people_of(after, [key for key in keys if key not in done]) for keys in (after.elected, after.alternates)
    )
    return first, second


def _exclusions(source: Source) -> tuple[p.Number, ...]:
    numbers = Counter(one.reason for one in source.standing.base.subtracted)
    return tuple(p.Number(words.EXCLUDED[reason], numbers[reason]) for reason in Reason if numbers[reason])


def _seats_by(source: Source, found: RoundStanding) -> str:
    if found.round.purpose is Purpose.TIE:
        return "dành cho các đồng chí có số phiếu bằng nhau ở lần bầu trước"
    if found.round.purpose is Purpose.FURTHER:
        return "còn thiếu sau lần bầu trước"
    if source.setting.post in SINGLE_POSTS:
        return ""
    if source.setting.post is Post.DELEGATES and source.setting.word("election.delegate_number") == "allocated":
        return "do cấp trên phân bổ"
    voted = any(one.step.key == "number" and one.done_at for one in source.view.steps)
    return f"do {source.meeting.short} biểu quyết" if voted else ""


def differing(found: RoundStanding) -> list[int]:
    """Slips that the two counts read otherwise. Counts that are done have every slip from 1 on."""
    return differences(dict(enumerate(found.round.ballots or (), 1)))


def _settled(settled: Sequence[SettledBallot], different: Sequence[int]) -> Iterable[str]:
    """Who looked at which slips again, with the paper in hand, and what they noted."""
    own = [one for one in settled if one.slip in set(different)]
    for name in dict.fromkeys(one.by_name for one in own):
        slips = [one.slip for one in own if one.by_name == name]
        shown = ", ".join(map(str, slips[:_MANY]))
        more = f" và {len(slips) - _MANY} phiếu khác ghi trong nhật ký nhập phiếu" if len(slips) > _MANY else ""
        yield (
            f"Đồng chí {name} đối chiếu với phiếu gốc và thống nhất kết quả của {words.count(len(slips), 'phiếu')}: "
            f"phiếu số {shown}{more}"
        )
    for one in own:
        if one.note or one.conclusion is not None:
            yield f"Phiếu số {one.slip}{concluded(one)}{f': {one.note}' if one.note else ''}"


def concluded(one: SettledBallot) -> str:
    if one.conclusion is None:
        return ""
    return (
        " được Ban kiểm phiếu kết luận là hợp lệ" if one.conclusion else " được Ban kiểm phiếu kết luận là không hợp lệ"
    )


def _keeping(source: Source) -> Iterable[str]:
    """What is done with the ballots, with places for what nobody entered, and how long they are kept (E-078)."""
    yield "Phiếu bầu được niêm phong trong …… túi, có chữ ký của Ban kiểm phiếu, giao cho ………………………"
    rule = source.setting.rule("election.ballots_kept")
    if rule is not None and rule.unit == "months" and not words.is_stand_in(rule.grounds):
        yield f"Thời hạn lưu giữ: {words.count(int(rule.number), 'tháng')}, theo {words.article(rule.grounds)}"
