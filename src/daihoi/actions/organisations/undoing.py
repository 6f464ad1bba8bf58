"""Undoing a change of the tree, or a whole imported list, while nothing hangs on it."""

import json
from typing import Any

from django.db.models import ProtectedError, Q
from django.utils import timezone

from daihoi.actions._gate import Done, action
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.messages import N_, refuse
from daihoi.data import tree
from daihoi.data.models import (
    Change,
    Congress,
    Grant,
    MemberCount,
    Organisation,
    PilotQuota,
    Succession,
    Version,
)
from daihoi.data.models.organisations import FAR


@action("organisations.undone", Permission.ORGANISATIONS_EDIT)
def undo(*, actor: Actor, organisation: int, change: int) -> Done[None]:
    """Undo the change with this id that was made at `organisation`: every row becomes what it was before."""
    made = Change.objects.filter(pk=change, at_organisation=organisation).first()
    if made is None:
        raise NotHere
    if made.undone_at is not None:
        raise refuse("already_undone", N_("This change was undone before."))
    _refuse_if_something_hangs_on(made)
    Succession.objects.filter(change=made).delete()
    MemberCount.objects.filter(change=made).delete()
    # What moved with its parent may have had its own end before it: that end stays.
    ends = list(Version.objects.filter(opened_by=made).exclude(valid_to=FAR).order_by("valid_from"))
    Version.objects.filter(opened_by=made).delete()
    Version.objects.filter(closed_by=made).update(valid_to=FAR, closed_by=None)
    for row in ends:
        Version.objects.filter(organisation_id=row.organisation_id, valid_to=FAR).update(
            valid_to=row.valid_to, closed_by=row.closed_by
        )
    for facts in reversed(json.loads(made.replaced)):
        _put_back(made, facts)
    _delete_founded(made)
    tree.rederive()
    made.undone_at = timezone.now()
    made.save(update_fields=["undone_at"])
    return Done(None, str(made.pk), {"change": made.pk, "kind": made.kind, "on": made.on_date, "by": actor.name})


def _delete_founded(made: Change) -> None:
    """Delete what the change founded; refused where anything of any subject stands there since."""
    for organisation in Organisation.objects.filter(founded_by=made):
        try:
            organisation.delete()
        except ProtectedError as error:
            text = N_("There is work at “{name}” since (papers, tasks, difficulties …); the change cannot be undone.")
            raise refuse("hangs_on_it", text, name=organisation.code) from error


def _put_back(made: Change, facts: dict[str, Any]) -> None:
    """What a change replaced in place: a code, the members of its very day, or a version's facts."""
    if "code" in facts:
        Organisation.objects.filter(pk=facts["organisation"]).update(code=facts["code"])
    elif "counted" in facts:
        given = MemberCount.objects.filter(organisation_id=facts["counted"], on_date=made.on_date)
        given.update(official=facts["official"], probationary=facts["probationary"])
    else:
        version = Version.objects.filter(pk=facts.pop("version")).first()
        if version is not None:  # None: the change had opened it itself, and it is gone already
            tree.restore(version, tree.Facts(**facts), version.path)


def _refuse_if_something_hangs_on(made: Change) -> None:
    touched = Version.objects.filter(Q(opened_by=made) | Q(closed_by=made)).values("organisation_id")
    later = Version.objects.filter(
        Q(opened_by__pk__gt=made.pk) | Q(closed_by__pk__gt=made.pk), organisation_id__in=touched
    ).first()
    if later is not None:
        raise _hangs(N_("“{name}” was changed again since; undo that change first."), later.name)
    founded = Organisation.objects.filter(founded_by=made)
    guest = Version.objects.filter(parent__in=founded).exclude(opened_by=made).first()
    if guest is not None:
        raise _hangs(N_("“{name}” now stands under an organisation of this change; move it first."), guest.name)
    for rows, why in (
        (
            Congress.objects.filter(organisation__in=founded),
            N_("“{name}” has a congress; the change cannot be undone."),
        ),
        (
            Grant.objects.filter(organisation__in=founded),
            N_("Somebody has a role at “{name}”; end that grant first."),
        ),
        (
            PilotQuota.objects.filter(organisation__in=founded),
            N_("“{name}” was asked for pilots; the change cannot be undone."),
        ),
        (
            MemberCount.objects.filter(organisation__in=founded).exclude(change=made),
            N_("“{name}” has reported members since; the change cannot be undone."),
        ),
    ):
        first = rows.values_list("organisation__versions__name", flat=True).first()
        if first is not None:
            raise _hangs(why, first)


def _hangs(why: str, name: str) -> Exception:
    return refuse("hangs_on_it", why, name=name)
