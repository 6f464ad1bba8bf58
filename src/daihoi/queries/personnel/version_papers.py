"""The data of papers on a locked version: the draft of its approval, and the letter that returns it. Vietnamese only.

Made from what was locked, never from the list as it is now.
"""

from collections.abc import Callable

from django.utils import translation
from django.utils.translation import gettext

from daihoi.core.access import NotHere
from daihoi.core.messages import Severity
from daihoi.core.organisations.naming import committee_name
from daihoi.core.papers import Heading
from daihoi.core.personnel import Organ
from daihoi.core.personnel import papers as p
from daihoi.core.personnel.content import Content
from daihoi.core.personnel.kinds import VersionState
from daihoi.core.text import name_key
from daihoi.queries.personnel._papers import (
    SECRECY,
    basis_of,
    committee_of,
    name_above,
    parts_of,
    short_of,
    size_line,
    term_of,
)
from daihoi.queries.personnel.place import PersonnelPlace
from daihoi.queries.personnel.versions import VersionView

_GRAVE = (Severity.ERROR, Severity.WARNING)


def version_paper(place: PersonnelPlace, view: VersionView, name: str) -> object:
    """The data of a paper; NotHere for one that there is not of this version. One query."""
    if name not in view.papers:
        raise NotHere
    with translation.override("vi"):
        return _PAPERS[name](place, view)


def _heading(place: PersonnelPlace, above: str) -> Heading:
    return Heading(upper="", organisation=above or committee_of(place), secrecy=SECRECY[place.secrecy])


def _submission(place: PersonnelPlace, view: VersionView) -> str:
    """The letter that came with it: "Tờ trình số 12-TTr/ĐU, ngày 1/3/2020 của …"."""
    row = view.row
    number = f" số {row.paper}" if row.paper else ""
    day = row.submitted_on
    return f"Tờ trình{number}, ngày {day.day}/{day.month}/{day.year} của {committee_of(place)}"


def _approval(place: PersonnelPlace, view: VersionView) -> p.ApprovalDraft:
    assert view.appraisal is not None  # else there is no such paper
    content, check = view.appraisal.content, view.appraisal.check
    above = committee_name(name_above(place)) if place.above else ""
    people = sorted(content.listed, key=lambda one: (name_key(one.person.name), one.person.key))
    under = check.scheme.setting if check is not None else None
    parts = []
    for one in people:
        shown = content.shown_of(one.person.key)
        joined = f"{shown.joined.day}/{shown.joined.month}/{shown.joined.year}" if shown.joined else ""
        parts.append((one, short_of(one, shown, under, joined=joined)))
    return p.ApprovalDraft(
        _heading(place, above),
        f"duyệt đề án nhân sự {place.name}, nhiệm kỳ {term_of(place)}",
        f"Ban Thường vụ {above}".strip(),
        committee_of(place),
        (*(basis_of(check) if check is not None else ()), _submission(place, view)),
        _sizes(content),
        parts_of(parts),
        (committee_of(place), f"Lưu {above}".strip()),
    )


def _sizes(content: Content) -> tuple[p.SizeLine, ...]:
    return tuple(
        size_line(
            organ, one.before, one.seats, one.vacant, content.extra.get(f"vacant_{organ.value}", ""), content.listed
        )
        for organ in Organ
        if (one := content.seats.get(organ)) is not None
    )


def _return(place: PersonnelPlace, view: VersionView) -> p.ReturnLetter:
    above = committee_name(name_above(place)) if place.above else ""
    returned = view.row.decided(VersionState.RETURNED)
    found = view.appraisal.found if view.appraisal is not None else ()
    return p.ReturnLetter(
        _heading(place, above),
        f"hoàn chỉnh đề án nhân sự {place.name}, nhiệm kỳ {term_of(place)}",
        f"Ban Thường vụ {above}".strip(),
        committee_of(place),
        _submission(place, view),
        returned.note if returned else "",
        tuple(one.text for one in view.remarks if not one.struck),
        tuple(one.message.render(gettext) for one in found if one.severity in _GRAVE),
        (committee_of(place), f"Lưu {above}".strip()),
    )


_PAPERS: dict[str, Callable[[PersonnelPlace, VersionView], object]] = {
    "approval_draft": _approval,
    "return_letter": _return,
}
