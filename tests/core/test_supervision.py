"""States of visits; answers that come in from several devices in any order; the ready checklists."""

import re
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import daihoi
from daihoi.core.supervision import (
    TEMPLATES,
    Kept,
    Standing,
    VisitDays,
    VisitState,
    arrived,
    chosen,
    placed,
    visit_state,
)

DAY = date(2020, 3, 2)
RULE_BOOK_ALONE = {"C-042", "C-045", "C-046", "D-001", "D-002", "D-005"}
CURRENT, OFFERED, REPLACED, ASIDE = Standing.CURRENT, Standing.OFFERED, Standing.REPLACED, Standing.SET_ASIDE


@pytest.mark.parametrize(
    ("days", "state"),
    [
        (VisitDays(DAY), VisitState.PLANNED),
        (VisitDays(DAY - timedelta(1)), VisitState.OVERDUE),
        (VisitDays(DAY - timedelta(1), held_on=DAY), VisitState.HELD),
        (VisitDays(DAY, held_on=DAY + timedelta(1)), VisitState.PLANNED),
        (VisitDays(DAY, held_on=DAY, concluded_on=DAY), VisitState.CONCLUDED),
        (VisitDays(DAY - timedelta(9), dropped_on=DAY), VisitState.DROPPED),
        (VisitDays(DAY - timedelta(9), dropped_on=DAY + timedelta(1)), VisitState.OVERDUE),
    ],
)
def test_a_visit_stands_as_its_days_say(days: VisitDays, state: VisitState) -> None:
    assert visit_state(days, DAY) is state


@pytest.mark.parametrize(
    ("current", "seen", "same", "standing"),
    [
        (None, None, False, CURRENT),
        (None, "gone", False, CURRENT),
        ("a", "a", False, CURRENT),
        ("a", None, False, OFFERED),
        ("a", "b", False, OFFERED),
        ("a", "b", True, REPLACED),
    ],
)
def test_an_answer_counts_where_its_giver_saw_what_counts(
    current: str | None, seen: str | None, same: bool, standing: Standing
) -> None:
    assert placed(current, seen, same=same) is standing


def test_who_answers_again_takes_back_what_they_offered() -> None:
    kept = [Kept("theirs", ("yes", ""), CURRENT), Kept("mine", ("no", ""), OFFERED)]

    assert arrived(kept, "mine", ("partly", "")) == (OFFERED, {"mine"})
    assert arrived(kept, "mine", ("yes", "")) == (REPLACED, {"mine"})


def test_nothing_is_left_to_choose_between_the_same_words() -> None:
    kept = [Kept("theirs", ("yes", ""), CURRENT), Kept("mine", ("no", ""), OFFERED)]

    assert arrived(kept, "theirs", ("no", "")) == (CURRENT, {"theirs", "mine"})


def test_choosing_sets_the_others_aside() -> None:
    kept = [
        Kept("old", ("no", ""), REPLACED),
        Kept("a", ("yes", ""), CURRENT),
        Kept("b", ("no", ""), OFFERED),
        Kept("c", ("partly", ""), OFFERED),
    ]

    assert chosen(kept, "b") == {"a": ASIDE, "b": CURRENT, "c": ASIDE}
    assert chosen(kept, "a") == {"b": ASIDE, "c": ASIDE}
    with pytest.raises(KeyError):
        chosen(kept, "old")


# ---------- Two devices, in any order ----------
class Server:
    """What the server keeps of one point; the rows as the action writes them."""

    def __init__(self) -> None:
        self.rows: dict[str, Kept] = {}

    def take_in(self, key: str, seen: str | None, words: tuple[str, str]) -> None:
        if key in self.rows:
            return
        standing, replaced = arrived(list(self.rows.values()), seen, words)
        for each in replaced:
            self.rows[each] = Kept(each, self.rows[each].words, REPLACED)
        self.rows[key] = Kept(key, words, standing)

    def choose(self, key: str) -> None:
        for each, standing in chosen(list(self.rows.values()), key).items():
            self.rows[each] = Kept(each, self.rows[each].words, standing)

    @property
    def current(self) -> str | None:
        return next((one.key for one in self.rows.values() if one.standing is CURRENT), None)

    @property
    def offered(self) -> list[str]:
        return [one.key for one in self.rows.values() if one.standing is OFFERED]


WORDS = st.sampled_from([("yes", ""), ("no", ""), ("partly", ""), ("no", "thiếu cờ")])
# On device 0 or 1: answer, send the oldest entry (perhaps twice), look at what counts now; or choose on the server.
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.integers(0, 1), WORDS),
        st.tuples(st.just("send"), st.integers(0, 1), st.booleans()),
        st.tuples(st.just("look"), st.integers(0, 1), st.none()),
        st.tuples(st.just("choose"), st.integers(0, 3), st.none()),
    ),
    max_size=40,
)


@given(STEPS)
def test_two_devices_lose_nothing_in_whatever_order_their_answers_come(steps: list[tuple[str, int, object]]) -> None:
    server, seen, queues = Server(), [None, None], [[], []]  # type: ignore[var-annotated]
    given_: dict[str, tuple[str, str]] = {}

    def send(device: int, twice: bool) -> None:
        if queues[device]:
            for _ in range(2 if twice else 1):
                server.take_in(*queues[device][0])
            queues[device].pop(0)

    for what, number, more in steps:
        before = {key: one.words for key, one in server.rows.items()}
        if what == "answer":
            key = f"{number}-{len(given_)}"
            given_[key] = more  # type: ignore[assignment]
            queues[number].append((key, seen[number], more))
            seen[number] = key
        elif what == "send":
            send(number, bool(more))
        elif what == "look" and not queues[number]:
            seen[number] = server.current
        elif what == "choose" and server.offered:
            server.choose([server.current, *server.offered][number % (1 + len(server.offered))])
        assert {key: one.words for key, one in server.rows.items() if key in before} == before
    for device in (0, 1):
        while queues[device]:
            send(device, False)

    assert {key: one.words for key, one in server.rows.items()} == given_  # each key once, with its own words
    assert sum(one.standing is CURRENT for one in server.rows.values()) == (1 if given_ else 0)
    current = server.rows[server.current].words if server.current else None
    assert [key for key in server.offered if server.rows[key].words == current] == []


@given(WORDS, WORDS)
def test_two_people_who_saw_the_same_are_both_heard(first: tuple[str, str], second: tuple[str, str]) -> None:
    server = Server()
    server.take_in("a", None, first)
    server.take_in("b", None, second)

    assert server.current == "a"
    assert server.offered == ([] if first == second else ["b"])


# ---------- Ready checklists ----------
def test_ready_checklists_cover_what_the_articles_name() -> None:
    assert [each.key for each in TEMPLATES] == [
        "decoration",
        "proceedings",
        "documents",
        "personnel",
        "health",
        "thrift",
    ]
    assert all(5 < len(each.points) < 12 for each in TEMPLATES)
    texts = [text for each in TEMPLATES for text, _ in each.points]
    assert len(set(texts)) == len(texts) and all(len(text) < 250 for text in texts)


def test_ready_checklists_name_rules_of_the_packs_or_of_the_rule_book_alone() -> None:
    """Those of the rule book that no pack has: about decoration, sessions and documents."""
    folder = Path(daihoi.__file__).parent / "rulepacks"
    known = "".join(path.read_text(encoding="utf-8") for path in folder.rglob("*.toml"))
    named = {rule for each in TEMPLATES for _, rule in each.points if rule}

    assert all(re.fullmatch(r"[A-Z]-\d{3}", rule) for rule in named)
    assert {rule for rule in named if f'"{rule}"' not in known} == RULE_BOOK_ALONE
