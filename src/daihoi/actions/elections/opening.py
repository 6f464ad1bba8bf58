"""Opening an election of a congress or of the first meeting after it, and withdrawing one that is not held."""

from datetime import date

from daihoi.actions._gate import Done, action
from daihoi.actions.elections._rows import election_of, last_round, refuse_errors
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.elections import BODIES, SINGLE_POSTS, Body, Post
from daihoi.core.elections.opening import check_opening
from daihoi.core.messages import N_, refuse
from daihoi.core.text import one_line
from daihoi.data.models import Congress, Election
from daihoi.queries import clock
from daihoi.queries.elections._rows import setting_of

PREPARE = Permission.ELECTIONS_PREPARE


@action("elections.opened", PREPARE)
def open_election(
    *, actor: Actor, organisation: int, term: str, post: Post, body: Body, title: str, opens_on: date | None = None
) -> Done[int]:
    """Open an election of a congress, or of the first meeting after it; returns its id.

    Raises Refused where the body does not elect the post, or the congress does not (C-002, C-003, E-108, E-113), and
    where an election of the same is open.
    """
    congress = Congress.objects.select_related("ruleset").filter(organisation_id=organisation, term=term).first()
    if congress is None:
        raise NotHere
    if body not in BODIES[post]:
        raise refuse("body_does_not_elect", N_("This body does not elect that."), rule="E-112")
    if Election.objects.filter(congress=congress, post=post.value, body=body.value, withdrawn="").exists():
        raise refuse("post_open", N_("An election of this is open already. Withdraw it first, or go on with it."))
    row = Election(
        congress=congress,
        post=post.value,
        body=body.value,
        title=one_line(title)[:200],
        seats=1 if post in SINGLE_POSTS else None,
        opens_on=opens_on or congress.planned_on,
        made_at=clock.now(),
        made_by_name=actor.name,
    )
    if not row.title:
        raise refuse("title_missing", N_("Say what is elected, as it will stand on the ballot."))
    refuse_errors(check_opening(setting_of(row), members=None, released=()))
    row.save()
    return Done(row.pk, row.title, {"election": row.pk, "post": post, "body": body, "term": term})


@action("elections.withdrawn", PREPARE)
def withdraw_election(*, actor: Actor, organisation: int, election: int, reason: str) -> Done[None]:
    """Say that an election is not held after all; only while no ballot round was opened. It stays as it is, unchanged
    from then on, and the same may be opened anew."""
    row = election_of(organisation, election)
    if last_round(row) is not None:
        raise refuse("round_begun", N_("A ballot round is open or held; the election can no longer be withdrawn."))
    row.withdrawn = one_line(reason)[:300]
    if not row.withdrawn:
        raise refuse("no_reason", N_("Say why the election is not held."))
    row.save(update_fields=["withdrawn"])
    return Done(None, row.title, {"election": election, "reason": row.withdrawn})
