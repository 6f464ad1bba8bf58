"""The words of a ballot out of an election's rows; documents for the hall are in Vietnamese only."""

import json

from daihoi.core.elections import Body, Style, style_of
from daihoi.core.elections.sheet import SAME_SHEETS, TITLE, BallotText, Name, instructions
from daihoi.core.plan import Form
from daihoi.data.models import BallotRound, Election
from daihoi.queries.elections._rows import held_of, place_of

_ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def roman(number: int) -> str:
    """The number of a congress as papers write it: 14 → XIV; for 1 to 99."""
    tens, rest = divmod(number, 10)
    text = {0: "", 1: "X", 2: "XX", 3: "XXX", 4: "XL", 5: "L", 6: "LX", 7: "LXX", 8: "LXXX", 9: "XC"}[tens % 10]
    for value, letters in _ROMAN:
        while rest >= value:
            text, rest = text + letters, rest - value
    return text


def meeting_line(row: Election) -> str:
    """ "Đại hội đại biểu lần thứ XIV", or the first meeting of the committee."""
    held = held_of(row)
    if Body(row.body) is Body.CONFERENCE:
        return "Hội nghị Ban Chấp hành lần thứ nhất"
    kind = "đại biểu" if held.form == Form.DELEGATE.value or row.body == Body.DELEGATE_CONGRESS else "đảng viên"
    return f"Đại hội {kind} lần thứ {roman(held.ordinal)}" if held.ordinal else f"Đại hội {kind}"


def term_line(row: Election) -> str:
    return f"Nhiệm kỳ {row.congress.term.replace('-', ' – ')}"


def sheet_text(one: BallotRound) -> tuple[BallotText, Style]:
    """The words and the style of a round's ballot. Three queries."""
    row = Election.objects.select_related("congress", "congress__ruleset", "ruleset").get(pk=one.election_id)
    keys = [int(key) for key in json.loads(one.keys)]
    people = {pk: Name(name, note) for pk, name, note in row.nominees.values_list("pk", "name", "note")}
    style = style_of(len(keys), one.allowed)
    subject = row.title if one.number == 1 else f"{row.title} (lần {one.number})"
    text = BallotText(
        organisation=(place_of(row.congress.organisation_id).name,),
        congress=meeting_line(row),
        term=term_line(row),
        title=TITLE,
        subject=subject,
        instructions=instructions(style, one.allowed),
        seats=one.allowed,
        names=tuple(people[key] for key in keys),
        footers=(SAME_SHEETS,),
    )
    return text, style
