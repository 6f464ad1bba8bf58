"""The audit log: a closed catalogue of events, and a chain of hashes in which no row can be changed unnoticed.

Each event's hash covers its own fields and the hash before it. The head (number and hash of the last event) is
kept apart, so a missing last row is found too; a head noted on paper proves all that stands before it.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from daihoi.core.messages import N_, Message

# Every event that can be written, with its one sentence. Nothing else is ever logged.
EVENTS: dict[str, str] = {
    "system.set_up": N_("The installation was set up with its root organisation."),
    "access.signed_in": N_("A person signed in."),
    "access.sign_in_failed": N_("A sign-in failed."),
    "access.signed_out": N_("A person signed out."),
    "access.password_changed": N_("A person changed their password."),
    "access.second_factor_changed": N_("A person added or removed a second factor."),
    "access.first_keeper": N_("The first system keeper was made by a command on the machine."),
    "access.account_made": N_("An account was made."),
    "access.account_changed": N_("An account was renamed, closed or opened again."),
    "access.password_reset": N_("A keeper set a new first password for an account."),
    "access.granted": N_("A role was granted at an organisation."),
    "access.grant_ended": N_("A grant was ended."),
    "organisations.founded": N_("An organisation was founded."),
    "organisations.changed": N_("An organisation's name, code, kind or unit was changed."),
    "organisations.moved": N_("An organisation was moved under another."),
    "organisations.merged": N_("Organisations were merged."),
    "organisations.split": N_("An organisation was split."),
    "organisations.ended": N_("An organisation was ended."),
    "organisations.imported": N_("A list of organisations was imported."),
    "organisations.undone": N_("A change of organisations was undone."),
    "organisations.members_reported": N_("Member figures were reported."),
    "plan.opened": N_("Congresses were opened for a term."),
    "plan.repinned": N_("Congresses not yet held were put under other rules."),
    "plan.changed": N_("A congress's plan was changed."),
    "plan.marked": N_("A milestone was marked."),
    "plan.unmarked": N_("A milestone's mark was taken back."),
    "plan.list_entered": N_("Plans and milestones of several congresses were entered from one list."),
    "plan.reported": N_("An organisation answered the questions on its congress."),
    "plan.pilots_allocated": N_("Pilots were allocated."),
    "plan.pilot_chosen": N_("A pilot was chosen."),
    "plan.pilot_dropped": N_("A pilot was dropped."),
    "plan.overlay_loaded": N_("A local overlay of rules was loaded."),
    "plan.window_decided": N_("The days of congresses below were set or moved by a decision."),
    "plan.window_withdrawn": N_("A decision on the days of congresses was withdrawn."),
    "directives.entered": N_("A directive, guidance or other paper was entered."),
    "directives.changed": N_("A paper was changed."),
    "directives.withdrawn": N_("A paper was withdrawn."),
    "directives.taken_in": N_("A paper was taken in, with its tasks."),
    "directives.disseminated": N_("A paper was disseminated."),
    "bodies.formed": N_("A body was formed."),
    "bodies.changed": N_("A body, its members or its organisations were changed."),
    "bodies.ended": N_("A body ended its work."),
    "tasks.set": N_("A task of a plan was set or changed."),
    "tasks.done": N_("A task was reported done, or open again."),
    "tasks.dropped": N_("A task was dropped."),
    "tasks.plan_issued": N_("A plan was issued, in its first or a new version."),
    "supervision.checklist_kept": N_("A checklist was made or changed."),
    "supervision.visit_planned": N_("A visit was planned or changed."),
    "supervision.visit_dropped": N_("A visit was dropped."),
    "supervision.answered": N_("Points of a checklist were answered."),
    "supervision.chosen": N_("One of two answers to a point was chosen."),
    "supervision.found": N_("A finding of a visit was entered or struck."),
    "supervision.file_added": N_("A file was added to a visit."),
    "supervision.held": N_("A visit was held."),
    "supervision.concluded": N_("A visit was concluded, with tasks."),
    "difficulties.raised": N_("A difficulty was raised."),
    "difficulties.passed_up": N_("A difficulty was passed up."),
    "difficulties.answered": N_("A difficulty was answered."),
    "difficulties.joined": N_("Difficulties were joined, or parted again."),
    "difficulties.reopened": N_("A difficulty was opened again."),
    "difficulties.taken_back": N_("A difficulty was taken back."),
    "difficulties.published": N_("A question and its answer were published."),
    "difficulties.withdrawn": N_("A published answer was withdrawn."),
    "difficulties.answerer_set": N_("Who answers for a subject was set."),
    "briefings.planned": N_("A briefing was planned or changed."),
    "briefings.dropped": N_("A briefing was dropped."),
    "briefings.minuted": N_("Minutes of a briefing were entered."),
    "lessons.reviewed": N_("A congress was reviewed."),
    "lessons.kind_added": N_("A kind of shortcoming was added."),
    "lessons.published": N_("A lesson was published or changed."),
    "lessons.withdrawn": N_("A lesson was withdrawn."),
    "lessons.read": N_("A lesson was read."),
    "lessons.training_planned": N_("A training session was planned or changed."),
    "lessons.training_held": N_("A training session was held; who came was entered."),
    "lessons.training_dropped": N_("A training session was dropped."),
    "outreach.counted": N_("Communication was counted."),
    "outreach.opinion_entered": N_("A summary of public opinion was entered."),
    "spending.norm_set": N_("A norm of spending was set or ended."),
    "spending.line_set": N_("A line of spending was planned or settled."),
    "personnel.opened": N_("Personnel records were read."),
    "personnel.taken": N_("A personnel paper or table was taken out."),
    "personnel.person_kept": N_("A person's record was entered or changed."),
    "personnel.person_removed": N_("A person's record was taken out."),
    "personnel.imported": N_("A list of people was imported."),
    "personnel.taken_over": N_("Personnel work of organisations was taken over as it stood elsewhere."),
    "personnel.duplicate_decided": N_("Two records were decided to be one person, or two."),
    "personnel.pool_set": N_("What a person is in the succession pool for was set."),
    "personnel.dossier_kept": N_("An item of a dossier was entered or changed."),
    "personnel.review_noted": N_("A conclusion on a person was noted as done or not done."),
    "personnel.scheme_begun": N_("A personnel scheme was begun."),
    "personnel.scheme_set": N_("Numbers, posts or secrecy of a personnel scheme were set."),
    "personnel.variant_kept": N_("A variant of a personnel scheme was made, renamed or dropped."),
    "personnel.list_kept": N_("The list of a variant was changed."),
    "personnel.variant_chosen": N_("A variant was chosen for the process."),
    "personnel.step_opened": N_("A step of the personnel process was opened."),
    "personnel.step_kept": N_("Attendance or votes of a step were entered."),
    "personnel.step_closed": N_("A step of the personnel process was closed."),
    "personnel.step_reopened": N_("The last closed step of the process was opened again."),
    "personnel.step_set_aside": N_("A step that the rules know no more was set aside."),
    "personnel.left": N_("Somebody dropped out of the process by withdrawal or decision."),
    "personnel.leave_undone": N_("A withdrawal or decision was taken out of the process again."),
    "personnel.submitted": N_("A version of a personnel scheme was submitted."),
    "personnel.remarked": N_("A remark of the appraisal was entered or struck."),
    "personnel.forwarded": N_("A submitted scheme was appraised and put forward."),
    "personnel.returned": N_("A submitted scheme was returned."),
    "personnel.approved": N_("A personnel scheme was approved."),
    "personnel.member_kept": N_("A membership of a body was entered or changed."),
    "personnel.member_left": N_("A member left a body."),
    "personnel.departure_kept": N_("What becomes of a member who does not stand again was entered."),
    "personnel.offices_merged": N_("Offices of Party and state that work as one were entered or ended."),
    "elections.opened": N_("An election was opened."),
    "elections.withdrawn": N_("An election was withdrawn: it is not held."),
    "elections.facts_set": N_("Number, summoned or attending of an election were set."),
    "elections.exclusions_set": N_("The list of exclusions from the base was set."),
    "elections.nominated": N_("Somebody was put forward in an election."),
    "elections.nominee_changed": N_("What is known of a nominee was changed."),
    "elections.nominee_dropped": N_("A nominee entered by mistake was taken out."),
    "elections.withdrawal_decided": N_("A withdrawal was decided on."),
    "elections.support_entered": N_("The result of a straw ballot was entered."),
    "elections.step_recorded": N_("A step of an election was recorded."),
    "elections.list_adopted": N_("The list of an election was adopted."),
    "elections.scheme_taken": N_("The approved list of a personnel scheme was taken into an election."),
    "elections.list_reopened": N_("An adopted list was opened again before the vote."),
    "elections.committee_set": N_("The counting committee was entered."),
    "elections.round_opened": N_("A ballot round was opened."),
    "elections.sheet_made": N_("The sheet of a ballot was laid out for printing."),
    "elections.box_sealed": N_("The ballot box was checked and sealed."),
    "elections.present_set": N_("The number of those present when voting was entered."),
    "elections.stock_entered": N_("Ballots were handed over, issued, replaced, left or collected."),
    "elections.ballot_keyed": N_("A ballot was keyed."),
    "elections.ballot_removed": N_("A ballot keyed beyond those collected was taken out."),
    "elections.count_done": N_("A count was finished."),
    "elections.ballot_settled": N_("A ballot was settled with the paper in hand."),
    "elections.decided": N_("A question of an election was decided."),
    "elections.round_annulled": N_("A ballot round was annulled."),
    "elections.released": N_("The result of a ballot round was released."),
    "reports.scheduled": N_("When the weekly report is made was set."),
    "reports.made": N_("A weekly report was made."),
    "reports.worded": N_("Words were added to a weekly report."),
    "reports.signed": N_("A weekly report was signed."),
}

GENESIS = "0" * 64


@dataclass(frozen=True)
class Entry:
    """One event as it is hashed. `organisation` and `path` say where; `subject` what; `detail` is flat JSON."""

    chain: str
    seq: int
    at: datetime
    event: str
    actor_id: int | None
    actor_name: str
    organisation: int | None
    path: str
    subject: str
    detail: str
    previous: str


def detail_text(detail: Mapping[str, object]) -> str:
    """The one way in which details are written, so that the same facts have the same hash everywhere."""
    return json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)


def entry_hash(entry: Entry) -> str:
    """SHA-256 over the fields of an entry, the time in UTC to the microsecond."""
    fields = [
        entry.chain,
        entry.seq,
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.event,
        entry.actor_id,
        entry.actor_name,
        entry.organisation,
        entry.path,
        entry.subject,
        entry.detail,
        entry.previous,
    ]
    return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()


def verify(entries: Iterable[tuple[Entry, str]], *, head_seq: int, head_hash: str) -> list[Message]:
    """Check one chain, entries in order with their stored hashes; [] when nothing is changed or missing."""
    breaks: list[Message] = []
    expected, previous = 1, GENESIS
    for entry, stored in entries:
        where = {"chain": entry.chain, "seq": entry.seq}
        if entry.seq != expected:
            breaks.append(
                Message(
                    N_("Chain {chain}: events {first} to {last} are missing."),
                    {"chain": entry.chain, "first": expected, "last": entry.seq - 1},
                )
            )
        elif entry.previous != previous:
            breaks.append(Message(N_("Chain {chain}, event {seq}: it does not follow from the event before."), where))
        if entry_hash(entry) != stored:
            breaks.append(Message(N_("Chain {chain}, event {seq}: the row was changed after it was written."), where))
        expected, previous = entry.seq + 1, stored
    if (expected - 1, previous) != (head_seq, head_hash):
        breaks.append(
            Message(
                N_("The last event is number {last}, the head says {head}: events at the end are missing or changed."),
                {"last": expected - 1, "head": head_seq},
            )
        )
    return breaks
