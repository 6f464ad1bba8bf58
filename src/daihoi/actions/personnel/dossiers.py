"""Dossiers of people: their items with state, day and file; conclusions as done or not done, and nothing more.

No event tells which item or which conclusion it was: that there is one on complaints says something of a person.
"""

from datetime import date

from daihoi.actions._files import Attached, keep
from daihoi.actions._gate import Done, action
from daihoi.actions.personnel._checks import drop_unused, person_of
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.messages import N_, refuse
from daihoi.core.personnel.dossiers import CONCLUSIONS
from daihoi.core.personnel.facts import past_day, words
from daihoi.core.personnel.kinds import DossierState, Review
from daihoi.core.stamp import refuse_changed
from daihoi.data.models import DossierItem, PersonReview
from daihoi.queries import clock
from daihoi.queries.personnel._dossiers import item_stamp, review_stamp, rules_at

EDIT = Permission.PERSONNEL_EDIT


@action("personnel.dossier_kept", EDIT)
def keep_item(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    person: int,
    item: str,
    state: DossierState,
    on_date: date | None = None,
    note: str = "",
    file: Attached | None = None,
    drop_file: bool = False,
    seen: str | None = None,
) -> Done[None]:
    """Enter where one item of a dossier is. `on_date`: since when; `note`: what the paper lacks; `seen`: the stamp of
    what was shown. A conclusion on the person takes neither note nor file: what it says is not kept here."""
    row = person_of(organisation, person)
    if item not in rules_at(organisation, term, clock.today()).items:
        raise NotHere
    if state is not DossierState.MISSING and on_date is None:
        raise refuse("day_missing", N_("Say since when the item is so."))
    past_day(on_date, clock.today())
    if item in CONCLUSIONS and (file is not None or note.strip()):
        text = N_("What a conclusion on a person says is not kept here: only that it is there, and since when.")
        raise refuse("conclusion_not_kept", text)
    old = DossierItem.objects.filter(person=row, term=term, item=item).first()
    refuse_changed(seen, item_stamp(old))
    before = old.file_id if old is not None else None
    kept: dict[str, object] = {"state": state.value, "note": words(note, 300)}
    kept["on_date"] = None if state is DossierState.MISSING else on_date
    if file is not None:
        kept["file"], kept["file_name"] = keep(file)
    elif drop_file:
        kept["file"], kept["file_name"] = None, ""
    made, _ = DossierItem.objects.update_or_create(person=row, term=term, item=item, defaults=kept)
    if before != made.file_id:
        drop_unused(before)
    return Done(None, f"#{row.pk}", {"person": row.pk, "term": term})


@action("personnel.review_noted", EDIT)
def note_review(
    *,
    actor: Actor,
    organisation: int,
    term: str,
    person: int,
    review: Review,
    done_on: date | None,
    done_by: str = "",
    seen: str | None = None,
) -> Done[None]:
    """Note that a conclusion on a person was made, by which body and when; `done_on` None: not done."""
    row = person_of(organisation, person)
    old = PersonReview.objects.filter(person=row, term=term, review=review.value).first()
    refuse_changed(seen, review_stamp(old))
    detail = {"person": row.pk, "term": term}
    if done_on is None:
        PersonReview.objects.filter(person=row, term=term, review=review.value).delete()
        return Done(None, f"#{row.pk}", detail)
    body = words(done_by, 200)
    if not body:
        raise refuse("body_missing", N_("Say which body or office made the conclusion."))
    past_day(done_on, clock.today())
    values = {"done_by": body, "done_on": done_on}
    PersonReview.objects.update_or_create(person=row, term=term, review=review.value, defaults=values)
    return Done(None, f"#{row.pk}", detail)
