"""Words and figures of papers. Vietnamese only; what core says stands in the catalogue, asked in Vietnamese."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext

from daihoi.core.calendar import YearNotCoveredError, add_working_days
from daihoi.core.elections import Body, Reason, Setting
from daihoi.core.elections import papers as p
from daihoi.core.organisations.kinds import Kind, Level
from daihoi.core.rules import Certainty, Grounds
from daihoi.core.rules.types import Rule
from daihoi.queries.rules import holidays

# Why somebody is left out of the base, as the article lists it (E-081, E-082, E-083).
EXCLUDED: dict[Reason, str] = {
    Reason.COMMITTEE_ABSENT: "Ủy viên cấp ủy triệu tập đại hội vắng mặt suốt thời gian đại hội",
    Reason.UNREPLACED: ("Đại biểu chính thức vắng mặt suốt thời gian đại hội, không có đại biểu dự khuyết thay thế"),
    Reason.ELSEWHERE: "Đảng viên sinh hoạt tạm thời ở nơi khác",
    Reason.EXEMPTED: "Đảng viên được miễn công tác và sinh hoạt đảng không có mặt tại đại hội",
    Reason.SUSPENDED: "Đảng viên bị đình chỉ sinh hoạt đảng",
    Reason.INDICTED: "Đảng viên bị khởi tố, truy tố hoặc tạm giam",
    Reason.ABSENT_ACCEPTED: (
        "Đảng viên chính thức vắng mặt suốt thời gian đại hội có lý do chính đáng, được cấp ủy triệu tập đại hội đồng ý"
    ),
}
UNCHECKED = "chưa đối chiếu bản gốc"
# Articles that stand for another, which was not seen, are no ground for a paper that is signed.
_STAND_INS = (" not seen", "not found", "No text")


def share(votes: int, of: int, *, truncate: bool) -> str:
    """`votes` of `of` in percent, two decimals, half up or cut: "65,22 %". For the eye only; "" of nobody."""
    if of <= 0:
        return ""
    hundredths = votes * 10_000 // of if truncate else (votes * 20_000 + of) // (2 * of)
    whole, rest = divmod(hundredths, 100)
    return f"{whole},{rest:02d} %"


def hour(moment: datetime | None) -> str:
    """ "9 giờ 15 phút", "8 giờ"; "" for none."""
    if moment is None:
        return ""
    local = timezone.localtime(moment)
    return f"{local.hour} giờ {local.minute:02d} phút" if local.minute else f"{local.hour} giờ"


def day_of(moment: datetime | None) -> date | None:
    return timezone.localtime(moment).date() if moment is not None else None


def day_words(day: date) -> str:
    return f"ngày {day.day}/{day.month}/{day.year}"


def count(number: int, unit: str) -> str:
    """ "07 đồng chí", as papers write numbers below ten."""
    return f"{number:02d} {unit}" if number else f"0 {unit}"


def fellows(names: Iterable[str]) -> str:
    """ "đồng chí A" or "các đồng chí A, B"."""
    listed = list(names)
    return f"{'các ' if len(listed) > 1 else ''}đồng chí {', '.join(listed)}"


def lower_first(text: str) -> str:
    return text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    return text[:1].upper() + text[1:]


def committee_of(name: str, level: Level | None = None) -> str:
    """The committee of an organisation, by the organisation's name: "Ban Chấp hành Đảng bộ xã Thăng Bình"."""
    if name.startswith("Đảng bộ"):
        return f"Ban Chấp hành {name}"
    if name.startswith("Chi bộ") or level is Level.CELL:
        return f"Chi ủy {name}"
    return name


def meeting_of(setting: Setting, name: str, ordinal: str, term: str) -> p.Meeting:
    """Who meets. `ordinal`: the congress's number in Roman numerals, "" where it is not known."""
    if setting.body is not Body.CONFERENCE:
        delegates = setting.body is Body.DELEGATE_CONGRESS
        return p.Meeting(
            kind="Đại hội đại biểu" if delegates else "Đại hội đảng viên",
            organisation=name,
            ordinal=f"lần thứ {ordinal}" if ordinal else "",
            term=term,
            voters="đại biểu chính thức" if delegates else "đảng viên chính thức",
        )
    cell = setting.kind in {Kind.CELL, Kind.GRASSROOTS_CELL}
    return p.Meeting(
        kind="Hội nghị lần thứ nhất chi ủy" if cell else "Hội nghị lần thứ nhất Ban Chấp hành",
        organisation=name,
        ordinal=f"khóa {ordinal}" if ordinal else "",
        term=term,
        short="Hội nghị",
        voters="chi ủy viên" if cell else "ủy viên Ban Chấp hành",
    )


def article(grounds: Grounds) -> str:
    """The article in Vietnamese; what was not seen quoted says so, and claims no more."""
    text = gettext(grounds.article)
    return text if grounds.certainty is Certainty.QUOTED else f"{text} ({UNCHECKED})"


def is_stand_in(grounds: Grounds) -> bool:
    return not grounds.cite or any(words in grounds.article for words in _STAND_INS)


def basis(setting: Setting, keys: Iterable[str]) -> tuple[str, ...]:
    """The articles of these rules as the pack of the congress has them, each once."""
    found = [rule for key in keys if (rule := setting.rule(key)) is not None and not is_stand_in(rule.grounds)]
    return tuple(dict.fromkeys(article(rule.grounds) for rule in found))


def by_milestone(setting: Setting, key: str, what: str, since: str, start: date | None) -> p.Deadline | None:
    """The clock that a milestone of the pack sets; None where it sets none in working days."""
    rule = setting.pack.milestone(key, kind=setting.kind, unit=setting.unit)
    if rule is None or not rule.applies or rule.unit != "working_days" or rule.offset <= 0:
        return None
    return _deadline(rule.grounds, rule.offset, what, since, start)


def by_rule(rule: Rule | None, what: str, since: str, start: date | None) -> p.Deadline | None:
    """The clock that a rule in working days sets; None without one."""
    if rule is None or rule.unit != "working_days":
        return None
    return _deadline(rule.grounds, int(rule.number), what, since, start)


def _deadline(grounds: Grounds, days: int, what: str, since: str, start: date | None) -> p.Deadline:
    until, marks = None, [gettext(grounds.article)]
    if grounds.certainty is not Certainty.QUOTED:
        marks.append(UNCHECKED)
    if start is not None:
        try:
            until = add_working_days(start, days, holidays())
        except YearNotCoveredError:
            marks.append("chưa có lịch nghỉ của năm")
        else:
            if holidays().uncertain(start + timedelta(days=1), until):
                marks.append("lịch nghỉ chưa được xác nhận")
    return p.Deadline(what, days, since, until, "; ".join(marks))
