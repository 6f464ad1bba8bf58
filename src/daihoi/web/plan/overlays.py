"""Loading a locality's own rules over a pack: read, shown with what it replaces, kept."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext

from daihoi.actions import plan as actions
from daihoi.core.access import Permission
from daihoi.core.messages import N_, Finding, Message, Refused, Severity
from daihoi.core.rules import Overlay, PackError, RulePack, parse_overlay
from daihoi.queries.rules import overlaid, overlays_for, packs
from daihoi.web.one_form import get_or_post
from daihoi.web.organisations.frame import as_finding, crumbs, present
from daihoi.web.plan.forms import OverlayForm
from daihoi.web.plan.show_rules import Row, rule_rows

MOST = 1024 * 1024


@get_or_post
def load(request: HttpRequest, pk: int) -> HttpResponse:
    """First the file, then what it says and replaces, then it is kept."""
    card = present(request, pk, Permission.PLAN_EDIT)
    form = OverlayForm(request.POST or None, request.FILES or None)
    findings: tuple[Finding, ...] = ()
    text, name = request.POST.get("text", ""), request.POST.get("file_name", "")[:200]
    overlay: Overlay | None = None
    if request.method == "POST":
        try:
            if text:
                actions.load_overlay(actor=request.actor, organisation=pk, text=text, file_name=name)
                messages.success(request, gettext("The overlay is loaded. It holds for congresses opened from now on."))
                return redirect("rules")
            if form.is_valid():
                text, name = _read(form.cleaned_data["file"]), form.cleaned_data["file"].name
                overlay = parse_overlay(text, name)
        except PackError as error:
            findings, overlay = (as_finding(error),), None
        except Refused as refused:
            findings = refused.findings
    title = gettext("Load own rules")
    pack = next((pack for pack in packs() if overlay and pack.id == overlay.over), None)
    rows, findings = _rows(overlay, pack, name, findings)
    context = {
        "card": card,
        "form": form,
        "findings": findings,
        "overlay": overlay if not findings else None,
        "rows": rows,
        "pack": pack,
        "text": text,
        "file_name": name,
        "loaded": overlays_for(actor=request.actor, path=card.path),
        "title": title,
        "cancel": reverse("organisation", args=[pk]),
        "crumbs": crumbs(request, card, request.today, last=title),
    }
    return render(request, "plan/overlay.html", context)


def _read(file: object) -> str:
    """The text of an uploaded file; Refused where it is too large or no text."""
    if file.size > MOST:
        raise Refused(Finding(Severity.ERROR, "too_large", Message(N_("The file is larger than 1 MB."))))
    try:
        return file.read().decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        text = N_("The file is not text in UTF-8; save it so and choose it again.")
        raise Refused(Finding(Severity.ERROR, "not_text", Message(text))) from None


def _rows(
    overlay: Overlay | None, pack: RulePack | None, name: str, findings: tuple[Finding, ...]
) -> tuple[list[Row], tuple[Finding, ...]]:
    """What the overlay says beside what it stands in place of."""
    if overlay is None:
        return [], findings
    if pack is None:
        text = N_("There is no rule pack {pack}; the overlay names it under “over”.")
        return [], (Finding(Severity.ERROR, "unknown_pack", Message(text, {"pack": overlay.over})),)
    try:
        merged = overlaid(pack, overlay, name)
    except PackError as error:
        return [], (as_finding(error),)
    mine = {(rule.key, rule.when) for rule in (*overlay.rules, *overlay.milestones)}
    return [row for row in rule_rows(merged) if (row.key, row.when_key) in mine], findings
