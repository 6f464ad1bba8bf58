"""A scheme as it is submitted: canonical JSON, its hash, and what differs between two versions, in words.

The same content gives the same bytes: keys sorted, no blanks, people by key, sets sorted. What is stored is read back
only when its hash still fits.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

from daihoi.core.messages import N_, Message, refuse
from daihoi.core.personnel.kinds import (
    DEGREE_NAMES,
    ORGAN_NAMES,
    POST_NAMES,
    SEX_NAMES,
    STANDING_NAMES,
    THEORY_NAMES,
    Degree,
    Organ,
    Post,
    Sex,
    Standing,
    Theory,
)
from daihoi.core.personnel.people import Listed, Person
from daihoi.core.personnel.structure.scheme import Scheme, Seats

FORMAT = 1
E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True)
class Shown:
    """What a list shows of a person beside what the rules ask. `joined`: the day of joining the Party, on probation."""

    post: str = ""
    home: str = ""
    ethnicity: str = ""
    specialism: str = ""
    joined: date | None = None


UNSHOWN = Shown()


@dataclass(frozen=True)
class Whose:
    """Which version of which scheme a content is: id of the organisation, term, number of the version."""

    organisation: int
    term: str
    number: int


@dataclass(frozen=True)
class Content:
    """What a version locks: list and numbers of a scheme, and by the hash of which rules they were checked.

    `whose`: the version that it is; `code`: of the organisation when it was locked, for people who read it elsewhere.
    `ruleset`: hash of the pack with its overlay; `tables`: of the retirement tables. `extra`: plain texts that belong
    to the version, by a name of EXTRA_NAMES or one's own. `shown`: by the key of the person.
    """

    whose: Whose
    code: str
    ruleset: str
    tables: str
    kind: str
    unit: str
    case: str
    reference: date | None
    seats: Mapping[Organ, Seats]
    listed: tuple[Listed, ...]
    extra: Mapping[str, str]
    shown: Mapping[str, Shown] = field(default_factory=dict)

    def shown_of(self, key: str) -> Shown:
        return self.shown.get(key, UNSHOWN)


EXTRA_NAMES: dict[str, str] = {
    "variant": N_("variant"),
    "process": N_("steps of the process closed"),
    "unfinished": N_("submitted before the process was closed, because"),
    "differ": N_("standing committee and committee differ on"),
    "unvoted": N_("on the list without the votes of the process"),
    "off_list": N_("off the list without votes, withdrawal or decision"),
    **{f"vacant_{organ}": N_("why places stay vacant") for organ in Organ},
}


def content_of(
    scheme: Scheme,
    whose: Whose,
    code: str,
    extra: Mapping[str, str] | None = None,
    shown: Mapping[str, Shown] | None = None,
) -> Content:
    """The content of a scheme as it stands; the pool is no part of it. `code`: of the organisation."""
    under = scheme.setting
    listed = tuple(sorted(scheme.listed, key=lambda one: one.person.key))
    return Content(
        whose, code, under.pack.sha256, under.tables.sha256, under.kind.value, under.unit.value, under.case or "",
        under.reference, dict(scheme.seats), listed, dict(extra or {}), dict(shown or {}),
    )  # fmt: skip


def canonical(content: Content) -> str:
    """The content as one line of JSON, byte for byte the same for the same content."""
    plain = {
        "format": FORMAT,
        "organisation": content.whose.organisation,
        "code": content.code,
        "term": content.whose.term,
        "number": content.whose.number,
        "ruleset": content.ruleset,
        "tables": content.tables,
        "kind": content.kind,
        "unit": content.unit,
        "case": content.case,
        "reference": _day(content.reference),
        "seats": {
            organ.value: {"seats": one.seats, "vacant": one.vacant, "before": one.before}
            for organ, one in content.seats.items()
        },
        "listed": [
            _listed(one, content.shown_of(one.person.key))
            for one in sorted(content.listed, key=lambda one: one.person.key)
        ],
        "extra": dict(content.extra),
    }
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def sha256_of(text: str) -> str:
    """The hash of canonical content, in hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def numbered(content: Content, number: int) -> Content:
    """The same as another version of its scheme."""
    return replace(content, whose=replace(content.whose, number=number))


def read_content(text: str, sha256: str, whose: Whose) -> Content:
    """The content that was locked under a hash as the version that is asked for.

    Raises `Refused` when the text has another hash, is no content of this format, or is that of another version.
    """
    if sha256_of(text) != sha256:
        sentence = N_("The content of this version is not what was locked: its hash is {found}, not {wanted}.")
        raise refuse("content_changed", sentence, found=sha256_of(text)[:12], wanted=sha256[:12])
    try:
        plain = json.loads(text)
        if plain["format"] != FORMAT:
            raise ValueError(plain["format"])
        found = Content(
            Whose(plain["organisation"], plain["term"], plain["number"]), plain["code"],
            plain["ruleset"], plain["tables"], plain["kind"], plain["unit"], plain["case"],
            _read_day(plain["reference"]),
            {Organ(key): Seats(one["seats"], one["vacant"], one["before"]) for key, one in plain["seats"].items()},
            tuple(_read_listed(one) for one in plain["listed"]),
            {str(key): str(value) for key, value in plain["extra"].items()},
            {one["key"]: shown for one in plain["listed"] if (shown := _read_shown(one)) != UNSHOWN},
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        sentence = N_("This is no content of a personnel scheme that this version of the software reads: {what}.")
        raise refuse("content_unreadable", sentence, what=str(error)) from error
    if found.whose != whose:
        sentence = N_("The content of this version is that of another scheme or version, so it is not what was locked.")
        raise refuse("content_of_another", sentence)
    return found


def _day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _read_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None


def _sorted(values: Iterable[StrEnum]) -> list[str]:
    return sorted(value.value for value in values)


def _listed(one: Listed, shown: Shown) -> dict[str, Any]:
    person = one.person
    return {
        "key": person.key,
        "name": person.name,
        "sex": person.sex,
        "born": _day(person.born),
        "born_year": person.born_year,
        "minority": person.minority,
        "degree": person.degree,
        "theory": person.theory,
        "science": person.science,
        "local": person.local,
        "organs": _sorted(one.organs),
        "posts": _sorted(one.posts),
        "standing": one.standing,
        "surplus": _sorted(one.surplus),
        "special": one.special,
        "councils": one.councils,
        "post": shown.post,
        "home": shown.home,
        "ethnicity": shown.ethnicity,
        "specialism": shown.specialism,
        "joined": _day(shown.joined),
    }


def _read_shown(plain: Mapping[str, Any]) -> Shown:
    return Shown(plain["post"], plain["home"], plain["ethnicity"], plain["specialism"], _read_day(plain["joined"]))


def _read_listed(plain: Mapping[str, Any]) -> Listed:
    def maybe(kind: type[E], key: str) -> E | None:
        return kind(plain[key]) if plain[key] is not None else None

    person = Person(
        key=plain["key"], name=plain["name"], sex=maybe(Sex, "sex"), born=_read_day(plain["born"]),
        minority=plain["minority"], degree=maybe(Degree, "degree"), theory=maybe(Theory, "theory"),
        science=plain["science"], local=plain["local"], born_year=plain["born_year"],
    )  # fmt: skip
    organs, surplus = frozenset(map(Organ, plain["organs"])), plain["surplus"]
    if isinstance(surplus, bool):  # as it was said once: for all the person's bodies
        surplus = organs if surplus else ()
    return Listed(
        person, organs, maybe(Standing, "standing"), frozenset(map(Post, plain["posts"])),
        frozenset(map(Organ, surplus)), plain["special"], plain["councils"],
    )  # fmt: skip


# What differs

_FACTS: tuple[tuple[str, str, Mapping[Any, str] | None], ...] = (
    ("name", N_("name"), None),
    ("sex", N_("sex"), SEX_NAMES),
    ("born", N_("birth month"), None),
    ("born_year", N_("birth year"), None),
    ("minority", N_("of an ethnic minority"), None),
    ("degree", N_("degree"), DEGREE_NAMES),
    ("theory", N_("political theory"), THEORY_NAMES),
    ("science", N_("qualified in science or technology"), None),
    ("local", N_("from this place"), None),
    ("organs", N_("bodies"), ORGAN_NAMES),
    ("posts", N_("posts"), POST_NAMES),
    ("standing", N_("way of standing"), STANDING_NAMES),
    ("surplus", N_("surplus"), ORGAN_NAMES),
    ("special", N_("special decision"), None),
    ("councils", N_("also for councils"), None),
    ("post", N_("present post"), None),
    ("home", N_("home place"), None),
    ("ethnicity", N_("ethnicity"), None),
    ("specialism", N_("field of study"), None),
    ("joined", N_("joined the Party"), None),
)


@dataclass(frozen=True)
class Difference:
    """One thing that differs: `code` is came, left, fact, number, rules or extra; `key`: the person's, or ""."""

    code: str
    message: Message
    key: str = ""


def differences(before: Content, after: Content) -> tuple[Difference, ...]:
    """What changed from one version to the next: who left, who came, facts of those who stayed, numbers, rules."""
    found: list[Difference] = []
    old = {one.person.key: one for one in before.listed}
    new = {one.person.key: one for one in after.listed}
    for key in sorted(old.keys() - new.keys()):
        name = old[key].person.name
        found.append(Difference("left", Message(N_("{name} is no longer on the list"), {"name": name}), key))
    for key in sorted(new.keys() - old.keys()):
        name = new[key].person.name
        found.append(Difference("came", Message(N_("{name} came on the list"), {"name": name}), key))
    for key in sorted(old.keys() & new.keys()):
        found += _facts(
            new[key].person, _listed(old[key], before.shown_of(key)), _listed(new[key], after.shown_of(key))
        )
    found += _numbers(before, after)
    if (before.ruleset, before.tables) != (after.ruleset, after.tables):
        found.append(Difference("rules", Message(N_("The rules are others"))))
    if (before.kind, before.unit, before.case) != (after.kind, after.unit, after.case):
        found.append(Difference("rules", Message(N_("The organisation is of another kind, unit or case"))))
    if before.reference != after.reference:
        found.append(Difference("rules", Message(N_("Ages are counted from another month"))))
    for name in sorted(before.extra.keys() | after.extra.keys()):
        was, now = before.extra.get(name, ""), after.extra.get(name, "")
        if was != now:
            text = N_("{what}: {now} instead of {was}")
            params = {"what": Message(EXTRA_NAMES.get(name, name)), "was": was or "–", "now": now or "–"}
            found.append(Difference("extra", Message(text, params)))
    return tuple(found)


def _facts(person: Person, was: Mapping[str, Any], now: Mapping[str, Any]) -> Iterable[Difference]:
    for fact, name, words in _FACTS:
        if was[fact] != now[fact]:
            text = N_("{person}: {what} {now} instead of {was}")
            params = {
                "person": person.name,
                "what": Message(name),
                "was": _said(fact, was[fact], words),
                "now": _said(fact, now[fact], words),
            }
            yield Difference("fact", Message(text, params), person.key)


@dataclass(frozen=True)
class _Words:
    """Several words, each said in the reader's language."""

    words: tuple[str, ...]

    def render(self, translate: Any = N_) -> str:
        return ", ".join(translate(word) for word in self.words)


def _said(fact: str, value: Any, words: Mapping[Any, str] | None) -> object:
    if value is None or value == "" or value == []:
        return "–"
    if fact in {"born", "joined"}:
        day = date.fromisoformat(value)
        return f"{day.month}/{day.year}" if fact == "born" else day
    if isinstance(value, bool):
        return Message(N_("yes")) if value else Message(N_("no"))
    if isinstance(value, list):
        return _Words(tuple(words[one] if words else one for one in value))
    return Message(words[value]) if words else value


def _numbers(before: Content, after: Content) -> Iterable[Difference]:
    for organ in Organ:
        was, now = before.seats.get(organ), after.seats.get(organ)
        if was == now:
            continue
        text = N_("{body}: {now} seats ({vacant} vacant) instead of {was} ({was_vacant} vacant)")
        params = {
            "body": Message(ORGAN_NAMES[organ]),
            "now": now.seats if now else "–",
            "vacant": now.vacant if now else 0,
            "was": was.seats if was else "–",
            "was_vacant": was.vacant if was else 0,
        }
        yield Difference("number", Message(text, params))
