"""Training: the sessions of an organisation, each with who came, and entering that at once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_safe

from daihoi.actions import lessons as actions
from daihoi.core.access import NotHere
from daihoi.core.lessons.attendance import Attended, Expected, read_attendance
from daihoi.core.messages import Finding
from daihoi.core.subjects import Subject
from daihoi.office.tables import Column, Sheet, write_xlsx
from daihoi.queries import lessons as queries
from daihoi.queries import organisations
from daihoi.queries.indicators import Place
from daihoi.queries.lessons import TrainingView
from daihoi.web.asked import Asked, asked
from daihoi.web.downloads import XLSX, attached, download
from daihoi.web.fields import attached_of, levels_of
from daihoi.web.lessons.forms import AttendanceForm, HoldForm, PasteForm, ReasonForm, TotalForm, TrainingForm
from daihoi.web.lessons.frame import base, covering, here, place_of, seen_of, way, within
from daihoi.web.lessons.reviews import EDIT, TABS
from daihoi.web.one_form import act_or_say, get_or_post, one_form
from daihoi.web.organisations.frame import present
from daihoi.web.paging import page_of
from daihoi.web.templatetags.show import day

SIZE = 100  # organisations of one page of attendance


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Sessions, those that wait for somebody first."""
    title = gettext("Training")
    found = here(request, title)
    if isinstance(found, HttpResponse):
        return found
    view = queries.trainings(actor=request.actor, at=found.at, card=found.card)
    context = base(request, found, TABS) | {"title": title, "view": view, "may_edit": found.may(request, EDIT)}
    return render(request, "lessons/trainings.html", context)


@require_safe
def training(request: HttpRequest, pk: int) -> HttpResponse:
    """One session; for those who may see who came, by organisation, those who were not reached first."""
    view = queries.training(actor=request.actor, pk=pk)
    choice = asked(request)
    at = within(request, view.organisation, view.path, choice)
    context = {
        "view": view,
        "choice": choice,
        "crumbs": _crumbs(view),
        "came": _came(request, view, at) if at is not None else None,
        "today": request.today,
    }
    return render(request, "lessons/training.html", context)


def _came(request: HttpRequest, view: TrainingView, at: Place) -> dict[str, object]:
    found = queries.attendance(actor=request.actor, view=view, at=at)
    missing = [] if found.total or not found.counted else found.cover.missing
    return covering(request, at, view.path, found.cover, missing) | {"found": found}


@require_safe
def attendance_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """Expected and attended of every organisation for which the session is, as far as the person may look."""
    view = queries.training(actor=request.actor, pk=pk)
    choice = asked(request)
    at = within(request, view.organisation, view.path, choice)
    if at is None:
        raise NotHere
    found = queries.attendance(actor=request.actor, view=view, at=at)
    asked_of = [int(one) for one in (*found.cover.missing, *found.cover.those)]
    pks = [*asked_of, *(pk for pk in found.came if pk not in set(asked_of))]
    cards = organisations.cards(actor=request.actor, pks=pks, as_of=choice.as_of)
    columns = (
        Column(gettext("Code"), 14),
        Column(gettext("Organisation"), 44),
        Column(gettext("Expected"), 12, "int"),
        Column(gettext("Attended"), 12, "int"),
    )
    rows = []
    for one in pks:
        came = found.came.get(one)
        if one in cards:
            numbers = (came.expected, came.attended) if came else (None, None)
            rows.append((cards[one].code, cards[one].name, *numbers))
    told = gettext("Term {term}, as of {day}").format(term=view.term, day=day(choice.as_of))
    title = gettext("Attendance")
    data = write_xlsx([Sheet(title, columns, rows, (view.title, title, told))])
    return download(data, XLSX, f"{title} - {view.title}", "xlsx")


def _crumbs(view: TrainingView, last: str = "") -> list[tuple[str, str]]:
    return way((gettext("Training"), reverse("trainings")), (view.title, reverse("training", args=[view.id])), last)


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The material of a session, for whoever the session is for."""
    return attached(*queries.material(actor=request.actor, pk=pk))


@get_or_post
def new(request: HttpRequest, pk: int) -> HttpResponse:
    card = present(request, pk, EDIT)
    term = asked(request).term
    form = TrainingForm(
        request.POST or None,
        request.FILES or None,
        initial={"subject": Subject.TRAINING.value, "planned_on": request.today},
    )
    back = f"{reverse('trainings')}?at={pk}"
    return one_form(
        request,
        form,
        lambda data: actions.plan_training(actor=request.actor, organisation=pk, term=term, session=_session(data)),
        title=gettext("Plan a training session"),
        submit=gettext("Save"),
        goal=lambda made: reverse("training", args=[made]),
        cancel=back,
        crumbs=[(gettext("Training"), reverse("trainings")), (card.name, back)],
    )


def _session(data: dict[str, object]) -> actions.Session:
    return actions.Session(
        title=str(data["title"]),
        planned_on=data["planned_on"],  # type: ignore[arg-type]
        subject=Subject(str(data["subject"])),
        levels=levels_of(data["levels"]),  # type: ignore[arg-type]
        form=str(data["form"]),
        file=attached_of(data["file"]),
    )


def _of_mine(request: HttpRequest, pk: int) -> TrainingView:
    view = queries.training(actor=request.actor, pk=pk)
    if not view.may_change or view.dropped_on is not None:
        raise NotHere
    return view


@get_or_post
def change(request: HttpRequest, pk: int) -> HttpResponse:
    view = _of_mine(request, pk)
    initial = {
        "title": view.title,
        "subject": view.subject.value,
        "planned_on": view.planned_on,
        "levels": [level.value for level in view.levels],
        "form": view.form,
        "seen": view.stamp,
    }
    form = TrainingForm(request.POST or None, request.FILES or None, initial=initial)
    title = gettext("Change the session")
    return _form(
        request,
        view,
        form,
        lambda data: actions.change_training(
            actor=request.actor, organisation=view.organisation, pk=pk, session=_session(data), seen=seen_of(data)
        ),
        title,
    )


@get_or_post
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    view = _of_mine(request, pk)
    initial = {"held_on": view.held_on or min(view.planned_on, request.today), "form": view.form, "seen": view.stamp}
    form = HoldForm(request.POST or None, request.FILES or None, initial=initial)
    title = gettext("The session was held")
    return _form(
        request,
        view,
        form,
        lambda data: actions.hold_training(
            actor=request.actor,
            organisation=view.organisation,
            pk=pk,
            held_on=data["held_on"],
            form=data["form"],
            file=attached_of(data["file"]),
            seen=seen_of(data),
        ),
        title,
    )


@get_or_post
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    view = _of_mine(request, pk)
    title = gettext("Drop the session")
    return _form(
        request,
        view,
        ReasonForm(request.POST or None),
        lambda data: actions.drop_training(
            actor=request.actor, organisation=view.organisation, pk=pk, reason=data["reason"]
        ),
        title,
        danger=True,
    )


@get_or_post
def total(request: HttpRequest, pk: int) -> HttpResponse:
    """Who came, as one total of the holder."""
    view = _of_mine(request, pk)
    at = place_of(request, view.organisation, asked(request))
    now = queries.attendance(actor=request.actor, view=view, at=at).total
    initial = {"expected": now.expected, "attended": now.attended} if now else {}
    title = gettext("Attendance as one total")
    return _form(
        request,
        view,
        TotalForm(request.POST or None, initial=initial),
        lambda data: actions.enter_total(
            actor=request.actor,
            organisation=view.organisation,
            pk=pk,
            expected=data["expected"],
            attended=data["attended"],
        ),
        title,
        lead=gettext(
            "Only where those who came cannot be told apart by organisation. Both empty: the total is taken out."
        ),
    )


def _form(request: HttpRequest, view: TrainingView, form, act, title: str, **more: object) -> HttpResponse:
    """One of the forms of a session, which leads back to it."""
    here_ = reverse("training", args=[view.id])
    return one_form(
        request,
        form,
        act,
        title=title,
        submit=title if more.get("danger") else gettext("Save"),
        goal=here_,
        cancel=here_,
        crumbs=_crumbs(view, title)[:-1],
        **({"lead": view.title} | more),
    )


@get_or_post
def attendance(request: HttpRequest, pk: int, organisation: int) -> HttpResponse:
    """A table with one row for each organisation for which the session is, and a place to paste a column."""
    view = queries.training(actor=request.actor, pk=pk)
    choice = asked(request)
    at = place_of(request, organisation, choice)
    pks = queries.entry(actor=request.actor, view=view, at=at)
    found = queries.attendance(actor=request.actor, view=view, at=at)
    page = page_of(request, len(pks), SIZE)
    known = {one: (came.expected, came.attended) for one, came in found.came.items()}
    pasted = PasteForm(request.POST if request.POST.get("do") == "paste" else None)
    listed = _listed(request, pks if pasted.is_bound else pks[page.start : page.stop], known, choice)
    form = AttendanceForm(
        request.POST if request.method == "POST" and not pasted.is_bound else None,
        listed=listed[page.start : page.stop] if pasted.is_bound else listed,
        known=known,
    )
    findings = _entered(request, view, organisation, form, pasted, listed, known)
    here_ = reverse("training_attendance", args=[pk, organisation])
    if request.method == "POST" and not findings and not (form.is_bound and form.errors):
        further = page.next and not pasted.is_bound
        return redirect(f"{here_}?page={page.next}" if further else reverse("training", args=[pk]))
    title = gettext("Who came")
    context = {
        "view": view,
        "form": form,
        "pasted": pasted,
        "findings": findings,
        "page": page,
        "title": title,
        "total": found.total,
        "choice": choice,
        "name": organisations.last_card(actor=request.actor, pk=organisation).name,
        "crumbs": _crumbs(view, title),
    }
    return render(request, "lessons/attendance.html", context, status=400 if request.method == "POST" else 200)


def _listed(
    request: HttpRequest, pks: list[int], known: dict[int, tuple[int | None, int | None]], choice: Asked
) -> list[Expected]:
    cards = organisations.cards(actor=request.actor, pks=pks, as_of=choice.as_of)
    return [Expected(pk, cards[pk].code, cards[pk].name, known.get(pk, (None, None))[0]) for pk in pks if pk in cards]


def _entered(
    request: HttpRequest,
    view: TrainingView,
    organisation: int,
    form: AttendanceForm,
    pasted: PasteForm,
    listed: list[Expected],
    known: dict[int, tuple[int | None, int | None]],
) -> tuple[Finding, ...]:
    """Enter what was typed or pasted; what keeps it from being entered."""
    if request.method != "POST":
        return ()
    if pasted.is_bound:
        rows, faults = read_attendance(pasted.data.get("pasted", "")[:200_000], listed)
        seen = None
        if faults:
            return tuple(faults)
    elif form.is_valid():
        rows, seen = _typed(form, known), form.was()
        if form.errors:
            return ()
    else:
        return ()
    return act_or_say(
        request,
        lambda: actions.enter_attendance(
            actor=request.actor, organisation=organisation, pk=view.id, rows=rows, seen=seen
        ),
        done=ngettext("%(rows)s row saved.", "%(rows)s rows saved.", len(rows)) % {"rows": len(rows)},
    )


def _typed(form: AttendanceForm, known: dict[int, tuple[int | None, int | None]]) -> list[Attended]:
    rows = []
    for one in form.listed:
        expected, attended = (form.cleaned_data.get(f"{key}_{one.organisation}") for key in "ea")
        if expected is None and (attended is not None or one.organisation in known):
            form.add_error(f"e_{one.organisation}", gettext("Say how many were expected."))
        elif expected is not None:
            rows.append(Attended(one.organisation, expected, attended))
    return rows
