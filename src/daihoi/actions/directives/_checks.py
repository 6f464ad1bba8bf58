"""What a paper cannot be, whatever it says."""

from datetime import date

from daihoi.core.access import Actor, NotHere
from daihoi.core.directives import PaperFacts, in_circle
from daihoi.core.messages import N_, Finding, Refused, Severity, refuse
from daihoi.core.organisations import paths
from daihoi.core.personnel.rulewords import refuse_unknown_words
from daihoi.core.rules import PackError, parse_overlay
from daihoi.core.text import nfc, one_line
from daihoi.data.models import Directive, DirectiveLink, Uptake, Version
from daihoi.data.models.organisations import FAR
from daihoi.queries.directives._rows import PaperRow, read
from daihoi.queries.directives._rules import rules_of_paper
from daihoi.queries.rules import retirement, terms
from daihoi.queries.sharing import sharing

_LENGTHS = {"number": 60, "issuer": 150, "title": 300}


def tidy(text: str, most: int) -> str:
    """One line as it is kept; refuses what is too long instead of cutting it off."""
    text = one_line(nfc(text))
    if len(text) > most:
        told = N_("“{text}…” is longer than {most} letters. Make it shorter.")
        raise refuse("too_long", told, text=text[:40], most=most)
    return text


def refuse_nonsense(facts: PaperFacts, term: str, today: date) -> None:
    """Refuse what no paper can be."""
    if term not in terms():
        raise refuse("unknown_term", N_("There are no rules for the term {term}."), term=term)
    for name in _LENGTHS:
        if not one_line(getattr(facts, name)):
            raise refuse("paper_bare", N_("Give the paper its number, its issuer and its title."))
    if facts.issued_on > today:
        text = N_("The day {day:%d/%m/%Y} is still to come; a paper is entered when it is issued.")
        raise refuse("in_the_future", text, day=facts.issued_on)
    for by in (facts.disseminate_by, facts.own_paper_by, *(task.due_on for task in facts.tasks)):
        if by is not None and by < facts.issued_on:
            text = N_("The day {day:%d/%m/%Y} lies before the paper itself, which is of {issued:%d/%m/%Y}.")
            raise refuse("due_before_paper", text, day=by, issued=facts.issued_on)
    if facts.disseminate_by and not facts.disseminate:
        raise refuse("not_to_disseminate", N_("A day is given for disseminating, but it is not to be disseminated."))
    if facts.own_paper_by and not facts.own_paper_levels:
        text = N_("A day is given for documents of their own; say which levels are to issue one.")
        raise refuse("nobody_to_answer", text)
    if any(not one_line(task.title) for task in facts.tasks):
        raise refuse("task_bare", N_("Say of each task what is to be done."))


def refuse_rules(facts: PaperFacts, term: str) -> None:
    """Refuse a rule pack or overlay that cannot be used."""
    if not facts.pack_id and not facts.overlay_text:
        return
    try:
        rules = rules_of_paper(facts.pack_id, facts.overlay_text)
        if facts.overlay_text:
            refuse_unknown_words(parse_overlay(facts.overlay_text, "overlay").rules, retirement(), "overlay")
    except PackError as error:
        raise Refused(Finding(Severity.ERROR, "pack", error.message)) from error
    if rules is None or rules.term != term:
        text = N_("The rules that come with it are not written for a rule pack of the term {term}.")
        raise refuse("unknown_pack", text, term=term)


def refuse_places(facts: PaperFacts, organisation: int) -> None:
    """Refuse a reach that is not below the organisation, and papers of levels above anywhere but at the top."""
    top = Version.objects.filter(organisation_id=organisation, valid_to=FAR).first()
    if top is None:
        raise refuse("ended", N_("This organisation is no more; its papers are entered where they belong now."))
    if facts.from_above and paths.depth(top.path) > 1:
        text = N_("Papers of levels outside this installation are entered at its topmost organisation.")
        raise refuse("not_at_the_top", text)
    low, high = paths.span(top.path)
    below = Version.objects.filter(valid_to=FAR, path__gt=top.path, path__gte=low, path__lt=high)
    if below.filter(organisation__in=facts.places).count() != len(set(facts.places)):
        raise refuse("not_below", N_("A paper applies within organisations below the one that issues it."))


def linked(actor: Actor, organisation: int, facts: PaperFacts, today: date) -> dict[int, PaperRow]:
    """The papers that one is linked to; NotHere where the actor may not see one of them."""
    wanted = {pk for others in facts.links.values() for pk in others}
    rows = {row.id: row for row in read(Directive.objects.filter(pk__in=wanted))} if wanted else {}
    who = sharing(actor=actor, today=today)
    if wanted - rows.keys() or not all(row.seen(who) for row in rows.values()):
        raise NotHere
    for row in rows.values():
        if row.issued_on > facts.issued_on:
            text = N_("{number} is of {day:%d/%m/%Y}, later than this paper: a paper rests on earlier ones.")
            raise refuse("later_paper", text, number=row.number, day=row.issued_on)
    for pk in (*facts.replaces, *facts.amends):
        if rows[pk].organisation != organisation:
            text = N_("{number} was entered elsewhere. A paper replaces or amends those of its own issuer.")
            raise refuse("others_paper", text, number=rows[pk].number)
    return rows


def refuse_circle(directive: int, facts: PaperFacts) -> None:
    """Refuse links by which a paper would rest on itself in the end."""
    if directive in {pk for others in facts.links.values() for pk in others}:
        raise refuse("circle", N_("A paper cannot rest on itself."))
    rests_on: dict[int, list[int]] = {}
    rows = DirectiveLink.objects.filter(link="based_on", directive__term=Directive.objects.get(pk=directive).term)
    for low, high in rows.values_list("directive_id", "other_id"):
        rests_on.setdefault(low, []).append(high)
    if in_circle(rests_on, directive, facts.based_on):
        raise refuse("circle", N_("A paper cannot rest on itself."))


def refuse_later_day(directive: int, issued_on: date) -> None:
    """Refuse a day of the paper after it was disseminated, or after a paper that rests on it."""
    told = Uptake.objects.filter(directive=directive, disseminated_on__lt=issued_on).exists()
    if told or DirectiveLink.objects.filter(other=directive, directive__issued_on__lt=issued_on).exists():
        text = N_("Before {day:%d/%m/%Y} this paper was disseminated already, or another one rested on it.")
        raise refuse("later_day", text, day=issued_on)
