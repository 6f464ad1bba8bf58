"""Communication around the congresses, and public opinion as an organisation's own written summary.

Opinion is kept by theme and in the organisation's words. There is no place for a person's name, account or post, and
there never will be: this is not for watching people.
"""

import re
import unicodedata
from enum import StrEnum

from daihoi.core.messages import N_


class Channel(StrEnum):
    """What is counted of communication and emulation."""

    ARTICLES = "articles"  # tin, bài
    BROADCASTS = "broadcasts"  # phát thanh, truyền hình
    SPECIALS = "specials"  # chuyên trang, chuyên mục
    VISUAL = "visual"  # pa nô, băng rôn, cổ động trực quan
    MEETINGS = "meetings"  # hội nghị báo cáo viên, nói chuyện
    WORKS = "works"  # công trình chào mừng
    EMULATION = "emulation"  # phong trào thi đua
    EVENTS = "events"  # văn hóa, văn nghệ, thể thao chào mừng


CHANNEL_NAMES: dict[Channel, str] = {
    Channel.ARTICLES: N_("News and articles"),
    Channel.BROADCASTS: N_("Broadcasts"),
    Channel.SPECIALS: N_("Special pages and series"),
    Channel.VISUAL: N_("Posters and banners"),
    Channel.MEETINGS: N_("Talks by rapporteurs"),
    Channel.WORKS: N_("Works to celebrate the congress"),
    Channel.EMULATION: N_("Emulation movements"),
    Channel.EVENTS: N_("Cultural and sports events"),
}


class Theme(StrEnum):
    """What people speak of, by which summaries are laid side by side."""

    DIRECTION = "direction"
    DOCUMENTS = "documents"
    PERSONNEL = "personnel"
    ORGANISATION = "organisation"
    ECONOMY = "economy"
    LIFE = "life"
    CADRES = "cadres"
    OTHER = "other"


THEME_NAMES: dict[Theme, str] = {
    Theme.DIRECTION: N_("Direction of the congresses"),
    Theme.DOCUMENTS: N_("Draft documents"),
    Theme.PERSONNEL: N_("Personnel for the new term"),
    Theme.ORGANISATION: N_("Mergers and reorganisation"),
    Theme.ECONOMY: N_("Economy and development"),
    Theme.LIFE: N_("Life of the people"),
    Theme.CADRES: N_("Work and conduct of cadres"),
    Theme.OTHER: N_("Other themes"),
}


class Trace(StrEnum):
    """What would lead to a person, and so has no place in a summary of opinion."""

    PHONE = "phone"
    EMAIL = "email"
    IDENTITY = "identity"
    LINK = "link"


TRACE_NAMES: dict[Trace, str] = {
    Trace.PHONE: N_("a phone number"),
    Trace.EMAIL: N_("an e-mail address"),
    Trace.IDENTITY: N_("the number of an identity card"),
    Trace.LINK: N_("a link to a page or an account"),
}

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_LINK = re.compile(
    r"(?:https?://|www\.)\S+"
    r"|\b(?:facebook|fb|zalo|tiktok|youtube|youtu|instagram|telegram|twitter|threads|t|x)\.(?:com|me|vn|be|net)\b\S*"
    r"|(?<![\w@])@\w[\w.]{2,}",
    re.IGNORECASE,
)
# What are no numbers of people or cards: amounts with marks of thousands, days, terms and rows of years.
_HARMLESS = re.compile(
    r"(?<![\d.])[1-9]\d{0,2}(?:\.\d{3})+(?!\.?\d)"
    r"|(?<!\d)\d{1,2}([-./])\d{1,2}\1(?:19|20)\d\d(?!\d)"
    r"|(?<!\d)(?:19|20)\d\d(?:[ \-](?:19|20)\d\d)+(?!\d)"
)
# Groups of digits with a mark between them, as numbers are dictated.
_DIGITS = re.compile(r"(?<!\d)\+?\(?\d+\)?(?:[ .\-]\(?\d+\)?)*(?!\d)")
_GROUP = re.compile(r"\d+")
_LONGEST = 13  # digits, with the number of the country


def traces(text: str) -> tuple[tuple[Trace, str], ...]:
    """What in a text looks as if it led to a person, with the place itself, in the order of the text.

    Digits of nine or twelve places (identity cards), numbers that begin as phone numbers do, addresses and links. An
    amount with marks of thousands ("500.000.000 đồng") and terms ("2015-2020") are neither.
    """
    plain = unicodedata.normalize("NFKC", text)
    found: list[tuple[int, Trace, str]] = []
    for kind, pattern in ((Trace.EMAIL, _EMAIL), (Trace.LINK, _LINK)):
        found += [(match.start(), kind, match[0]) for match in pattern.finditer(plain)]
    for match in _DIGITS.finditer(_HARMLESS.sub(lambda seen: "|" * len(seen[0]), plain)):
        if kind_of := _numbered(match[0]):
            found.append((match.start(), kind_of, match[0]))
    return tuple((kind, place) for _, kind, place in sorted(found))


def _numbered(written: str) -> Trace | None:
    """What a run of digits is, if it, or some of its groups, lead to a person."""
    groups = _GROUP.findall(written)
    abroad = written.startswith("+")
    for first in range(len(groups)):
        for last in range(first + 1, len(groups) + 1):
            part = groups[first:last]
            if len("".join(part)) > _LONGEST and len(part) < len(groups):
                break
            if kind := _of_groups(part, abroad=abroad and first == 0, whole=len(part) == len(groups)):
                return kind
    return None


def _of_groups(groups: list[str], *, abroad: bool, whole: bool) -> Trace | None:
    digits = "".join(groups)
    number = len(digits)
    from_84 = digits.startswith("84") and number in {11, 12} and digits[2] != "0" and (whole or len(groups) == 1)
    if (digits.startswith("0") and number in {10, 11}) or ((abroad or from_84) and 10 <= number <= 13):
        return Trace.PHONE
    tidy = whole or len(groups) == 1 or all(len(group) == 3 for group in groups)
    return Trace.IDENTITY if number in {9, 12} and tidy else None
