"""What every page and file of personnel work shares: the right, the log of reading, the mark of secrecy, the tabs.

No page of this folder is shown but through `opened`, no file is handed out but through `taken`; a test holds that.
What is opened is logged just before it is sent (web.middleware.reading_is_logged): then it is known whether a form that
was sent comes back with records, or leads on to another page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext

from daihoi.actions import personnel as actions
from daihoi.core.access import NotHere
from daihoi.core.messages import N_
from daihoi.core.personnel.kinds import SECRECY_NAMES, Secrecy
from daihoi.office.tables import Sheet, write_xlsx
from daihoi.queries import clock
from daihoi.queries import personnel as queries
from daihoi.queries.personnel import PersonnelPlace
from daihoi.web.asked import asked
from daihoi.web.downloads import download

# (name of the address, label); a tab whose page is not there yet is skipped.
_TABS: tuple[tuple[str, str], ...] = (
    ("personnel_people", N_("People and pool")),
    ("personnel_scheme", N_("Scheme")),
    ("personnel_process", N_("Process")),
    ("personnel_versions", N_("Appraisal")),
    ("personnel_members", N_("Members of the bodies")),
    ("personnel_afterwards", N_("Afterwards")),
    ("personnel_figures", N_("Figures")),
)


@dataclass(frozen=True)
class Mark:
    """What every paper that leaves bears: its secrecy, who took it and when."""

    secrecy: str
    taken_by: str
    taken_at: str

    @property
    def line(self) -> str:
        return gettext("{secrecy} · taken by {name}, {moment}").format(
            secrecy=self.secrecy, name=self.taken_by, moment=self.taken_at
        )


def place_of(request: HttpRequest, pk: int) -> PersonnelPlace:
    """The organisation for whoever may see its personnel work; shows nothing yet, so nothing is logged."""
    return queries.personnel_place(actor=request.actor, organisation=pk, term=asked(request).term, today=request.today)


def opened(
    request: HttpRequest,
    pk: int,
    page: str,
    *,
    last: str = "",
    ids: Mapping[str, int] | None = None,
    edit: bool = False,
) -> tuple[PersonnelPlace, dict[str, object]]:
    """The organisation, and what templates/personnel/frame.html shows around each page; the reading will be logged.

    `page`: the name of the page's address. NotHere for whoever has not the right; `edit`: to change something here.
    """
    place = place_of(request, pk)
    if edit and not place.may_edit:
        raise NotHere
    return place, sealed(request, pk, place.term, page, place.secrecy, ids) | {
        "place": place,
        "tabs": _tabs(request, place),
        "crumbs": crumbs(place, last),
        "last": last,
    }


def sealed(
    request: HttpRequest,
    organisation: int,
    term: str,
    page: str,
    secrecy: Secrecy,
    ids: Mapping[str, int] | None = None,
) -> dict[str, object]:
    """For a page outside the tabs that shows personnel records or figures: its reading will be logged, and base.html
    shows the mark around it, with who opened it and when on each printed page."""
    reading(request, organisation, term, page, ids)
    return {
        "secrecy": gettext(SECRECY_NAMES[secrecy]),
        "printed": gettext("opened by {name}, {moment}").format(name=request.actor.name, moment=_moment()),
    }


def _moment() -> str:
    """Now, as the clock on the wall says it: papers and prints bear it."""
    return f"{timezone.localtime(clock.now()):%d/%m/%Y %H:%M}"


def reading(
    request: HttpRequest, organisation: int, term: str, page: str, ids: Mapping[str, int] | None = None
) -> None:
    """The answer to this request will show personnel records: it is not sent before that is logged."""
    request.reading = partial(  # type: ignore[attr-defined]
        actions.read, actor=request.actor, organisation=organisation, term=term, page=page, ids=ids
    )


def crumbs(place: PersonnelPlace, last: str = "") -> list[tuple[str, str]]:
    """From the list of personnel work down to this page."""
    here = reverse("personnel_place", args=[place.organisation])
    return [
        (gettext("Personnel"), reverse("personnel")),
        (place.name, here if last else ""),
        *([(last, "")] if last else []),
    ]


def taken(
    request: HttpRequest, place: PersonnelPlace, paper: str, ending: str, *, ids: Mapping[str, int] | None = None
) -> Mark:
    """Note that a file is taken away, before it is made; what the file has to bear."""
    return taken_at(request, place.organisation, place.term, paper, ending, place.secrecy, ids=ids)


def taken_at(
    request: HttpRequest,
    organisation: int,
    term: str,
    paper: str,
    ending: str,
    secrecy: Secrecy,
    *,
    ids: Mapping[str, int] | None = None,
) -> Mark:
    """`taken`, for files of more than one organisation's personnel work: `secrecy` is the strictest of theirs."""
    actions.take(actor=request.actor, organisation=organisation, term=term, paper=paper, ending=ending, ids=ids)
    return Mark(gettext(SECRECY_NAMES[secrecy]), request.actor.name, _moment())


def marked(mark: Mark, sheets: Sequence[Sheet]) -> bytes:
    """A workbook of which each printed page bears its secrecy above, and who took it and when below."""
    return write_xlsx([replace(one, above=mark.secrecy.upper(), below=mark.line) for one in sheets])


def handed(data: bytes, kind: str, title: str, ending: str) -> HttpResponse:
    """The file itself. Its name holds no person's name."""
    return download(data, kind, title, ending)


def _tabs(request: HttpRequest, place: PersonnelPlace) -> Sequence[dict[str, object]]:
    found = []
    for name, label in _TABS:
        try:
            href = reverse(name, args=[place.organisation])
        except NoReverseMatch:
            continue
        found.append({"label": gettext(label), "href": href, "current": False})
    # Some stand under others: the one that fits longest is meant.
    fits = [tab for tab in found if request.path.startswith(str(tab["href"]))]
    here = max(fits, key=lambda tab: len(str(tab["href"])), default={})
    here["current"] = True
    return found
