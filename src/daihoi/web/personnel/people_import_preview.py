"""What a list of people would do, before it does: findings first, then what people have to decide, then the rest."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST, require_safe

from daihoi.actions import personnel as actions
from daihoi.core.messages import N_, Finding, Refused, Severity
from daihoi.core.personnel.importing import OTHER, Entry, Step
from daihoi.core.personnel.kinds import DEGREE_NAMES, SEX_NAMES, STANDING_NAMES, THEORY_NAMES
from daihoi.core.personnel.sheet import ParsedPeople
from daihoi.office.tables import Column, Sheet
from daihoi.queries import personnel as queries
from daihoi.queries.personnel import PersonnelPlace, PlannedImport
from daihoi.web import words
from daihoi.web.asked import whole_number
from daihoi.web.downloads import XLSX
from daihoi.web.imports.preview import SEVERITIES
from daihoi.web.one_form import get_or_post
from daihoi.web.paging import page_of
from daihoi.web.personnel import people_uploads as uploads
from daihoi.web.personnel.frame import handed, marked, opened, taken
from daihoi.web.personnel.people_frame import first_rows
from daihoi.web.personnel.people_import import IMPORT, in_work
from daihoi.web.personnel.people_uploads import PeopleUpload
from daihoi.web.templatetags.people_words import OFFICE_NAMES, yes_no
from daihoi.web.templatetags.show import day, num

SHOWS = {
    "findings": N_("To put right"),
    "undecided": N_("To decide"),
    "changed": N_("Changed"),
    "new": N_("New"),
    "unchanged": N_("Unchanged"),
    "out": N_("Left out"),
}
FACT_NAMES = {
    "name": N_("Full name"),
    "sex": N_("Sex"),
    "born_year": N_("Year of birth"),
    "born_month": N_("Month of birth"),
    "ethnicity": N_("Ethnicity"),
    "home": N_("Home place"),
    "probationary_on": N_("Admitted to the Party (probationary)"),
    "official_on": N_("Official member since"),
    "schooling": N_("General schooling"),
    "degree": N_("Specialist qualification"),
    "specialism": N_("Field of the qualification"),
    "science": N_("In science or technology"),
    "theory": N_("Political theory"),
    "local": N_("Comes from this place"),
    "post": N_("Present post and unit"),
    "note": N_("Note"),
    "pool": N_("In the pool"),
    "standing": N_("Stands"),
    "organs": N_("Meant for these bodies"),
    "posts": N_("Meant for these posts"),
    "special": N_("Special decision on age"),
    "councils": N_("Also for councils"),
}
_TABLES: dict[str, Any] = {
    "sex": SEX_NAMES, "degree": DEGREE_NAMES, "theory": THEORY_NAMES, "standing": STANDING_NAMES,
}  # fmt: skip


def _planned(request: HttpRequest, upload: PeopleUpload, parsed: ParsedPeople) -> PlannedImport:
    return queries.planned_import(
        actor=request.actor,
        organisation=upload.organisation,
        term=upload.term,
        rows=[row for row in parsed.rows if row.row not in upload.left_out],
        decisions=upload.by_row,
        into_pool=upload.into_pool,
        today=request.today,
    )


def _findings(upload: PeopleUpload, parsed: ParsedPeople, found: PlannedImport) -> list[Finding]:
    """What was found in the file and in its rows, but for what is only to be decided; by row."""
    mine = [one for one in parsed.findings if one.place.row not in upload.left_out]
    mine += [one for one in found.findings if one.severity is not Severity.QUESTION]
    return sorted(mine, key=lambda one: (one.place.row or 0, one.place.column))


@get_or_post
def preview(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Counts, findings, decisions, and what each row would do."""
    _, upload = in_work(request, pk, token)
    if request.method == "POST":
        _decide(request, upload)
        uploads.save(upload)
        show = request.GET.get("show", "")
        here = reverse("personnel_import_preview", args=[pk, token])
        return redirect(f"{here}?show={show}" if show in {"findings", "out"} else here)
    return _page(request, upload)


def _decide(request: HttpRequest, upload: PeopleUpload) -> None:
    """Decisions and rows left out, as the form gives them; `all`: those with one record here are that person."""
    out = set(upload.left_out) | set(_numbers(request.POST.getlist("out")))
    rows = _numbers(request.POST.getlist("row"))
    for row in rows:
        decision = request.POST.get(f"decision-{row}", "")
        upload.decisions.pop(str(row), None)
        out.discard(row)
        if decision == "out":
            out.add(row)
        elif decision == OTHER or whole_number(decision) is not None:
            upload.decisions[str(row)] = decision
    upload.left_out = sorted(out)
    if request.POST.get("all") == "same":
        found = _planned(request, upload, uploads.parsed_of(upload))
        for entry in found.plan.of(Step.UNDECIDED):
            own = [pk for pk in entry.candidates if found.records[pk].organisation == upload.organisation]
            if entry.row in rows and len(own) == 1 and not entry.rows:
                upload.decisions[str(entry.row)] = str(own[0])


def _numbers(texts: Iterable[str]) -> list[int]:
    return [number for text in texts if (number := whole_number(text, digits=7)) is not None]


def _page(request: HttpRequest, upload: PeopleUpload) -> HttpResponse:
    parsed = uploads.parsed_of(upload)
    found = _planned(request, upload, parsed)
    _, context = opened(request, upload.organisation, "personnel_import_preview", last=gettext(IMPORT), edit=True)
    findings = _findings(upload, parsed, found)
    errors = [one for one in findings if one.severity is Severity.ERROR]
    entries = found.plan.entries
    decided = [one for one in entries if one.candidates or one.rows]
    groups: dict[str, list[Any]] = {
        "findings": findings,
        "undecided": sorted(decided, key=lambda one: (one.step is not Step.UNDECIDED, one.row)),
        "changed": list(found.plan.of(Step.CHANGED)),
        "new": list(found.plan.of(Step.NEW)),
        "unchanged": list(found.plan.of(Step.UNCHANGED)),
        "out": [row for row in parsed.rows if row.row in upload.left_out],
    }
    asked = request.GET.get("show", "")
    show = asked if asked in groups else next((name for name, rows in groups.items() if rows), "new")
    page = page_of(request, len(groups[show]))
    part = groups[show][page.start : page.stop]
    here = reverse("personnel_import_preview", args=[upload.organisation, upload.token])
    context |= {
        "upload": upload,
        "step": 3,
        "show": show,
        "here": here,
        "page": page,
        "counts": {name: len(rows) for name, rows in groups.items()},
        "undecided": found.undecided,
        "errors": errors,
        "stamp": found.stamp,
        "shows": [
            {"label": gettext(SHOWS[name]), "href": f"{here}?show={name}", "current": name == show, "count": len(rows)}
            for name, rows in groups.items()
            if rows or name == show
        ],
        "rows": [_line(one, found) if isinstance(one, Entry) else one for one in part],
        "nothing": not groups["new"] and not groups["changed"],
    }
    return render(request, "personnel/import_preview.html", context)


def _line(entry: Entry, found: PlannedImport) -> dict[str, object]:
    """One row as the page shows it, with those that it may be."""
    return {
        "entry": entry,
        "facts": _facts(entry),
        "changes": [
            (gettext(FACT_NAMES[one.name]), said(one.name, one.before), said(one.name, one.after))
            for one in entry.changes
        ],
        "records": [found.records[pk] for pk in entry.candidates if pk in found.records],
        "open": entry.step is Step.UNDECIDED,
    }


def _facts(entry: Entry) -> list[tuple[str, str]]:
    """What the list says of somebody, and what it means them for; a birth in one piece."""
    found: list[tuple[str, str]] = []
    facts = dict(entry.facts)
    month, year = facts.pop("born_month", None), facts.pop("born_year", None)
    if year:
        found.append((gettext("Born"), f"{month}/{year}" if month else str(year)))
    meant = {name: value for name, value in (entry.meant or {}).items() if value}
    for name, value in (facts | meant).items():
        if name != "name":
            found.append((gettext(FACT_NAMES[name]), said(name, value)))
    return found


def said(name: str, value: object) -> str:
    """A fact as people read it."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return yes_no(value)
    if name in _TABLES:
        return words.say(_TABLES[name], str(value))
    if name in {"organs", "posts"}:
        return ", ".join(words.say(OFFICE_NAMES, one) for one in str(value).split())
    return day(value) if name.endswith("_on") else str(value)  # type: ignore[arg-type]


@require_POST
def apply(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """Read the list in as a whole, or say why not."""
    _, upload = in_work(request, pk, token)
    try:
        done = actions.import_people(
            actor=request.actor,
            organisation=pk,
            term=upload.term,
            parsed=uploads.parsed_of(upload),
            decisions=upload.by_row,
            left_out=upload.left_out,
            into_pool=upload.into_pool,
            file_sha256=upload.sha256,
            seen=request.POST.get("seen", ""),
        )
    except Refused as refused:
        _say_refused(request, refused)
        return redirect("personnel_import_preview", pk, token)
    uploads.discard(upload)
    text = gettext("The list was read in: {new} new, {changed} changed, {unchanged} unchanged.")
    messages.success(request, text.format(new=num(done.new), changed=num(done.changed), unchanged=num(done.unchanged)))
    return redirect("personnel_people", pk)


def _say_refused(request: HttpRequest, refused: Refused) -> None:
    """Why the list was not read in, for the next page. A message waits in the browser, so it names nobody: what is
    found in a row stands on that page."""
    rows = {one.place.row for one in refused.findings if one.place.row is not None}
    for finding in refused.findings:
        if finding.place.row is None:
            messages.error(request, finding.message.render(gettext))
    if rows:
        text = ngettext(
            "Nothing was read in: {count} row has to be decided on or put right.",
            "Nothing was read in: {count} rows have to be decided on or put right.",
            len(rows),
        )
        messages.error(request, text.format(count=num(len(rows))))


@require_safe
def problems(request: HttpRequest, pk: int, token: str) -> HttpResponse:
    """The findings as a sheet, to be worked off in the office program."""
    place, upload = in_work(request, pk, token)
    parsed = uploads.parsed_of(upload)
    found = _planned(request, upload, parsed)
    open_ones = [one for one in found.plan.findings if one.severity is Severity.QUESTION]
    return _problems(request, place, [*_findings(upload, parsed, found), *open_ones])


def _problems(request: HttpRequest, place: PersonnelPlace, findings: list[Finding]) -> HttpResponse:
    mark = taken(request, place, "personnel_import_problems", "xlsx")
    title = gettext("Problems")
    columns = [
        Column(gettext("Row"), 8, "int"),
        Column(gettext("Column"), 8),
        Column(gettext("Weight"), 14),
        Column(gettext("What to do"), 100),
    ]
    rows = [
        (one.place.row, one.place.column, gettext(SEVERITIES[one.severity]), one.message.render(gettext))
        for one in findings
    ]
    sheet = Sheet(title, columns, rows, first_rows(mark, place, title))
    return handed(marked(mark, [sheet]), XLSX, f"{title} - {place.name}", "xlsx")
