"""Loading a locality's own dates and targets over a rule pack."""

from django.utils import timezone

from daihoi.actions._gate import Done, action
from daihoi.core.access import Actor, Permission
from daihoi.core.indicators import CATALOGUE
from daihoi.core.messages import N_, refuse
from daihoi.core.rules import Overlay, parse_overlay
from daihoi.data.models import OverlayFile
from daihoi.queries.rules import overlaid, packs


@action("plan.overlay_loaded", Permission.PLAN_EDIT)
def load_overlay(*, actor: Actor, organisation: int, text: str, file_name: str) -> Done[Overlay]:
    """Check an overlay file against its pack and keep it at an organisation; raises PackError or Refused.

    Loading changes no congress: congresses are pinned when they are opened or re-pinned.
    """
    overlay = parse_overlay(text, file_name)
    pack = next((pack for pack in packs() if pack.id == overlay.over), None)
    if pack is None:
        raise refuse("unknown_pack", N_("{file}: there is no rule pack {pack}."), file=file_name, pack=overlay.over)
    overlaid(pack, overlay, file_name)
    for target in overlay.targets:
        if target.indicator not in CATALOGUE:
            raise refuse(
                "unknown_indicator",
                N_("{file}: target {target} names the indicator {indicator}, which is not in the catalogue."),
                file=file_name,
                target=target.id,
                indicator=target.indicator,
            )
    if OverlayFile.objects.filter(organisation_id=organisation, sha256=overlay.sha256).exists():
        raise refuse("overlay_there", N_("{file}: this overlay was loaded here before."), file=file_name)
    OverlayFile.objects.create(
        organisation_id=organisation,
        overlay_id=overlay.id,
        over=overlay.over,
        title=overlay.title,
        text=text,
        sha256=overlay.sha256,
        loaded_at=timezone.now(),
        loaded_by_name=actor.name,
    )
    return Done(overlay, overlay.id, {"overlay": overlay.id, "over": overlay.over, "sha256": overlay.sha256})
