"""Entering, changing and withdrawing papers, with the tasks that they set."""

from collections.abc import Collection
from datetime import date

from django.utils import timezone

from daihoi.actions._files import Attached, keep
from daihoi.actions._gate import Done, action
from daihoi.actions.directives._checks import (
    linked,
    refuse_circle,
    refuse_later_day,
    refuse_nonsense,
    refuse_places,
    refuse_rules,
    tidy,
)
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.directives import Link, PaperFacts, PaperTask
from daihoi.core.messages import N_, refuse
from daihoi.core.scope import joined
from daihoi.core.text import fold, nfc
from daihoi.data.models import Directive, DirectiveLink, DirectivePlace, DirectiveTask, Uptake
from daihoi.queries import clock
from daihoi.queries.directives._rows import facts_of, read, token_of
from daihoi.queries.sharing import sharing


@action("directives.entered", Permission.DIRECTIVES_EDIT)
def enter(*, actor: Actor, organisation: int, term: str, facts: PaperFacts, file: Attached | None = None) -> Done[int]:
    """Enter a paper that an organisation issued (or, at the top, one of a level above); returns its id."""
    today = clock.today()
    _check(actor, organisation, term, facts, today)
    row = Directive(organisation_id=organisation, term=term, entered_on=today, made_by_name=actor.name)
    row.made_at = timezone.now()
    _fill(row, facts, file)
    _refuse_twice(row)
    row.save()
    _store(row, facts)
    return Done(row.pk, row.number, _detail(row))


@action("directives.changed", Permission.DIRECTIVES_EDIT)
def change(
    *,
    actor: Actor,
    organisation: int,
    directive: int,
    facts: PaperFacts,
    token: str,
    file: Attached | None = None,
    drop_file: bool = False,
    revise: bool = False,
    note: str = "",
) -> Done[int]:
    """Change a paper. `token`: from `queries.directives.entered`. `revise`: what changed matters, so that those to
    whom it applies take it in anew; `note` tells them what it is. Returns the revision."""
    today = clock.today()
    row = _paper(organisation, directive)
    before = facts_of(row)
    if token != token_of(row, before):
        text = N_("Somebody else changed this paper meanwhile. Open it again, and enter your change once more.")
        raise refuse("changed_meanwhile", text)
    _check(actor, organisation, row.term, facts, today, known=before)
    refuse_circle(row.pk, facts)
    if facts.issued_on != before.issued_on:
        refuse_later_day(row.pk, facts.issued_on)
    note = tidy(note, 300)
    if revise and not note:
        raise refuse("no_note", N_("Say what changed: those who take it in anew read this."))
    if not revise and any(task.id is None for task in facts.tasks) and _taken_in(row.pk):
        text = N_(
            "Tasks were added: those who took the paper in get them only when they take it in anew. Ask for that."
        )
        raise refuse("tasks_added", text)
    if revise:
        row.revision += 1
        row.revised_on, row.revision_note = today, note
    if drop_file and file is None:
        row.file, row.file_name = None, ""
    _fill(row, facts, file)
    _refuse_twice(row)
    row.save()
    _store(row, facts, hidden=_hidden(actor, before, today))
    changed = sorted(name for name, value in vars(facts).items() if getattr(before, name) != value)
    return Done(row.revision, row.number, {**_detail(row), "changed": changed, "note": note if revise else ""})


@action("directives.withdrawn", Permission.DIRECTIVES_EDIT)
def withdraw(*, actor: Actor, organisation: int, directive: int, on: date, note: str) -> Done[None]:
    """Withdraw a paper from a day on; it stays to be read, and asks nothing of anybody any more."""
    row = _paper(organisation, directive)
    note = tidy(note, 300)
    if not note:
        raise refuse("no_reason", N_("Say why the paper is withdrawn, with the number of the decision."))
    if not row.issued_on <= on <= clock.today():
        text = N_("A paper is withdrawn on a day between its own, {issued:%d/%m/%Y}, and today.")
        raise refuse("day_unlikely", text, issued=row.issued_on)
    row.withdrawn_on, row.withdrawn_note = on, note
    row.save(update_fields=["withdrawn_on", "withdrawn_note"])
    return Done(None, row.number, {**_detail(row), "on": on.isoformat(), "note": note})


def _paper(organisation: int, directive: int) -> Directive:
    """A paper of the organisation, locked; NotHere for another one's, a refusal for one that was withdrawn."""
    row = Directive.objects.select_for_update().filter(pk=directive, organisation_id=organisation).first()
    if row is None:
        raise NotHere
    if row.withdrawn_on is not None:
        raise refuse(
            "withdrawn", N_("{number} was withdrawn on {day:%d/%m/%Y}."), number=row.number, day=row.withdrawn_on
        )
    return row


def _check(
    actor: Actor, organisation: int, term: str, facts: PaperFacts, today: date, known: PaperFacts | None = None
) -> None:
    """Refuse what cannot be. What a paper had before stays as it was, even where the tree has changed since."""
    refuse_nonsense(facts, term, today)
    refuse_rules(facts, term)
    if known is None or (known.places, known.from_above) != (facts.places, facts.from_above):
        refuse_places(facts, organisation)
    linked(actor, organisation, facts, today)


def _taken_in(directive: int) -> bool:
    return Uptake.objects.filter(directive=directive, revision__gt=0).exists()


def _hidden(actor: Actor, before: PaperFacts, today: date) -> set[int]:
    """Papers that this one was linked to and that the actor cannot see: they did not take the link away."""
    others = {pk for linked in before.links.values() for pk in linked}
    who = sharing(actor=actor, today=today)
    return others - {row.id for row in read(Directive.objects.filter(pk__in=others)) if row.seen(who)}


def _refuse_twice(row: Directive) -> None:
    same = Directive.objects.filter(organisation=row.organisation_id, number=row.number, issued_on=row.issued_on)
    if same.exclude(pk=row.pk).exists():
        text = N_("{number} of {day:%d/%m/%Y} was entered here before. Change that one.")
        raise refuse("entered_before", text, number=row.number, day=row.issued_on)


def _fill(row: Directive, facts: PaperFacts, file: Attached | None) -> None:
    """Put the facts into the row; the row is not saved yet."""
    for name in ("issued_on", "from_above", "disseminate", "disseminate_by", "own_paper_by", "pack_id"):
        setattr(row, name, getattr(facts, name))
    row.paper, row.subject = facts.paper.value, facts.subject.value
    row.number, row.issuer, row.title = tidy(facts.number, 60), tidy(facts.issuer, 150), tidy(facts.title, 300)
    row.folded = fold(f"{row.number} {row.title} {row.issuer}")[:520]
    row.summary = nfc(facts.summary).strip()
    row.overlay_text = facts.overlay_text
    row.levels, row.units = joined(facts.scope.levels), joined(facts.scope.units)
    row.own_paper_levels = joined(facts.own_paper_levels)
    if file is not None:
        row.file, row.file_name = keep(file)


def _store(row: Directive, facts: PaperFacts, hidden: Collection[int] = ()) -> None:
    """Places, links and tasks as the facts say; links to `hidden` papers stay."""
    DirectivePlace.objects.filter(directive=row).exclude(organisation__in=facts.places).delete()
    there = set(DirectivePlace.objects.filter(directive=row).values_list("organisation_id", flat=True))
    DirectivePlace.objects.bulk_create(
        DirectivePlace(directive=row, organisation_id=pk) for pk in sorted(set(facts.places) - there)
    )
    for link, others in facts.links.items():
        _store_links(row, link, others, hidden)
    _store_tasks(row, facts.tasks)


def _store_links(row: Directive, link: Link, others: Collection[int], hidden: Collection[int]) -> None:
    DirectiveLink.objects.filter(directive=row, link=link.value).exclude(other__in=[*others, *hidden]).delete()
    there = set(DirectiveLink.objects.filter(directive=row, link=link.value).values_list("other_id", flat=True))
    DirectiveLink.objects.bulk_create(
        DirectiveLink(directive=row, other_id=pk, link=link.value) for pk in sorted(set(others) - there)
    )


def _store_tasks(row: Directive, tasks: Collection[PaperTask]) -> None:
    """Keep the tasks. One taken out is withdrawn where somebody has it in their plan, and deleted otherwise."""
    known = {task.pk: task for task in DirectiveTask.objects.filter(directive=row)}
    named = {task.id for task in tasks if task.id is not None}
    if named - {pk for pk, task in known.items() if not task.withdrawn}:
        raise NotHere  # a task of another paper
    gone = DirectiveTask.objects.filter(directive=row, withdrawn=False).exclude(pk__in=named)
    gone.filter(taken__isnull=True).delete()
    gone.update(withdrawn=True)
    position = max((task.position for task in known.values()), default=0)
    for task in tasks:
        kept = known[task.id] if task.id is not None else DirectiveTask(directive=row)
        if task.id is None:
            position += 1
            kept.position = position
        kept.title, kept.subject = tidy(task.title, 300), task.subject.value
        kept.levels, kept.due_on = joined(task.levels), task.due_on
        kept.evidence = tidy(task.evidence, 300)
        kept.save()


def _detail(row: Directive) -> dict[str, object]:
    return {
        "term": row.term,
        "directive": row.pk,
        "paper": row.paper,
        "number": row.number,
        "issued_on": row.issued_on.isoformat(),
        "revision": row.revision,
    }
