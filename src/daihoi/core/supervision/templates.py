"""Ready checklists that an organisation takes over and then words as it wants.

Written for this software. A point that follows a known rule names it by its id in the rules (C-045).
"""

from dataclasses import dataclass

from daihoi.core.messages import N_
from daihoi.core.subjects import Subject


@dataclass(frozen=True)
class Template:
    """A ready checklist. `points`: (question, id of the rule that it follows or "")."""

    key: str
    name: str
    subject: Subject
    points: tuple[tuple[str, str], ...]


TEMPLATES: tuple[Template, ...] = (
    Template(
        "decoration",
        N_("Decoration of the hall"),
        Subject.ORGANISATION,
        (
            (N_("Are the top slogan, the party flag and the national flag placed as guided?"), "C-045"),
            (N_("Do the portraits or statues stand on the sides that the guidance gives?"), "C-045"),
            (N_("Does the title stand in three lines with the right name of the organisation and term?"), "C-045"),
            (N_("Is the ordinal number of the congress right?"), "C-046"),
            (N_("Are the action slogans those of the guidance, without mistakes in spelling?"), ""),
            (N_("Are seats for the presidium, the secretariat and the delegates sufficient and numbered?"), ""),
            (N_("Are the ballot boxes, sound, light and spare power ready and tried?"), ""),
        ),
    ),
    Template(
        "proceedings",
        N_("Programme, script and conduct"),
        Subject.PROCEEDINGS,
        (
            (N_("Does the programme hold every content that this congress has to settle?"), "C-001"),
            (N_("Is it settled what belongs to the preparatory and what to the official session?"), "C-042"),
            (N_("Was the opening day announced in time to those below?"), "C-040"),
            (N_("Is there a written script, word for word, for those who chair?"), ""),
            (N_("Have those who chair rehearsed it, with what to do when a ballot has to be repeated?"), ""),
            (N_("Are presidium, secretariat, credential and counting committee prepared and instructed?"), "E-070"),
            (N_("Is nobody on the election list prepared for the counting committee?"), "E-075"),
            (N_("Is enough time set for discussion, with speeches prepared but not read for show?"), ""),
        ),
    ),
    Template(
        "documents",
        N_("Documents of the congress"),
        Subject.DOCUMENTS,
        (
            (N_("Are the political report, the self-review and the draft resolution complete?"), "D-001"),
            (N_("Were members and cells below asked for comments, and were these taken in or explained?"), ""),
            (N_("Does the political report name main results, shortcomings and causes instead of listing?"), ""),
            (N_("Does the self-review say something of its own, not what the political report says?"), ""),
            (N_("Are the targets of the new term measurable and within reach?"), ""),
            (N_("Are discussion and summary of comments on the drafts of the levels above prepared?"), "D-002"),
            (N_("Is the action programme put up for discussion together with the report, not for a vote?"), "D-005"),
            (N_("Has the level above approved the documents?"), "C-049"),
        ),
    ),
    Template(
        "personnel",
        N_("Procedure of personnel work"),
        Subject.PERSONNEL,
        (
            (N_("Was each step of the procedure held in its order, with minutes and counted votes?"), "P-060"),
            (N_("Were differences between the bodies reported to the committee above?"), "P-061"),
            (N_("Does the scheme keep to the numbers and to the structure that was decided?"), ""),
            (N_("Is each candidate's file complete, with the conclusion on political standards?"), ""),
            (N_("Were opinions sounded out broadly enough before the list was closed?"), ""),
            (N_("Is the surplus of the prepared list as guided?"), "E-032"),
            (N_("Were those who do not stand again spoken with?"), ""),
            (N_("Are complaints about candidates settled, with a written conclusion?"), ""),
        ),
    ),
    Template(
        "health",
        N_("Health and epidemic conditions"),
        Subject.HEALTH,
        (
            (N_("Is there a plan for an epidemic, with the case that the congress has to be put off?"), ""),
            (N_("Are the number of people in the hall and the distance between them within the rules in force?"), ""),
            (N_("Are temperature checks, masks, hand washing and a room apart prepared?"), ""),
            (N_("Are medical staff and a first-aid kit in the hall during the whole congress?"), ""),
            (N_("Is it known which delegates are ill or in quarantine, and were alternates told?"), ""),
            (N_("Are food and water safe, and is somebody answerable for them?"), ""),
        ),
    ),
    Template(
        "thrift",
        N_("Thrift"),
        Subject.SPENDING,
        (
            (N_("Is there an approved estimate within the norms in force?"), ""),
            (N_("Are printing, decoration and meals kept to what is needed, with things at hand used again?"), ""),
            (N_("Are there no gifts, receptions or collections beyond the rules?"), ""),
            (N_("Is the length of the congress within what the rules allow?"), ""),
            (N_("Is the day chosen so that daily work and the work of the season do not suffer?"), ""),
            (N_("Is it settled who keeps the accounts and when they are closed?"), ""),
        ),
    ),
)
