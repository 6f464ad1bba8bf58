"""What a page is asked about: the term, the day to look at, and the level. Chosen once, kept for the next page.

Two windows of one browser may look at two terms, so each form that is sent carries the term it was shown for
(templatetags/sent.py), and what is sent is about that term, whatever another window chose meanwhile.
"""

from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext

from daihoi.core.organisations.kinds import Level
from daihoi.queries.rules import terms


@dataclass(frozen=True)
class Asked:
    """`level` None: all levels together. `query`: the choice as it goes into links."""

    term: str
    as_of: date
    level: Level | None
    query: str

    @property
    def day(self) -> str:
        """Term and day without the level, for links to pages that have a level of their own."""
        return f"term={self.term}&as_of={self.as_of.isoformat()}"


def whole_number(text: str, *, digits: int = 9) -> int | None:
    """A whole number in an address or a hidden field; None where something else stands there, or more `digits`."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= digits else None


def seen_version(request: HttpRequest, now: int) -> int:
    """The version that a form was made from, as it says itself: 0 too, of what was not there yet; else `now`."""
    given = whole_number(request.POST.get("version", ""))
    return now if given is None else given


_LEVELS = {level.value: level for level in Level}


def asked(request: HttpRequest, *, level: Level | None = Level.GRASSROOTS) -> Asked:
    """Read term and day from the query, else from the session, else the default; remember the choice.

    A form that was sent says its own term, which goes before both; the page that it leads to is then about that term.
    The default day is today, the default term the latest that begins by the end of that day's year. The level is
    each page's own: `level` where the query says nothing.
    """
    kept = request.session.get("asked", {})
    given = {name: request.GET.get(name, kept.get(name, "")) for name in ("term", "as_of")}
    as_of = _day(request, given["as_of"])
    term = _term(request, given["term"], as_of)
    chosen = {
        "term": term,
        "as_of": "" if as_of == request.today else as_of.isoformat(),  # type: ignore[attr-defined]
    }
    if chosen != kept:
        request.session["asked"] = chosen
    asked_level = request.GET.get("level", "")
    wanted = None if asked_level == "all" else _LEVELS.get(asked_level, level)
    query = f"term={term}&as_of={as_of.isoformat()}&level={wanted.value if wanted else 'all'}"
    return Asked(term, as_of, wanted, query)


def term_to_send(request: HttpRequest) -> str:
    """The term that a form on this page is about; nothing is remembered by it."""
    kept = request.session.get("asked", {})
    given = {name: request.GET.get(name, kept.get(name, "")) for name in ("term", "as_of")}
    try:
        as_of = date.fromisoformat(given["as_of"])
    except ValueError:
        as_of = request.today  # type: ignore[attr-defined]
    return _term(request, given["term"], as_of)


def _term(request: HttpRequest, given: str, as_of: date) -> str:
    """The term of the form that was sent, else `given`, else the latest begun."""
    known = terms()
    sent = request.POST.get("term", "")
    return next((term for term in (sent, given) if term in known), None) or _term_of(known, as_of)


def _day(request: HttpRequest, text: str) -> date:
    today: date = request.today  # type: ignore[attr-defined]
    if not text:
        return today
    try:
        day = date.fromisoformat(text)
    except ValueError:
        messages.warning(request, gettext("“{day}” is not a day; today is shown.").format(day=text))
        return today
    if not 2000 <= day.year <= 2080:
        messages.warning(request, gettext("“{day}” is too far away; today is shown.").format(day=text))
        return today
    return day


def _term_of(known: tuple[str, ...], day: date) -> str:
    begun = [term for term in known if int(term[:4]) <= day.year]
    return begun[-1] if begun else known[0]
