"""From released results to memberships: people confirm what is entered, nothing is by itself."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from daihoi.actions._gate import Done, action
from daihoi.actions.personnel._members import enter
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.messages import N_, refuse
from daihoi.queries import clock
from daihoi.queries.elections.afterwards import afterwards
from daihoi.queries.personnel import personnel_place


@action("personnel.member_kept", Permission.PERSONNEL_EDIT)
def enter_elected(
    *, actor: Actor, organisation: int, term: str, people: Mapping[str, int], from_on: date
) -> Done[list[int]]:
    """Enter those whom the congress elected in their bodies; the ids of the memberships.

    `people`: the key of each line that was confirmed (queries.elections.afterwards.Entering) → whose record it is. A
    name that is linked to a record is entered as that one. What is not released, or was entered in the meantime, is
    refused.
    """
    today = clock.today()
    place = personnel_place(actor=actor, organisation=organisation, term=term, today=today)
    view = afterwards(actor=actor, place=place, today=today)
    lines = {one.key: one for one in view.entering}
    if not set(people) <= set(lines):
        raise NotHere
    entered = []
    for key, person in people.items():
        line = lines[key]
        if line.there:
            text = N_("Somebody was entered from the results in the meantime. Look at what is there now.")
            raise refuse("changed_meanwhile", text)
        if line.person is not None and line.person != person:
            raise NotHere
        entered.append((person, replace(line.facts, from_on=from_on)))
    made = [row.pk for row in enter(organisation, term, entered)]
    return Done(made, "", {"term": term, "members": made, "elections": len(view.found.offices)})
