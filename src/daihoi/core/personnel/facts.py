"""What is known of a person as it is entered: words as they are kept, and facts that cannot be right."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date

from daihoi.core.messages import N_, Refused, refuse
from daihoi.core.personnel.kinds import Degree, Sex, Theory
from daihoi.core.personnel.people import minority
from daihoi.core.text import fold, nfc, one_line

_EARLIEST = date(1930, 2, 3)  # nobody joined the Party before it was founded
_YOUNGEST, _OLDEST = 15, 100  # years
MOST_POSTS = 40


def words(text: str, most: int) -> str:
    """A text of one line as it is kept; Refused where it is too long."""
    kept = one_line(nfc(text))
    if len(kept) > most:
        raise _too_long(kept, most)
    return kept


def lines_of_words(text: str, most: int) -> str:
    """A text of several lines as it is kept; Refused where it is too long."""
    kept = nfc(text).strip()
    if len(kept) > most:
        raise _too_long(kept, most)
    return kept


def _too_long(kept: str, most: int) -> Refused:
    text = N_("“{text}…” is longer than {most} letters. Shorten it.")
    return refuse("too_long", text, text=one_line(kept)[:30], most=most)


def one_spelling(ethnicity: str) -> str:
    """An ethnicity as it is kept, so that a database can count without reading words: "Kinh" however it was written
    ("Dân tộc Kinh", "kinh (Việt)"), "" where it says that it is not known, and every other one as it was written."""
    for text in (ethnicity, ethnicity.strip(" ().")):
        of_minority = minority(text)
        if of_minority is not None:
            return text if of_minority else "Kinh"
    return ""


def past_day(day: date | None, today: date) -> date | None:
    """A day that is not to come, nor before there was a Party; Refused for every other."""
    if day is None:
        return None
    if day > today:
        raise refuse("day_in_future", N_("The day {day} is still to come."), day=day)
    if day < _EARLIEST:
        raise refuse("day_unlikely", N_("The day {day} cannot be right."), day=day)
    return day


@dataclass(frozen=True)
class HeldPost:
    """A post that a person holds or held; days None: not known, or `to_on`: still held."""

    title: str
    unit: str = ""
    from_on: date | None = None
    to_on: date | None = None


@dataclass(frozen=True)
class PersonFacts:
    """What is known of a person; None and "" are: not known. `posts` None: as they are."""

    name: str
    sex: Sex | None = None
    born_year: int | None = None
    born_month: int | None = None
    ethnicity: str = ""
    home: str = ""
    probationary_on: date | None = None
    official_on: date | None = None
    schooling: str = ""
    degree: Degree | None = None
    specialism: str = ""
    science: bool | None = None
    theory: Theory | None = None
    local: bool | None = None
    post: str = ""
    note: str = ""
    posts: tuple[HeldPost, ...] | None = None


_LENGTHS = {"name": 120, "ethnicity": 40, "home": 200, "schooling": 20, "specialism": 200, "post": 200, "note": 500}


def stored(facts: PersonFacts, today: date) -> dict[str, object]:
    """The facts as a row keeps them; refused where they cannot be right."""
    values: dict[str, object] = {
        one.name: getattr(facts, one.name) for one in fields(facts) if one.name not in {"posts", *_LENGTHS}
    }
    values |= {name: words(getattr(facts, name), most) for name, most in _LENGTHS.items()}
    values["ethnicity"] = one_spelling(str(values["ethnicity"]))
    values |= {name: str(values[name] or "") for name in ("sex", "degree", "theory")}
    name = str(values["name"])
    if not fold(name):
        raise refuse("name_missing", N_("Write the person's full name."))
    if facts.born_month is not None and (facts.born_year is None or not 1 <= facts.born_month <= 12):
        raise refuse("born_wrong", N_("A birth month goes from 1 to 12, with the year beside it."))
    if facts.born_year is not None and not today.year - _OLDEST <= facts.born_year <= today.year - _YOUNGEST:
        raise refuse("born_unlikely", N_("The year of birth {year} cannot be right."), year=facts.born_year)
    probationary, official = past_day(facts.probationary_on, today), past_day(facts.official_on, today)
    if probationary and official and probationary > official:
        raise refuse("joined_in_order", N_("The probationary day comes before the official one."))
    return values | {"folded": fold(name)[:120]}


# What a place in the pool says in free words: the decision that put somebody there, and one on age.
_MEANT_LENGTHS = {"decision": 200, "special": 200}


def stored_meant(meant: Mapping[str, object]) -> dict[str, object]:
    """What somebody is meant for, by the names of the columns, with its words as a row keeps them; Refused where one is
    too long."""
    return {
        name: words(str(value), _MEANT_LENGTHS[name]) if name in _MEANT_LENGTHS else value
        for name, value in meant.items()
    }


def stored_posts(given: Sequence[HeldPost]) -> list[HeldPost]:
    """Posts as they are kept; Refused where one cannot be right."""
    found = [HeldPost(words(one.title, 200), words(one.unit, 200), one.from_on, one.to_on) for one in given]
    if len(found) > MOST_POSTS:
        raise refuse("too_many_posts", N_("More than {most} posts. Keep those that matter."), most=MOST_POSTS)
    for one in found:
        if not one.title:
            raise refuse("post_title_missing", N_("Write what each post is, or clear its row."))
        if one.from_on and one.to_on and one.from_on > one.to_on:
            raise refuse("post_in_order", N_("“{post}” ends before it begins."), post=one.title)
    return found
