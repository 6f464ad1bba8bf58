"""Pilots and reviews: what was reviewed, what was not, each review, the list of kinds, and the papers."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import lessons as actions
from daihoi.core.access import NotHere, Permission
from daihoi.core.messages import N_, Finding
from daihoi.core.organisations import paths
from daihoi.core.organisations.kinds import Kind
from daihoi.core.subjects import Subject
from daihoi.office.tables import Column, Sheet, write_xlsx
from daihoi.queries import lessons as queries
from daihoi.queries import organisations
from daihoi.queries.lessons import KindName, ReviewView
from daihoi.queries.lessons.papers import review_paper, summary_paper
from daihoi.web.asked import asked, whole_number
from daihoi.web.downloads import WORD, XLSX, download
from daihoi.web.lessons.forms import KindForm, ReviewForm, ShortcomingForm
from daihoi.web.lessons.frame import base, heading, here, place_of, seen_of, with_places
from daihoi.web.one_form import act_or_say, get_or_post, one_form
from daihoi.web.organisations.frame import present
from daihoi.web.paging import page_of
from daihoi.web.templatetags.lesson_words import kind_said

TABS = (
    ("lessons", N_("Pilots and reviews")),
    ("lessons_published", N_("Lessons")),
    ("trainings", N_("Training")),
    ("lessons_comparison", N_("Comparison")),
)
EDIT = Permission.LESSONS_EDIT
LEAVES = frozenset({Kind.CELL, Kind.GRASSROOTS_CELL})  # nothing stands below them
MOST_MISSING = 100  # pilots without a review on one page; all of them stand in the xlsx
MORE = 3  # empty rows below those that are there


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Pilots that were held without a review first, then the reviews of the subtree."""
    title = gettext("Lessons and training")
    found = here(request, title)
    if isinstance(found, HttpResponse):
        return found
    view = queries.reviews(actor=request.actor, at=found.at)
    page = page_of(request, len(view.done))
    missing = view.without[:MOST_MISSING]
    rows = with_places(request, [*missing, *view.done[page.start : page.stop]], lambda line: line.organisation)
    context = base(request, found, TABS) | {
        "title": title,
        "view": view,
        "without": rows[: len(missing)],
        "more_without": len(view.without) - len(missing),
        "rows": rows[len(missing) :],
        "page": page,
        "may_edit": found.may(request, EDIT),
    }
    return render(request, "lessons/index.html", context)


@require_safe
def index_xlsx(request: HttpRequest) -> HttpResponse:
    """All reviews and missing reviews of the subtree as a sheet."""
    found = here(request, "")
    if isinstance(found, HttpResponse):
        raise NotHere
    view = queries.reviews(actor=request.actor, at=found.at)
    title = gettext("Reviews of congresses")
    columns = (
        Column(gettext("Organisation"), 44),
        Column(gettext("Under"), 36),
        Column(gettext("Pilot"), 8),
        Column(gettext("Held"), 13, "date"),
        Column(gettext("Reviewed on"), 13, "date"),
        Column(gettext("Shortcomings"), 13, "int"),
    )
    rows = [
        (
            place.name,
            place.under,
            "x" if one.pilot else "",
            one.held_on,
            one.reviewed_on,
            one.shortcomings if one.reviewed_on else None,
        )
        for one, place in with_places(request, [*view.without, *view.done], lambda line: line.organisation)
    ]
    data = write_xlsx([Sheet(title, columns, rows, heading(found, title))])
    return download(data, XLSX, f"{title} - {found.card.name}", "xlsx")


@require_safe
def summary_word(request: HttpRequest, pk: int) -> HttpResponse:
    """The report on all reviews of the pilots below an organisation."""
    from daihoi.office.papers.lessons import summary_report  # noqa: PLC0415 slow import

    data = summary_paper(actor=request.actor, at=place_of(request, pk, asked(request)))
    return download(summary_report(data), WORD, f"Báo cáo {data.about}", "docx")


@require_safe
def review(request: HttpRequest, pk: int) -> HttpResponse:
    """One review with what was changed in it."""
    view = queries.review(actor=request.actor, organisation=pk, term=asked(request).term)
    context = {
        "view": view,
        "crumbs": _crumbs(view),
        "may_edit": view.may_edit and view.held_on is not None,
        "publisher": _publisher(request, view) if view.id is not None and view.may_edit else None,
    }
    return render(request, "lessons/review.html", context)


def _publisher(request: HttpRequest, view: ReviewView) -> int | None:
    """The organisation that publishes a lesson from a review: the person's own topmost one, to all below it; None
    where nothing stands below."""
    homes = organisations.homes(actor=request.actor, permission=EDIT, today=request.today)
    over = [card for card in homes if paths.covers(card.path, view.path) and card.kind not in LEAVES]
    return over[0].id if over else None


@require_safe
def review_word(request: HttpRequest, pk: int) -> HttpResponse:
    """The report on one review."""
    from daihoi.office.papers.lessons import review_report  # noqa: PLC0415 slow import

    data = review_paper(actor=request.actor, organisation=pk, term=asked(request).term)
    return download(review_report(data), WORD, f"Báo cáo {data.about}", "docx")


def _crumbs(view: ReviewView, last: str = "") -> list[tuple[str, str]]:
    own = reverse("review", args=[view.organisation])
    found = [(gettext("Lessons and training"), f"{reverse('lessons')}?at={view.organisation}")]
    return [*found, (view.name, own if last else ""), *([(last, "")] if last else [])]


@get_or_post
def review_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Write or change a review, with as many rows of shortcomings as there are."""
    view = queries.review(actor=request.actor, organisation=pk, term=asked(request).term)
    if not view.may_edit:
        raise NotHere
    if view.held_on is None:
        return redirect("review", pk)
    kinds = queries.kinds(actor=request.actor, organisation=pk)
    more = request.POST.get("do") == "more"
    form = ReviewForm(None if more else request.POST or None, initial=_initial(request, view, more))
    rows = _rows(request, view, kinds, more)
    findings: tuple[Finding, ...] = ()
    valid = request.method == "POST" and not more and all([form.is_valid(), rows.is_valid()])
    if valid:
        data = form.cleaned_data
        text = actions.ReviewText(data["reviewed_on"], data["went_well"], data["to_change"], _shortcomings(rows))
        findings = act_or_say(
            request,
            lambda: actions.save_review(
                actor=request.actor, organisation=pk, term=view.term, review=text, seen=seen_of(data)
            ),
        )
        if not findings:
            return redirect("review", pk)
    title = gettext("Change the review") if view.id else gettext("Review the congress")
    context = {
        "view": view,
        "form": form,
        "rows": rows,
        "findings": findings,
        "title": title,
        "crumbs": _crumbs(view, title),
    }
    wrong = bool(findings) or (request.method == "POST" and not more and not valid)
    return render(request, "lessons/review_edit.html", context, status=400 if wrong else 200)


def _initial(request: HttpRequest, view: ReviewView, more: bool) -> dict[str, object]:
    if more:
        return {name: request.POST.get(name, "") for name in ("reviewed_on", "went_well", "to_change", "seen")}
    return {
        "reviewed_on": view.reviewed_on or request.today,
        "went_well": view.went_well,
        "to_change": view.to_change,
        "seen": view.stamp,
    }


def _rows(request: HttpRequest, view: ReviewView, kinds: list[KindName], more: bool) -> forms.BaseFormSet:
    known = {"kinds": kinds}
    made = forms.formset_factory(ShortcomingForm, extra=MORE, max_num=60, absolute_max=60)
    if request.method == "POST" and not more:
        return made(request.POST, form_kwargs=known, prefix="s")
    rows = [
        {"kind": one.kind.key, "subject": one.subject.value, "text": one.text, "change": one.change}
        for one in view.shortcomings
    ]
    if more:
        number = whole_number(request.POST.get("s-TOTAL_FORMS", ""), digits=3) or 0
        names = ShortcomingForm.base_fields
        rows = [{name: request.POST.get(f"s-{row}-{name}", "") for name in names} for row in range(min(number, 57))]
    return made(initial=rows, form_kwargs=known, prefix="s")


def _shortcomings(rows: forms.BaseFormSet) -> list[actions.ShortcomingText]:
    return [
        actions.ShortcomingText(
            data["kind"], data["text"], data["change"], Subject(data["subject"]) if data["subject"] else None
        )
        for data in (form.cleaned_data for form in rows.forms)
        if data.get("kind")
    ]


@get_or_post
def kinds(request: HttpRequest, pk: int) -> HttpResponse:
    """The list of kinds that an organisation and those below it use, and one's own added to it."""
    card = present(request, pk, EDIT)
    form = KindForm(request.POST or None)
    listed = queries.kinds(actor=request.actor, organisation=pk)
    here_ = reverse("lesson_kinds", args=[pk])
    return one_form(
        request,
        form,
        lambda data: actions.add_kind(
            actor=request.actor, organisation=pk, name=data["name"], subject=Subject(data["subject"])
        ),
        title=gettext("Kinds of shortcomings"),
        submit=gettext("Add the kind"),
        goal=here_,
        cancel=f"{reverse('lessons')}?at={pk}",
        crumbs=[(gettext("Lessons and training"), reverse("lessons")), (card.name, f"{reverse('lessons')}?at={pk}")],
        template="lessons/kinds.html",
        kinds=[(kind, kind_said(kind)) for kind in listed],
        lead=gettext("A kind that is added here can be chosen here and everywhere below."),
    )
