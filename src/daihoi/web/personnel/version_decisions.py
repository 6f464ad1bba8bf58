"""Deciding on a version: remarks, putting forward, returning, approving. Each on a page of its own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from daihoi.actions import personnel as actions
from daihoi.actions.personnel.versions import MOST_WORDS
from daihoi.core.access import NotHere
from daihoi.core.messages import Finding
from daihoi.core.personnel.approval import Act
from daihoi.core.personnel.kinds import VersionState
from daihoi.queries.personnel.versions import VersionView, version
from daihoi.web.fields import day_field, text_field
from daihoi.web.one_form import get_or_post, one_form
from daihoi.web.personnel.versions import decided_at, opened_version
from daihoi.web.words import pack_text


class RemarkForm(forms.Form):
    text = text_field(_("What was found"), required=True, most=MOST_WORDS)
    must = forms.BooleanField(
        label=_("Has to be put right before the scheme is put forward"), required=False, initial=True
    )


class ReturnForm(forms.Form):
    note = text_field(_("What has to be changed"), required=True, most=MOST_WORDS)
    number = forms.CharField(label=_("Number of the paper"), required=False, max_length=60)


class ApproveForm(forms.Form):
    number = forms.CharField(label=_("Number of the decision"), max_length=60)
    on_date = day_field(_("Day of the decision"))
    note = text_field(_("Note"), rows=2, most=MOST_WORDS)


class ForwardForm(forms.Form):
    """An answer in words to each open question, then number and note of the appraisal."""

    def __init__(self, *args: Any, questions: tuple[tuple[str, Finding], ...], **more: Any) -> None:
        super().__init__(*args, **more)
        for place, (_key, finding) in enumerate(questions):
            self.fields[f"answer_{place}"] = text_field(
                gettext("What was decided: {question}").format(question=finding.message.render(pack_text)),
                required=True,
                rows=2,
                most=MOST_WORDS,
            )
        self.fields["number"] = forms.CharField(
            label=_("Number of the appraisal report"), required=False, max_length=60
        )
        self.fields["on_date"] = day_field(_("Put forward on"), required=False, help_text=_("Today where it is empty."))
        self.fields["note"] = text_field(_("Note"), rows=2, most=MOST_WORDS)


def _page(
    request: HttpRequest,
    pk: int,
    number: int,
    page: str,
    title: str,
    act: Act,
    make: Callable[[VersionView], forms.Form],
    decide: Callable[[VersionView, dict[str, Any], dict[str, Any]], object],
    *,
    submit: str,
    done: str,
    danger: bool = False,
) -> HttpResponse:
    """A page with the form of one decision; NotHere for whoever may not decide so now."""
    place, context = opened_version(request, pk, number, page, title)
    view = version(place, number, actor=request.actor, today=request.today)
    if act not in view.may and act not in view.barred:
        raise NotHere
    back = reverse("personnel_version", args=[pk, number])
    seen = request.POST.get("seen", view.seen)
    shared = {"actor": request.actor, "organisation": decided_at(place), "version": view.row.id, "seen": seen}
    rest = {name: value for name, value in context.items() if name != "crumbs"}
    way = context["crumbs"]
    assert isinstance(way, list)
    return one_form(
        request,
        make(view),
        lambda data: decide(view, shared, data),
        title=title,
        submit=submit,
        goal=back,
        cancel=back,
        crumbs=way[:-1],
        template="personnel/version_form.html",
        done=done,
        fresh=lambda: make(view),
        danger=danger,
        seen=seen,
        now=view.seen,
        view=view,
        barred=view.barred.get(act),
        **rest,
    )


@get_or_post
def remark(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Enter what people found in the appraisal."""
    return _page(
        request, pk, number, "personnel_remark", gettext("Remark of the appraisal"), Act.FORWARD,
        lambda view: RemarkForm(request.POST or None),
        lambda view, shared, data: actions.remark(**shared, text=data["text"], must=data["must"]),
        submit=gettext("Enter the remark"),
        done=gettext("The remark is entered."),
    )  # fmt: skip


@get_or_post
def forward(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Put an appraised version forward, with an answer to each open question."""

    def make(view: VersionView) -> forms.Form:
        return ForwardForm(request.POST or None, questions=view.appraisal.questions if view.appraisal else ())

    def decide(view: VersionView, shared: dict[str, Any], data: dict[str, Any]) -> object:
        questions = view.appraisal.questions if view.appraisal else ()
        answers = {key: data[f"answer_{place}"] for place, (key, _finding) in enumerate(questions)}
        given = {name: data[name] for name in ("number", "on_date", "note")}
        return actions.forward(**shared, answers=answers, **given)

    return _page(
        request, pk, number, "personnel_forward", gettext("Put the scheme forward"), Act.FORWARD, make, decide,
        submit=gettext("Put forward to the standing committee"),
        done=gettext("The scheme is put forward."),
    )  # fmt: skip


@get_or_post
def send_back(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Return a version, with what has to be changed."""

    def decide(view: VersionView, shared: dict[str, Any], data: dict[str, Any]) -> object:
        act = actions.refuse_approval if view.row.state is VersionState.FORWARDED else actions.send_back
        return act(**shared, note=data["note"], number=data["number"])

    return _page(
        request, pk, number, "personnel_return", gettext("Return the scheme"), Act.RETURN,
        lambda view: ReturnForm(request.POST or None),
        decide,
        submit=gettext("Return the scheme"),
        done=gettext("The scheme is returned."),
        danger=True,
    )  # fmt: skip


@get_or_post
def approve(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Enter the approval of the standing committee."""
    return _page(
        request, pk, number, "personnel_approve", gettext("Approve the scheme"), Act.APPROVE,
        lambda view: ApproveForm(request.POST or None, initial={"on_date": request.today}),
        lambda view, shared, data: actions.approve(**shared, **data),
        submit=gettext("Enter the approval"),
        done=gettext("The scheme is approved."),
    )  # fmt: skip
