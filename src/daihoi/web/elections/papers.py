"""Papers of an election: which there are, what they wait for, and their Word files."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.core.access import NotHere
from daihoi.core.messages import N_, Finding, Refused
from daihoi.queries.elections import papers as queries
from daihoi.queries.elections.papers import PaperLine, PapersView
from daihoi.web.downloads import WORD, download
from daihoi.web.elections.frame import frame


@dataclass(frozen=True)
class About:
    """What a paper is for, who signs it, and its Vietnamese name for files."""

    label: str
    purpose: str
    signed: str
    file: str


ABOUT: dict[str, About] = {
    "hand_over": About(
        N_("Hand-over of ballots and box"),
        N_("How many ballots the counting committee took over, and how the box was checked and sealed."),
        N_("Whoever hands over, and the head of the counting committee"),
        "Biên bản giao nhận phiếu bầu",
    ),
    "count_minutes": About(
        N_("Minutes of the count"),
        N_("Base, ballots, votes of each, who is elected, what was decided."),
        N_("The presidium, the head and the members of the counting committee"),
        "Biên bản kiểm phiếu",
    ),
    "elected_list": About(
        N_("List of those elected"),
        N_("Those elected, most votes first, with their share of those summoned."),
        N_("The head of the counting committee and the presidium"),
        "Danh sách trúng cử",
    ),
    "entry_log": About(
        N_("Log of keying"),
        N_("Every ballot as both counts keyed it, and how differences were settled. It is kept with the minutes."),
        N_("Those who keyed, and the head of the counting committee"),
        "Nhật ký nhập phiếu",
    ),
    "straw_minutes": About(
        N_("Minutes of the straw ballot"),
        N_("Support for self-nominees and nominees from the floor."),
        N_("The presidium, the head and the members of the team that counted"),
        "Biên bản xin ý kiến",
    ),
    "results_report": About(
        N_("Report of the results"),
        N_("To the level above, with every election of the congress; an election that is not over stays open in it."),
        N_("The secretary, for the new committee"),
        "Báo cáo kết quả bầu cử",
    ),
    "ratification_request": About(
        N_("Request for ratification"),
        N_("Asks the level above to ratify those elected, with the time limits for that and for complaints."),
        N_("The secretary, for the new committee"),
        "Tờ trình đề nghị chuẩn y",
    ),
}
# Where what is missing is done: by the code of what is said.
WHERE: dict[str, tuple[str, str]] = {
    "not_voted": ("election_rounds", N_("To the ballots")),
    "no_ballots": ("election_rounds", N_("To the ballots")),
    "not_counted": ("election_rounds", N_("To the ballots")),
    "unsettled": ("election_rounds", N_("To the ballots")),
    "does_not_reconcile": ("election_rounds", N_("To the ballots")),
    "round_due": ("election_rounds", N_("To the ballots")),
    "not_released": ("election_result", N_("To the result")),
    "question_open": ("election_result", N_("To the result")),
    "no_straw": ("election_list", N_("To the list")),
}
# What will never be made: nothing is missing.
NEVER = frozenset({"no_floor", "annulled", "no_result"})


@dataclass(frozen=True)
class Missing:
    finding: Finding
    href: str
    label: str


@dataclass(frozen=True)
class Shown:
    """A paper as the page shows it."""

    about: About
    label: str
    purpose: str
    signed: str
    href: str
    print_href: str
    missing: tuple[Missing, ...]
    never: bool  # nobody needs it here


@require_safe
def index(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.papers(actor=request.actor, pk=pk)
    return _page(request, found)


def _page(
    request: HttpRequest, found: PapersView, findings: tuple[Finding, ...] = (), status: int = 200
) -> HttpResponse:
    """The papers; `findings`: why the one that was asked for is not there yet."""
    groups = []
    for one in reversed(found.view.rounds):
        lines = [_shown(found, line) for line in found.of(one.number)]
        file = reverse("election_round_file", args=[found.view.id, one.number])
        ready = any(line.name == "count_minutes" and line.ready for line in found.of(one.number))
        title = gettext("Ballot {number}").format(number=one.number)
        groups.append({"title": title, "lines": lines, "file": file if ready else "", "annulled": one.annulled})
    if whole := [_shown(found, line) for line in found.of(None)]:
        groups.append({"title": gettext("The whole election"), "lines": whole})
    context = frame(request, found.view, last=gettext("Papers")) | {
        "groups": groups,
        "findings": findings,
    }
    return render(request, "elections/papers.html", context, status=status)


def _shown(found: PapersView, line: PaperLine) -> Shown:
    about, pk = ABOUT[line.name], found.view.id
    href = reverse("election_paper", args=[pk, line.name]) + (f"?round={line.round}" if line.round is not None else "")
    printed = reverse("election_log", args=[pk, line.round]) if line.name == "entry_log" else ""
    return Shown(
        about,
        gettext(about.label),
        gettext(about.purpose),
        gettext(about.signed),
        href,
        printed,
        tuple(_missing(pk, finding) for finding in line.missing),
        any(finding.code in NEVER for finding in line.missing),
    )


def _missing(pk: int, finding: Finding) -> Missing:
    name, label = WHERE.get(finding.code, ("", ""))
    return Missing(finding, reverse(name, args=[pk]) if name else "", gettext(label) if label else "")


@require_safe
def word(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """The Word file of a paper; the page with what is missing, where it is not ready."""
    from daihoi.office.papers import PAPERS  # noqa: PLC0415 slow import

    found = queries.papers(actor=request.actor, pk=pk)
    number = _number(request)
    if name not in PAPERS:
        raise NotHere
    try:
        data = queries.paper(actor=request.actor, found=found, name=name, round=number)
    except Refused as refused:
        return _page(request, found, refused.findings, status=409)
    title = f"{ABOUT[name].file}{f' lần {number}' if number else ''} - {found.view.title}"
    return download(PAPERS[name](data), WORD, title, "docx")


def _number(request: HttpRequest) -> int | None:
    """The round asked for; NotHere for what is no number."""
    text = request.GET.get("round", "")
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > 4:
        raise NotHere
    return int(text)


@require_safe
def log(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The log of keying as a page to print."""
    found = queries.papers(actor=request.actor, pk=pk)
    try:
        data = queries.paper(actor=request.actor, found=found, name="entry_log", round=number)
    except Refused as refused:
        return _page(request, found, refused.findings, status=409)
    href = f"{reverse('election_paper', args=[pk, 'entry_log'])}?round={number}"
    last = gettext("Log of keying, ballot {number}").format(number=number)
    context = frame(request, found.view, last=last) | {"log": data, "last": last, "word": href}
    return render(request, "elections/papers.html", context)


@require_safe
def result_file(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """The result file as the election stood after a round: the one whose hash the minutes of that round print."""
    found = queries.papers(actor=request.actor, pk=pk)
    try:
        text = queries.result_file(actor=request.actor, found=found, round=number)
    except Refused as refused:
        return _page(request, found, refused.findings, status=409)
    title = f"Kết quả lần {number} - {found.view.title}"
    return download(text, "application/json; charset=utf-8", title, "json")
