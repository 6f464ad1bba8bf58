"""Weekly reports: when they are made, making one, people's words in it, and signing it off."""

import json
from datetime import date

from daihoi.actions._gate import Done, action, system_action
from daihoi.core import reports as core
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.core.messages import N_, refuse
from daihoi.core.stamp import refuse_changed, stamp
from daihoi.core.text import nfc, one_line
from daihoi.data.models import ReportSchedule, Version, WeeklyReport
from daihoi.data.models.organisations import FAR
from daihoi.data.tree import last_version
from daihoi.queries import clock
from daihoi.queries.reports import compose, reader_of
from daihoi.queries.rules import terms

_LONGEST = 5000  # letters of people's words in one section


@action("reports.scheduled", Permission.REPORTS_EDIT)
def set_schedule(
    *, actor: Actor, organisation: int, term: str, weekday: int, hour: int, active: bool = True
) -> Done[None]:
    """Set on which weekday (0: Monday) and at which hour an organisation's report is made; or that none is."""
    if not 0 <= weekday <= 6 or not 0 <= hour <= 23:
        raise refuse("no_such_hour", N_("Give a weekday and an hour from 0 to 23."))
    _known(term)
    ReportSchedule.objects.update_or_create(
        organisation_id=organisation,
        defaults={
            "term": term,
            "weekday": weekday,
            "hour": hour,
            "active": active,
            "set_by_name": actor.name,
            "set_at": clock.now(),
        },
    )
    return Done(
        None, last_version(organisation).name, {"term": term, "weekday": weekday, "hour": hour, "active": active}
    )


@action("reports.made", Permission.REPORTS_EDIT)
def make_report(*, actor: Actor, organisation: int, term: str, week_to: date) -> Done[int]:
    """Make the report of the week that ends on a day, or make an unsigned one anew: figures as they are now, words as
    people wrote them. Returns its id."""
    _known(term)
    if week_to > clock.today():
        raise refuse("week_to_come", N_("That week is not over yet: choose a day up to today."))
    return _made(actor, organisation, term, week_to)


@system_action("reports.made")
def make_due_report(*, actor: Actor, organisation: int, term: str, week_to: date) -> tuple[int, Done[int]]:
    """Make a report that has come due, as the installation itself. One that was made meanwhile is left as it is."""
    path = Version.objects.filter(organisation_id=organisation, valid_to=FAR).values_list("path", flat=True).first()
    if path is None:
        raise NotHere
    if WeeklyReport.objects.filter(organisation_id=organisation, term=term, week_to=week_to).exists():
        raise refuse("report_there", N_("The report of that week was made already."))
    return organisation, _made(reader_of(path), organisation, term, week_to)


def _made(actor: Actor, organisation: int, term: str, week_to: date) -> Done[int]:
    row = WeeklyReport.objects.filter(organisation_id=organisation, term=term, week_to=week_to).first()
    if row is not None and row.signed_on is not None:
        raise refuse("report_signed", N_("The report of that week is signed; a signed report stays as it is."))
    row = row or WeeklyReport(organisation_id=organisation, term=term, week_to=week_to)
    content = compose(actor=actor, organisation=organisation, term=term, week_to=week_to)
    row.content = core.content_text(content)
    row.made_at, row.made_by_name = clock.now(), actor.name
    row.save()
    return Done(row.pk, last_version(organisation).name, {"term": term, "week_to": week_to})


@action("reports.worded", Permission.REPORTS_EDIT)
def word_report(
    *, actor: Actor, organisation: int, report: int, section: str, text: str, seen: str | None = None
) -> Done[None]:
    """Write people's own words on a section of an unsigned report; "" takes them out. `seen`: `core.stamp` of
    the words that the person began from, so that nobody's are written over unseen."""
    row = _unsigned(organisation, report)
    if section not in core.BY_KEY:
        raise NotHere
    text = nfc(text).strip()
    if len(text) > _LONGEST:
        raise refuse("words_long", N_("At most {most} letters a section; attach the rest as a paper."), most=_LONGEST)
    words = json.loads(row.words)
    refuse_changed(seen, stamp(words.get(section, "")))
    words[section] = text
    row.words = json.dumps({key: value for key, value in words.items() if value}, ensure_ascii=False)
    row.save(update_fields=["words"])
    return Done(
        None, last_version(organisation).name, {"week_to": row.week_to, "section": section, "letters": len(text)}
    )


@action("reports.signed", Permission.REPORTS_EDIT)
def sign_report(*, actor: Actor, organisation: int, report: int, signer: str) -> Done[None]:
    """Sign a report off: `signer` stands below the paper. From then on it stays as it is."""
    row = _unsigned(organisation, report)
    signer = one_line(nfc(signer))[:200]
    if not signer:
        raise refuse("no_signer", N_("Give the name that stands below the report."))
    row.signed_on, row.signed_by_name, row.signer = clock.today(), actor.name, signer
    row.save(update_fields=["signed_on", "signed_by_name", "signer"])
    return Done(None, last_version(organisation).name, {"week_to": row.week_to, "signer": signer})


def _unsigned(organisation: int, report: int) -> WeeklyReport:
    row = WeeklyReport.objects.filter(pk=report, organisation_id=organisation).first()
    if row is None:
        raise NotHere
    if row.signed_on is not None:
        raise refuse("report_signed", N_("The report of that week is signed; a signed report stays as it is."))
    return row


def _known(term: str) -> None:
    if term not in terms():
        raise NotHere
