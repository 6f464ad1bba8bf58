"""The live check of a scheme, and what-if: the same lines from tallies that are counted anew or moved by one person."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from daihoi.core.messages import N_, Finding, Message
from daihoi.core.personnel.ages import age_findings
from daihoi.core.personnel.demands import Demand, Feature, Has, needed_people, whole_between
from daihoi.core.personnel.kinds import ORGAN_NAMES, Organ, Standing
from daihoi.core.personnel.people import Listed
from daihoi.core.personnel.posts import post_findings, put_down_twice
from daihoi.core.personnel.setting import Setting
from daihoi.core.personnel.structure import words
from daihoi.core.personnel.structure.features import Marks, counts, marks_of, mask
from daihoi.core.personnel.structure.making import (
    COUNTED,
    EVERYBODY,
    MEANT,
    SIZES,
    SIZES_OF_BEFORE,
    WITHOUT_FIGURE,
    demands,
    other_end,
    size_limit,
    unmarked,
    used_organs,
)
from daihoi.core.personnel.structure.own import AS_MANY_AS_PLACES, ONE_HOLDER
from daihoi.core.personnel.structure.scheme import Check, Line, Scheme, State, Tally
from daihoi.core.rules import Certainty, Compare, Grounds
from daihoi.core.text import name_key

_LOWER = frozenset({Compare.AT_LEAST, Compare.MORE_THAN})
_SIZE = N_("members of the body")


def check(scheme: Scheme) -> Check:
    """Every line of the scheme. Raises `PackError` where the pack names what nobody knows."""
    marks = {one.person.key: marks_of(one, scheme.setting) for one in scheme.listed}
    wanted = demands(scheme)
    on_list = tuple(marks.values())
    tallies = {one.key: _tally(one, on_list) for one in wanted}
    return _check(scheme, wanted, tallies, marks)


def what_if(before: Check, *, out: Iterable[str] = (), into: Iterable[Listed] = ()) -> Check:
    """The check with people taken off the list (by key) and put on it; somebody put on who is there is replaced.

    Raises KeyError for a key in `out` that is not on the list.
    """
    setting, gone, coming = before.scheme.setting, set(out), {one.person.key: one for one in into}
    missing = gone - before.marks.keys()
    if missing:
        raise KeyError(min(missing))
    stays = [one for one in before.scheme.listed if one.person.key not in gone]
    listed = [coming.pop(one.person.key, one) for one in stays]
    scheme = replace(before.scheme, listed=(*listed, *coming.values()))
    marks: dict[str, Marks] = {}
    known = {one.person.key: one for one in before.scheme.listed}
    for one in scheme.listed:
        key = one.person.key
        marks[key] = before.marks[key] if known.get(key) is one else marks_of(one, setting)
    less = [old for key, old in before.marks.items() if marks.get(key) != old]
    more = [new for key, new in marks.items() if before.marks.get(key) != new]
    wanted = demands(scheme)
    same = {asked.key: asked for line in before.lines if (asked := line.demand) is not None}
    on_list = tuple(marks.values())
    tallies = {
        one.key: _moved(one, before.tallies[one.key], less, more) if same.get(one.key) == one else _tally(one, on_list)
        for one in wanted
    }
    return _check(scheme, wanted, tallies, marks)


def findings(found: Check) -> tuple[Finding, ...]:
    """What is not kept, as an appraisal reads it: the lines by their order, then people by the age rules, by name."""
    text, short = N_("{body}, {name}: {said}. {source}"), N_("{body}, {name}: {said}")
    told = [
        Finding(
            line.severity,
            line.key,
            Message(
                short if "source" in line.sentence.params else text,
                {
                    "body": Message(ORGAN_NAMES[line.organ]),
                    "name": line.name,
                    "said": line.sentence,
                    "source": line.grounds,
                },
            ),
            rule=line.grounds.id,
        )
        for line in found.lines
        if line.state is not State.KEPT and line.key not in _BY_PERSON
    ]
    return (*told, *people_findings(found.scheme.listed, found.scheme.setting))


def people_findings(people: Sequence[Listed], setting: Setting) -> tuple[Finding, ...]:
    """What is told of each person by name: by the age rules, and of posts that nobody holds together."""
    return (*age_findings(people, setting), *post_findings(people))


def unknown_people(found: Check, lines: Iterable[Line]) -> frozenset[str]:
    """Keys of those on the list of whom it is not known whether the lines count them."""
    masks = [mask(one.demand.organ, one.demand.who) for one in lines if one.demand is not None]
    return frozenset(
        key for key, marks in found.marks.items() if any(counts(marks, wanted) is None for wanted in masks)
    )


_TWO_POSTS = "committee.one_post"
_BY_PERSON = frozenset({*(f"age.{standing}" for standing in Standing), _TWO_POSTS})  # told by people_findings


def line_of(setting: Setting, key: str, count: int, of: int | None = None) -> Line | None:
    """The line of a rule from bare figures, as reports have them: 58 new of 228. None: the pack has no such rule.

    Raises KeyError for a key that counts nobody.
    """
    rule, counted = setting.rule(key), COUNTED[key]
    if rule is None:
        return None
    base = of if rule.unit == "share" else None
    needed = needed_people(rule.compare, rule.number, base, other_end(setting, rule))
    name = Message(counted.name)
    return _figured(key, counted.organ, name, rule.grounds, rule.compare, count, base, 0, needed)


# Counting


def _tally(demand: Demand, people: Sequence[Marks]) -> Tally:
    count, unknown = _count(people, mask(demand.organ, demand.who))
    of = _count(people, mask(demand.organ, demand.of))[0] if demand.of is not None else 0
    return Tally(count, unknown, of)


def _moved(demand: Demand, before: Tally, less: Sequence[Marks], more: Sequence[Marks]) -> Tally:
    gone, come = _tally(demand, less), _tally(demand, more)
    return Tally(
        before.count - gone.count + come.count,
        before.unknown - gone.unknown + come.unknown,
        before.of - gone.of + come.of,
    )


def _count(people: Sequence[Marks], wanted: tuple[int, int]) -> tuple[int, int]:
    every, some = wanted
    sure = maybe = 0
    for yes, unknown in people:
        if yes & every == every and (not some or yes & some):
            sure += 1
        elif unknown:
            may = yes | unknown
            if may & every == every and (not some or may & some):
                maybe += 1
    return sure, maybe


# Lines


def _check(scheme: Scheme, wanted: Sequence[Demand], tallies: Mapping[str, Tally], marks: Mapping[str, Marks]) -> Check:
    lines = list(size_lines(scheme))
    posts_told, places = not scheme.listed or any(one.posts for one in scheme.listed), unmarked(scheme)
    for one in wanted:
        tally = tallies[one.key]
        line = _line(one, tally) if posts_told or not of_posts(one) else _untold(one, tally)
        lines.append(_by_surplus(line, one, tally, places[one.organ]) if one.organ in places else line)
    lines += _marks_missing(scheme, places)
    lines += _two_posts(scheme)
    lines += _without_figure(scheme, tuple(marks.values()))
    return Check(scheme, _with_fillers(scheme, lines, marks), tallies, marks)


def _line(demand: Demand, tally: Tally) -> Line:
    of = tally.of if demand.of is not None else None
    needed = needed_people(demand.compare, demand.value, of, demand.beside)
    line = _figured(
        demand.key, demand.organ, demand.name, demand.grounds, demand.compare, tally.count, of, tally.unknown, needed,
        demand,
    )  # fmt: skip
    return _noted(line, demand)


def _noted(line: Line, demand: Demand) -> Line:
    """The line, with what is to be said besides: of whole numbers that are no such share, for one."""
    note = demand.note
    if demand.beside is not None and line.of is not None:
        low, high = sorted(share * line.of for share in (Fraction(demand.value), demand.beside))
        few, many = whole_between(low, high)
        if few < low:
            note = words.nearest(line.of, few, many)
    return line if note is None else replace(line, sentence=words.noted(line.sentence, note))


def _by_surplus(line: Line, demand: Demand, tally: Tally, places: int) -> Line:
    """A share of those meant, where more are listed than there are places and nobody is marked as the surplus: open
    where it hangs on who that is, and else as it stands."""
    if demand.of != EVERYBODY or line.met is None:
        return line
    needed = needed_people(demand.compare, demand.value, places, demand.beside)
    fewest = max(0, tally.count - (tally.of - places))
    most = min(tally.count + tally.unknown, places)
    if _met(demand.compare, fewest, needed) and _met(demand.compare, most, needed):
        return line
    if not any(_met(demand.compare, count, needed) for count in range(fewest, most + 1)):
        return line
    return replace(line, state=State.OPEN, met=None, sentence=words.asked(demand.grounds, words.who_is_surplus(places)))


def _met(compare: Compare, count: int, needed: int) -> bool:
    if compare is Compare.EQUAL:
        return count == needed
    return count >= needed if compare in _LOWER else count <= needed


def of_posts(demand: Demand) -> bool:
    """Does it count people by the post they are meant for?"""
    return bool(demand.who.posts or demand.who.any_post)


def _untold(demand: Demand, tally: Tally) -> Line:
    """A rule on posts, where the list says of nobody which post they are meant for: nothing is known, not nobody."""
    sentence = words.no_posts()
    return Line(
        demand.key, demand.organ, demand.name, demand.grounds, State.OPEN, sentence, demand, demand.compare,
        tally.count, needed=needed_people(demand.compare, demand.value, None),
    )  # fmt: skip


def _figured(
    key: str, organ: Organ, name: Message, grounds: Grounds, compare: Compare, count: int, of: int | None,
    unknown: int, needed: int, demand: Demand | None = None,
) -> Line:  # fmt: skip
    """A line from its figures: the margin in people, what they say, and whether the rule may say it."""
    if compare is Compare.EQUAL:
        margin = -abs(count - needed)
        met = True if margin == 0 and not unknown else None if count <= needed <= count + unknown else False
    elif compare in _LOWER:
        margin = count - needed
        met = True if margin >= 0 else None if margin + unknown >= 0 else False
    else:
        margin = needed - count
        met = False if margin < 0 else None if margin - unknown < 0 else True
    said = words.verdict(compare, name, count, needed, margin, unknown, met)
    state = (
        State.OPEN if met is None or grounds.certainty is Certainty.UNVERIFIED else State.KEPT if met else State.BROKEN
    )
    return Line(
        key,
        organ,
        name,
        grounds,
        state,
        words.asked(grounds, said),
        demand,
        compare,
        count,
        of,
        unknown,
        needed,
        margin,
        met,
    )


def size_lines(scheme: Scheme) -> Iterator[Line]:
    """The numbers that the scheme gives, held against the sizes of the rules (P-001–P-018)."""
    setting, name = scheme.setting, Message(_SIZE)
    for key, organ in SIZES:
        seats, rule = scheme.seats.get(organ), setting.rule(key)
        if seats is not None and rule is not None:
            needed = needed_people(rule.compare, rule.number, None)
            yield _figured(key, organ, name, rule.grounds, rule.compare, seats.seats, None, 0, needed)
    for key, organ in SIZES_OF_BEFORE:
        seats, rule = scheme.seats.get(organ), setting.rule(key)
        if seats is None or rule is None:
            continue
        if seats.before is None:
            sentence = words.no_number_before(rule)
            yield Line(
                key, organ, name, rule.grounds, State.OPEN, sentence, count=seats.seats, asks_for_more=True
            )  # fmt: skip
        else:
            needed = size_limit(rule, seats.before)
            yield _figured(key, organ, name, rule.grounds, rule.compare, seats.seats, seats.before, 0, needed)


def _marks_missing(scheme: Scheme, places: Mapping[Organ, int]) -> Iterator[Line]:
    """More names than places, and nobody marked as the surplus: who is meant is asked, and is nothing broken yet."""
    for organ, number in places.items():
        count = sum(organ in one.organs for one in scheme.listed)
        sentence = words.mark_surplus(count, number)
        yield Line(
            f"{organ}.meant", organ, Message(MEANT), AS_MANY_AS_PLACES, State.OPEN, sentence, count=count,
            asks_for_more=True,
        )  # fmt: skip


def _two_posts(scheme: Scheme) -> Iterator[Line]:
    """Who is put down for two posts of which one person holds one counts for both: which is meant, people say."""
    count = sum(any(put_down_twice(one)) for one in scheme.listed)
    if count:
        name = Message(N_("people put down for two posts of which nobody holds both"))
        yield Line(
            _TWO_POSTS, Organ.COMMITTEE, name, ONE_HOLDER, State.OPEN, words.which_post(count), None, Compare.AT_MOST,
            count, needed=0, margin=-count,
        )  # fmt: skip


def _without_figure(scheme: Scheme, people: Sequence[Marks]) -> Iterator[Line]:
    """Rules of which the texts give no figure, with what the list has."""
    organs = used_organs(scheme)
    for key, (organ, who, name) in WITHOUT_FIGURE.items():
        rule = scheme.setting.rule(key)
        if rule is None or organ not in organs:
            continue
        count, unknown = _count(people, mask(organ, who)) if who is not None else (None, 0)
        of = _count(people, mask(organ, Has()))[0] if who is not None else None
        sentence = words.no_figure()
        yield Line(key, organ, Message(name), rule.grounds, State.OPEN, sentence, count=count, of=of, unknown=unknown)


# Who would fill what is lacking


def _with_fillers(scheme: Scheme, lines: Sequence[Line], marks: Mapping[str, Marks]) -> tuple[Line, ...]:
    lacking = [
        line for line in lines if line.demand is not None and line.met is not True and line.demand.compare in _MAY_LACK
        and line.count is not None and line.needed is not None and line.count < line.needed
    ]  # fmt: skip
    if not lacking or not scheme.pool:
        return tuple(lines)
    pool = [(one, _as_member(one, scheme)) for one in scheme.pool if one.person.key not in marks]
    forbids = [mask(asked.organ, asked.who) for line in lines if (asked := line.demand) and _full(line, asked)]
    mends: dict[str, list[str]] = {line.key: [] for line in lacking}
    use: dict[str, int] = {}
    for one, (yes, _) in pool:
        if any(yes & every == every and (not some or yes & some) for every, some in forbids):
            continue
        for line in lacking:
            assert line.demand is not None
            every, some = mask(line.demand.organ, line.demand.who)
            if yes & every == every and (not some or yes & some):
                key = one.person.key
                mends[line.key].append(key)
                use[key] = use.get(key, 0) + 1
    names = {one.person.key: one.person.name for one, _ in pool if one.person.key in use}
    order = {key: (-use[key], _name_key(name), key) for key, name in names.items()}
    return tuple(
        replace(line, fillers=tuple(sorted(mends[line.key], key=order.__getitem__))) if mends.get(line.key) else line
        for line in lines
    )


_LENGTH = frozenset({Feature.LISTED, Feature.MEANT})
_MAY_LACK = _LOWER | {Compare.EQUAL}


@lru_cache(maxsize=32_768)
def _name_key(name: str) -> str:
    return name_key(name)


def _full(line: Line, demand: Demand) -> bool:
    """Does a hard rule, or one that asks for so many and no more, allow nobody more whom this demand counts? How long
    the list is does not matter: people are put in the place of others."""
    by_length = not demand.who.posts and not demand.who.any_post and demand.who.features <= _LENGTH
    firm = demand.blocks or demand.compare is Compare.EQUAL
    if not firm or demand.of is not None or demand.compare in _LOWER or by_length:
        return False
    return line.count is not None and line.needed is not None and line.count >= line.needed


def _as_member(one: Listed, scheme: Scheme) -> Marks:
    """Somebody of the pool as if on the list: for the bodies that they may be named for."""
    organs = one.organs or frozenset(used_organs(scheme))
    return marks_of(replace(one, organs=organs, surplus=frozenset()), scheme.setting)
