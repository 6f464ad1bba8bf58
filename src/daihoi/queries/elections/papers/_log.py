"""The log of keying: every entry with its time and hand, bundles, and how differences were settled (E-062)."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.utils import timezone

from daihoi.core.elections import BUNDLE, Ballot, Flag, Reading, Style, bundle_of
from daihoi.core.elections import papers as p
from daihoi.core.elections.compare import slips_of
from daihoi.core.elections.marks import AGAINST, BOTH, FOR, NONE
from daihoi.core.elections.proof import reading_digest
from daihoi.data.models import BallotRound, ReadBallot, SettledBallot
from daihoi.queries.elections._rows import ballots_of, reading_of
from daihoi.queries.elections.papers import _words as words
from daihoi.queries.elections.papers._source import Source

_SHOWN = 16  # digits of a digest; the audit log has them all
_BOXES = ((FOR, "đồng ý"), (AGAINST, "không đồng ý"), (BOTH, "đánh cả hai ô"), (NONE, "không đánh ô nào"))
_FLAGS = {
    Flag.NOT_ISSUED: "không do Ban kiểm phiếu phát ra",
    Flag.OUTSIDE_NAME: "thêm tên ngoài danh sách",
    Flag.DISTINGUISHED: "có dấu hiệu riêng",
    Flag.WRITING: "có chữ ký hoặc chữ viết thêm",
    Flag.TWO_INKS: "hai màu mực",
    Flag.UNCLEAR: "có chỗ không đọc được chắc chắn",
}


def entry_log(source: Source) -> p.EntryLog:
    """Five queries. Its whole digest is over every entry as printed, so one that is changed shows."""
    row = BallotRound.objects.get(pk=source.round.row_id)
    ballots = ballots_of([row])[row.pk]
    settled = {one.slip: one for one in SettledBallot.objects.filter(round=row)}
    different = [slip for slip, one in ballots.items() if one.first != one.second]
    style = next(one for one in source.view.record.rounds if one.number == source.number).style
    entries = tuple(_entries(row))
    last = max((one.done_at for one in row.counts.all() if one.done_at), default=None)
    lines = "\n".join(f"{one.count}\t{one.slip}\t{one.by}\t{one.at}\t{one.digest}" for one in entries)
    one = next(each for each in source.view.record.rounds if each.number == source.number)
    return p.EntryLog(
        heading=source.heading("Ban kiểm phiếu", words.day_of(last)),
        meeting=source.meeting,
        post=source.view.title if one.seats else f"{source.view.title} (đại biểu dự khuyết)",
        bundle_size=BUNDLE,
        bundles=tuple(_bundles(ballots, different, settled)),
        differences=tuple(_difference(slip, ballots[slip], style, settled.get(slip)) for slip in different),
        entries=entries,
        digest=hashlib.sha256(lines.encode()).hexdigest(),
        signatures=(
            p.Signature(("NGƯỜI NHẬP PHIẾU",)),
            p.Signature(("TRƯỞNG BAN KIỂM PHIẾU",), source.head),
        ),
    )


def _entries(row: BallotRound) -> Iterable[p.Entry]:
    rows = ReadBallot.objects.filter(count__round=row).order_by("read_at", "pk")
    for count, slip, by, at, marks, flags in rows.values_list(
        "count__number", "slip", "read_by_name", "read_at", "marks", "flags"
    ):
        digest = reading_digest(row.salt, count, slip, reading_of(marks, flags))
        yield p.Entry(count, slip, by, _time(at), digest[:_SHOWN])


def _time(at: datetime) -> str:
    local = timezone.localtime(at)
    return f"{local:%H:%M:%S} {local.day}/{local.month}"


def _bundles(
    ballots: dict[int, Ballot], different: Sequence[int], settled: dict[int, SettledBallot]
) -> Iterable[p.Bundle]:
    for number in range(1, bundle_of(len(ballots)) + 1 if ballots else 1):
        slips = slips_of(number, len(ballots))
        own = [slip for slip in different if slip in slips]
        names = dict.fromkeys(settled[slip].by_name for slip in own if slip in settled)
        yield p.Bundle(number, slips[0], slips[-1], len(slips), len(own), ", ".join(names))


def _difference(slip: int, ballot: Ballot, style: Style, settled: SettledBallot | None) -> p.Difference:
    readings = tuple(_reading(one, style) for one in (ballot.first, ballot.second))
    if settled is None:
        return p.Difference(slip, readings)
    said = _reading(reading_of(settled.marks, settled.flags), style)
    if settled.conclusion is not None:
        said += ". Ban kiểm phiếu kết luận: " + ("hợp lệ" if settled.conclusion else "không hợp lệ")
    note = f" ({settled.note})" if settled.note else ""
    return p.Difference(slip, readings, f"{words.upper_first(said)}{note}", settled.by_name)


def _reading(reading: Reading | None, style: Style) -> str:
    """What stands on the paper, by the numbers of the ballot: "gạch 2, 5"."""
    if reading is None:
        return "không có"
    said = _struck(reading.marks) if style is Style.STRIKE else _crossed(reading.marks)
    return "; ".join([said, *(_FLAGS[flag] for flag in reading.flags)])


def _struck(marks: str) -> str:
    """Those struck, or those left where they are fewer: the one tells the other."""
    struck, left = _places(marks, AGAINST), _places(marks, FOR)
    if not left:
        return "gạch tất cả"
    if not struck:
        return "không gạch ai"
    return f"gạch {', '.join(struck)}" if len(struck) <= len(left) else f"chỉ để lại {', '.join(left)}"


def _crossed(marks: str) -> str:
    return "; ".join(f"{word} {', '.join(_places(marks, sign))}" for sign, word in _BOXES if sign in marks)


def _places(marks: str, sign: str) -> list[str]:
    return [str(at) for at, mark in enumerate(marks, 1) if mark == sign]
