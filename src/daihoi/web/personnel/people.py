"""People of an organisation: the list, one person, entering and changing them. No title or address holds a name."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from daihoi.actions import personnel as actions
from daihoi.core.messages import N_
from daihoi.core.personnel import ORGAN_NAMES, POST_NAMES, AgeState, Sex, Standing
from daihoi.core.personnel.dossiers import DossierRules
from daihoi.core.personnel.kinds import DEGREE_NAMES, SEX_NAMES, STANDING_NAMES, THEORY_NAMES
from daihoi.office.tables import Column, Sheet
from daihoi.queries import personnel as queries
from daihoi.queries.personnel import Band, PeopleView, PersonRow, Wanted
from daihoi.web import words
from daihoi.web.downloads import XLSX
from daihoi.web.one_form import get_or_post
from daihoi.web.paging import page_of
from daihoi.web.personnel.frame import handed, marked, opened, place_of, taken
from daihoi.web.personnel.people_forms import PersonForm, PoolForm, SeenForm
from daihoi.web.personnel.people_frame import first_rows, personnel_form, to_edit
from daihoi.web.templatetags.people_words import AGE_NAMES, BAND_NAMES, DOSSIER, OFFICE_NAMES, born

PEOPLE = N_("People and pool")


def wanted_of(query: QueryDict, text: str = "") -> Wanted:
    """What the filter of the list asks; what is none of its words asks nothing."""

    def one(name: str, known: Any) -> Any:
        code = query.get(name, "")
        return known(code) if code in set(known) else None

    office, lacking = query.get("office", ""), query.get("lacking", "")
    return Wanted(
        text=text.strip()[:100],
        standing=one("standing", Standing),
        sex=one("sex", Sex),
        band=one("band", Band),
        office=office if office == "none" or office in OFFICE_NAMES else "",
        lacking=lacking if lacking == "any" or lacking in DOSSIER else "",
        alike=query.get("alike", "") == "1",
        age=one("age", AgeState),
    )


def _filters(wanted: Wanted, rules: DossierRules) -> list[dict[str, object]]:
    """The selections of the filter: name, label, choices, what is chosen."""
    offices = [
        ("none", gettext("nothing yet")),
        *words.choices(ORGAN_NAMES),
        *((code, word) for code, word in words.choices(POST_NAMES)),
    ]
    lacking = [("any", gettext("anything")), *((item, words.say(DOSSIER, item)) for item in rules.items)]
    every: list[tuple[str, str, list[tuple[str, str]], object]] = [
        ("standing", gettext("Stands"), words.choices(STANDING_NAMES), wanted.standing),
        ("sex", gettext("Sex"), words.choices(SEX_NAMES), wanted.sex),
        ("band", gettext("Age"), words.choices(BAND_NAMES), wanted.band),
        ("office", gettext("Meant for"), offices, wanted.office),
        ("lacking", gettext("Dossier lacks"), lacking if rules.asks else [], wanted.lacking),
        ("age", gettext("By the age rule"), words.choices(AGE_NAMES), wanted.age),
        ("alike", gettext("Possible duplicates"), [("1", gettext("only these"))], "1" if wanted.alike else ""),
    ]
    return [
        {"name": name, "label": label, "choices": choices, "chosen": str(chosen or "")}
        for name, label, choices, chosen in every
        if choices
    ]


def _asked(request: HttpRequest) -> Wanted:
    """What the filter says. It is sent, so that no name typed into it stands in an address, which browsers and servers
    keep; a link to a part of the list names nobody."""
    if request.method == "POST":
        return wanted_of(request.POST, text=request.POST.get("q", ""))
    return wanted_of(request.GET)


@get_or_post
def listing(request: HttpRequest, pk: int) -> HttpResponse:
    """Everybody whom the organisation keeps, by name, with what has to be looked at."""
    place, context = opened(request, pk, "personnel_people", last=gettext(PEOPLE))
    wanted = _asked(request)
    view = queries.people(actor=request.actor, place=place, today=request.today, wanted=wanted)
    # What was sent is shown at once: there is no address for a second page of it.
    page = page_of(request, len(view.rows), *([max(len(view.rows), 1)] if request.method == "POST" else []))
    context |= {
        "view": view,
        "rows": view.rows[page.start : page.stop],
        "page": page,
        "wanted": wanted,
        "filters": _filters(wanted, view.dossier),
    }
    return render(request, "personnel/people.html", context)


@get_or_post
def listing_xlsx(request: HttpRequest, pk: int) -> HttpResponse:
    """The list as the filter shows it, whole."""
    place = place_of(request, pk)
    view = queries.people(actor=request.actor, place=place, today=request.today, wanted=_asked(request))
    mark = taken(request, place, "personnel_people_xlsx", "xlsx")
    title = gettext(PEOPLE)
    sheet = Sheet(title, _columns(), [_values(number, row, view) for number, row in enumerate(view.rows, 1)],
                  first_rows(mark, place, title))  # fmt: skip
    return handed(marked(mark, [sheet]), XLSX, f"{title} - {place.name}", "xlsx")


def _columns() -> list[Column]:
    return [
        Column(gettext("No."), 6, "int"),
        Column(gettext("Full name"), 28),
        Column(gettext("Sex"), 8),
        Column(gettext("Born"), 10),
        Column(gettext("Ethnicity"), 12),
        Column(gettext("Home place"), 28),
        Column(gettext("Probationary since"), 13, "date"),
        Column(gettext("Official member since"), 13, "date"),
        Column(gettext("Specialist qualification"), 16),
        Column(gettext("Political theory"), 16),
        Column(gettext("Present post and unit"), 36),
        Column(gettext("Stands"), 14),
        Column(gettext("Meant for"), 36),
        Column(gettext("Months left"), 10, "int"),
        Column(gettext("By the age rule"), 20),
        Column(gettext("Dossier lacks"), 44),
    ]


def _values(number: int, row: PersonRow, view: PeopleView) -> tuple[str | int | Any, ...]:
    offices = [words.say(OFFICE_NAMES, one) for one in (*row.organs, *row.posts)]
    return (
        number,
        row.name,
        words.say(SEX_NAMES, row.sex) if row.sex else "",
        born(row.born_year, row.born_month),
        row.ethnicity,
        row.home,
        row.probationary_on,
        row.official_on,
        words.say(DEGREE_NAMES, row.degree) if row.degree else "",
        words.say(THEORY_NAMES, row.theory) if row.theory else "",
        row.post,
        words.say(STANDING_NAMES, row.standing) if row.standing else "",
        "; ".join(offices),
        row.age.months,
        words.say(AGE_NAMES, row.age.state) if row.pooled else "",
        "; ".join(words.say(DOSSIER, item) for item in row.lacking),
    )


@require_safe
def page(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """One person with everything kept of them."""
    title = gettext("A person's record")
    place, context = opened(request, pk, "personnel_person", last=title, ids={"person": person})
    view = queries.person(actor=request.actor, place=place, pk=person, today=request.today)
    alike = queries.alike_to(actor=request.actor, place=place, today=request.today, person=person, name=view.row.name)
    context |= {"view": view, "alike": alike}
    return render(request, "personnel/person.html", context)


@get_or_post
def new(request: HttpRequest, pk: int) -> HttpResponse:
    title = gettext("Enter a person")
    _, context = to_edit(request, pk, "personnel_person_new", title)
    form = PersonForm(request.POST or None)
    return personnel_form(
        request,
        context,
        form,
        lambda _data: actions.keep_person(actor=request.actor, organisation=pk, facts=form.facts()),
        title=title,
        submit=gettext("Save"),
        goal=lambda made: reverse("personnel_person", args=[pk, made]),
        cancel=reverse("personnel_people", args=[pk]),
        template="personnel/person_form.html",
    )


@get_or_post
def edit(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    title = gettext("Change a person's record")
    place, context = to_edit(request, pk, "personnel_person_edit", title, {"person": person})
    view = queries.person(actor=request.actor, place=place, pk=person, today=request.today)
    form = PersonForm(request.POST or None, view=view)
    back = reverse("personnel_person", args=[pk, person])

    def act(data: dict[str, Any]) -> object:
        return actions.keep_person(
            actor=request.actor, organisation=pk, facts=form.facts(), person=person, seen=data["seen"]
        )

    return personnel_form(
        request, context, form, act, title=title, submit=gettext("Save"), goal=back, cancel=back,
        template="personnel/person_form.html",
    )  # fmt: skip


@get_or_post
def remove(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """Ask, then take a record out with its dossier."""
    title = gettext("Take a record out")
    place, context = to_edit(request, pk, "personnel_person_remove", title, {"person": person})
    view = queries.person(actor=request.actor, place=place, pk=person, today=request.today)
    form: forms.Form = SeenForm(request.POST or None, initial={"seen": view.version})

    def act(data: dict[str, Any]) -> object:
        return actions.remove_person(actor=request.actor, organisation=pk, person=person, seen=data["seen"])

    return personnel_form(
        request,
        context,
        form,
        act,
        title=title,
        submit=gettext("Take out"),
        goal=reverse("personnel_people", args=[pk]),
        cancel=reverse("personnel_person", args=[pk, person]),
        danger=True,
        view=view,
        text=gettext(
            "The record and its dossier with all files are taken out for good. Only for what was entered by mistake."
        ),
    )


@get_or_post
def pool(request: HttpRequest, pk: int, person: int) -> HttpResponse:
    """What the person is in the pool for, or that they are in it no more."""
    title = gettext("What the person is meant for")
    place, context = to_edit(request, pk, "personnel_pool", title, {"person": person})
    view = queries.person(actor=request.actor, place=place, pk=person, today=request.today)
    form = PoolForm(request.POST or None, initial=PoolForm.initial_of(view))
    back = reverse("personnel_person", args=[pk, person])

    def act(data: dict[str, Any]) -> object:
        meant = None if "out" in request.POST else form.meant()
        return actions.set_pool_place(
            actor=request.actor, organisation=pk, term=place.term, person=person, meant=meant, seen=data["seen"]
        )

    return personnel_form(
        request, context, form, act, title=title, submit=gettext("Save"), goal=back, cancel=back, view=view,
        out=view.row.pooled,
    )  # fmt: skip
