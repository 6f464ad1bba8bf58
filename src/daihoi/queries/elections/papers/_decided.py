"""Sentences of what people decided: ties, places left, further ballots, conclusions on ballots.

What was decided and by whom is in the catalogue's words, asked in Vietnamese; what it was about is said as a fact, not
as the question that the page asks.
"""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext

from daihoi.core.elections import (
    CAUSE_NAMES,
    Answer,
    Ask,
    Cause,
    Decider,
    Decision,
    Decisions,
    Purpose,
    Question,
    RoundStanding,
    Status,
    Threshold,
)
from daihoi.core.elections.decisions import ANSWER_NAMES, DECIDER_NAMES
from daihoi.data.models import SettledBallot
from daihoi.queries.elections.papers import _words as words
from daihoi.queries.elections.papers._source import Source


def decided(source: Source, found: RoundStanding, concluded: Sequence[SettledBallot]) -> Iterable[str]:
    """What led to the round, what was decided in it, what its result leaves open. `concluded`: ballots on which both
    counts agree and on which the committee concluded by itself (E-060)."""
    yield from _led_here(source, found)
    yield from _answers(source, [one for one in source.standing.questions if one.round == 0])
    if found.round.threshold is Threshold.MOST:
        yield (
            f"Theo quyết định của {source.meeting.short}, ở lần bầu này đồng chí có nhiều phiếu hơn trúng cử, không "
            "cần quá một nửa"
        )
    for one in concluded:
        verdict = {True: "hợp lệ", False: "không hợp lệ", None: "được đọc lại theo phiếu gốc"}[one.conclusion]
        yield f"Ban kiểm phiếu kết luận phiếu số {one.slip}: {verdict} ({one.note})"
    yield from _beyond(found)
    here = [one for one in source.standing.questions if one.round == found.round.number]
    yield from _answers(source, [one for one in here if one.ask not in _FURTHER])
    meeting = words.lower_first(source.meeting.short)
    for question in here:
        if question.ask in _FURTHER:  # decided once the minutes are read, so told by the next ones
            yield f"{_fact(source, question)}. Ban kiểm phiếu báo cáo {meeting} quyết định"


def _led_here(source: Source, found: RoundStanding) -> Iterable[str]:
    """The round before: annulled, or what was decided on its tie or on the places that it left."""
    earlier = [one for one in source.standing.rounds if one.round.number < found.round.number]
    if not earlier:
        return
    last = earlier[-1].round
    if last.annulled:
        yield f"Lần bầu thứ {last.number} bị hủy: {last.annulled}"
    if found.round.purpose is not Purpose.FIRST:
        stood = [one for one in earlier if not one.round.annulled]
        number = stood[-1].round.number if stood else 0
        asked = [one for one in source.standing.questions if one.round == number and one.ask in _FURTHER]
        yield from (f"Sau lần bầu thứ {number}: {words.lower_first(text)}" for text in _answers(source, asked))


_FURTHER = frozenset({Ask.TIE, Ask.SHORTAGE})


def _answers(source: Source, questions: Iterable[Question]) -> Iterable[str]:
    decisions = Decisions(source.record.decisions)
    for one in questions:
        made = decisions.answers(one)
        if made is not None:
            yield f"{_fact(source, one)}. {_answer(source, made)}"


def _answer(source: Source, made: Decision) -> str:
    """ "Đại hội quyết định: bầu lại trong số … (Đại hội biểu quyết 40/40)"."""
    who = source.meeting.short if made.by is Decider.CONGRESS else gettext(DECIDER_NAMES[made.by])
    if made.ask is Ask.BALLOTS:
        verdict = "hợp lệ" if made.answer is Answer.VALID else "không hợp lệ"
        text = f"{who} kết luận: các phiếu này {verdict}"
    else:
        text = f"{who} quyết định: {words.lower_first(gettext(ANSWER_NAMES[made.answer]))}"
    if made.names:
        names = source.record.names
        text += f", trong số {words.fellows(names.get(key, key) for key in made.names)}"
    return f"{text} ({made.note})" if made.note else text


def _fact(source: Source, one: Question) -> str:
    """What a question is about, as a statement."""
    match one.ask:
        case Ask.QUORUM:
            present = next(each.round.present for each in source.standing.rounds if each.round.number == one.round)
            base = source.standing.base
            return f"Số có mặt khi bầu cử là {present} trên {base.summoned} được triệu tập, ít hơn hai phần ba"
        case Ask.SUSPENDED:
            return "Có ủy viên đang bị đình chỉ sinh hoạt"
        case Ask.VOTES_ALLOWED:
            return "Đại biểu chính thức và đại biểu dự khuyết bầu trong một danh sách chung"
        case Ask.BALLOTS:
            cause = Cause(one.about[0])
            number = one.message.params["count"]
            return f"Có {words.count(int(str(number)), 'phiếu')}: {words.lower_first(gettext(CAUSE_NAMES[cause]))}"
        case Ask.TIE:
            return _tie(source, one)
        case Ask.SHORTAGE:
            missing = int(str(one.message.params["missing"]))
            what = "đại biểu dự khuyết" if one.about == ("alternates",) else "đồng chí"
            return f"Còn thiếu {words.count(missing, what)} so với số lượng cần bầu"


def _tie(source: Source, one: Question) -> str:
    names = [source.record.names.get(key, key) for key in one.about]
    places = int(str(one.message.params["seats"]))
    outcome = next(each.outcome for each in source.standing.rounds if each.round.number == one.round)
    votes = {person.votes for person in outcome.people if person.key in one.about} if outcome is not None else set()
    told = f" ({words.count(votes.pop(), 'phiếu')})" if len(votes) == 1 else ""
    who = words.upper_first(words.fellows(names))
    return f"{who} có số phiếu bằng nhau{told}, trong khi còn {words.count(places, 'vị trí')}"


def _beyond(found: RoundStanding) -> Iterable[str]:
    outcome = found.outcome
    names = [one.name for one in outcome.ranked if one.status is Status.BEYOND] if outcome is not None else []
    if names:
        who = words.upper_first(words.fellows(names))
        yield f"{who} được quá một nửa nhưng không trúng cử, vì những người có số phiếu cao hơn đã đủ số lượng cần bầu"
