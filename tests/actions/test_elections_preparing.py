"""What stays once names are on ballots, why a base changes, one election of a post, and texts as they are stored."""

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import date

import pytest

from daihoi.actions import elections as actions
from daihoi.core.elections import Answer, Ask, Body, Capacity, Decider, Exclusion, Origin, Post, Reason, Stock
from daihoi.core.elections.tokens import FACTS, exclusion_digest, exclusions_token, facts_token
from daihoi.core.messages import Refused
from daihoi.core.text import one_line
from daihoi.data.models import Election, Event, Nominee, StockEntry, Version
from daihoi.queries import elections as queries
from tests.hall import Hall

NAMES = ["Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Cường", "Phạm Thị Dung"]
FLOOR = {"by": Capacity.OFFICIAL}
UNREPLACED = [Exclusion("Vắng Một", Reason.UNREPLACED)]


def code(call: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        call()
    return refused.value.findings[0].code


@pytest.fixture
def hall(db: None) -> Hall:
    return Hall(summoned=10)


def detail(event: str) -> dict[str, object]:
    """Of the last such event in the log."""
    found: dict[str, object] = json.loads(Event.objects.filter(event=event).order_by("-seq")[0].detail)
    return found


def facts(hall: Hall, **more: object) -> None:
    keywords = {name: more.pop(name) for name in ("reason", "known") if name in more}
    told = {"seats": 3, "summoned": 10, "attending": 10, **more}
    actions.set_facts(**hall.at("secretariat"), facts=actions.Facts(**told), **keywords)  # type: ignore[arg-type]


def exclude(hall: Hall, given: Sequence[Exclusion], **more: object) -> object:
    return actions.set_exclusions(**hall.at("secretariat"), exclusions=given, **more)  # type: ignore[arg-type]


def short(hall: Hall) -> None:
    """A first round that fills two of three seats."""
    hall.listed(NAMES, seats=3)
    hall.voted(["1100"] * 10)


def chosen(hall: Hall, *people: int) -> None:
    """The congress decides on a further ballot with these names."""
    more = {"ask": Ask.SHORTAGE, "answer": Answer.VOTE_AGAIN, "by": Decider.CONGRESS, "note": "10/10", "round": 1}
    actions.decide(**hall.at("secretariat"), **more, about=["seats"], names=[str(pk) for pk in people])  # type: ignore[arg-type]


def changes(hall: Hall, nominee: int) -> list[str]:
    """What each change of a nominee is refused for."""
    at = {**hall.at("secretariat"), "nominee": nominee}
    put = actions.Put("Kẻ Khác", Origin.NOMINATED, Capacity.OFFICIAL, by=Capacity.OFFICIAL)
    return [
        code(lambda: actions.change_nominee(**at, put=put)),  # type: ignore[arg-type]
        code(lambda: actions.drop_nominee(**at, reason="x")),  # type: ignore[arg-type]
        code(lambda: actions.decide_withdrawal(**at, allowed=True, note="x")),  # type: ignore[arg-type]
    ]


# On a ballot


def test_who_stands_on_a_ballot_is_not_changed_any_more(hall: Hall) -> None:
    short(hall)
    on_list = Nominee.objects.get(name=NAMES[0]).pk
    first, second, left = hall.put(["Hoàng Văn Một", "Hoàng Văn Hai", "Hoàng Văn Ba"], Origin.NOMINATED, **FLOOR)
    chosen(hall, first, second)

    assert changes(hall, on_list) == changes(hall, first) == changes(hall, second) == ["on_a_ballot"] * 3
    actions.open_round(**hall.at("head"))  # type: ignore[arg-type]
    actions.annul_round(**hall.at("head"), round=2, reason="Hòm phiếu hỏng")  # type: ignore[arg-type]
    assert changes(hall, first) == ["on_a_ballot"] * 3
    assert Nominee.objects.filter(pk__in=[first, second, left]).count() == 3


def test_whoever_stands_on_no_ballot_is_changed_while_names_are_sought(hall: Hall) -> None:
    short(hall)
    new = hall.put(["Hoàng Văn Một"], Origin.NOMINATED, **FLOOR)[0]

    put = actions.Put("Hoàng Văn Một Mới", Origin.NOMINATED, Capacity.OFFICIAL, by=Capacity.OFFICIAL)
    actions.change_nominee(**hall.at("secretariat"), nominee=new, put=put)  # type: ignore[arg-type]

    assert Nominee.objects.get(pk=new).name == "Hoàng Văn Một Mới"


def test_support_after_adoption_is_only_of_those_brought_for_a_further_ballot(hall: Hall) -> None:
    hall.facts(4)
    hall.put(NAMES)
    floor = hall.put(["Vũ Văn Sàn"], Origin.NOMINATED, **FLOOR)[0]
    for key in ("requirements", "number", "prepared_list", "nominations", "withdrawals"):
        hall.step(key)

    def support(nominee: int, votes: int, attending: int = 9) -> None:
        given = {"attending": attending, "support": {nominee: votes}, "note": "biên bản"}
        actions.enter_support(**hall.at("secretariat"), **given)  # type: ignore[arg-type]

    support(floor, 7, attending=10)
    actions.adopt_list(**hall.at("secretariat"), note="10/10")  # type: ignore[arg-type]
    hall.committee()
    assert code(lambda: support(floor, 6)) == "list_adopted"
    listed = Nominee.objects.filter(position__isnull=False).count()
    hall.voted(["11" + "0" * (listed - 2)] * 10)
    new = hall.put(["Hoàng Văn Mới"], Origin.NOMINATED, **FLOOR)[0]
    support(new, 10)

    assert code(lambda: support(floor, 1)) == "on_a_ballot"
    assert Nominee.objects.get(pk=new).support == 10 and Nominee.objects.get(pk=floor).support == 7
    assert Election.objects.get().attending == 10


# The base


def test_the_base_changes_with_a_reason_once_ballots_are_collected(hall: Hall) -> None:
    hall.listed(NAMES, seats=3)
    exclude(hall, UNREPLACED)
    exclude(hall, [])
    number = hall.opened(present=9)
    hall.stock(number, Stock.ISSUED, 9)
    exclude(hall, [])
    hall.stock(number, Stock.UNISSUED, 6)
    hall.stock(number, Stock.COLLECTED, 9)

    assert code(lambda: exclude(hall, UNREPLACED)) == "no_reason"
    assert code(lambda: facts(hall, summoned=9, attending=9)) == "no_reason"
    facts(hall, attending=8)  # the base stays
    exclude(hall, UNREPLACED, reason="Biên bản số 3")
    facts(hall, summoned=9, attending=8, reason="Đếm lại danh sách")

    told = detail("elections.exclusions_set")
    assert (told["base_before"], told["base"], told["reason"]) == (10, 9, "Biên bản số 3")
    told = detail("elections.facts_set")
    assert (told["base_before"], told["base"], told["reason"]) == (9, 8, "Đếm lại danh sách")


def test_an_annulled_round_asks_for_no_reason(hall: Hall) -> None:
    hall.listed(NAMES, seats=3)
    number = hall.collected(10)
    actions.annul_round(**hall.at("head"), round=number, reason="Hòm phiếu hỏng")  # type: ignore[arg-type]

    exclude(hall, UNREPLACED)


def test_the_log_proves_whom_an_exclusion_names_and_names_nobody(hall: Hall) -> None:
    hall.facts(3)
    exclude(hall, UNREPLACED)

    told = detail("elections.exclusions_set")
    text = f'["daihoi exclusion", {hall.election}, "Vắng Một", "unreplaced", false]'
    assert told["digests"] == [hashlib.sha256(text.encode()).hexdigest()]
    assert told["digests"] == [exclusion_digest(hall.election, UNREPLACED[0])]
    assert told["reasons"] == {"unreplaced": 1} and "Vắng" not in json.dumps(told, ensure_ascii=False)


def test_nothing_is_saved_over_what_somebody_else_saved(hall: Hall) -> None:
    hall.facts(3)
    seen, view = exclusions_token([]), hall.view()
    figures = facts_token({name: getattr(view, name) for name in FACTS})

    exclude(hall, UNREPLACED, known=seen)
    assert code(lambda: exclude(hall, [Exclusion("Vắng Hai", Reason.UNREPLACED)], known=seen)) == "changed_meanwhile"
    assert hall.view().exclusions == tuple(UNREPLACED)
    facts(hall, seats=2, known=figures)
    assert code(lambda: facts(hall, seats=1, known=figures)) == "changed_meanwhile"
    assert Election.objects.get().seats == 2


def test_a_token_does_not_hang_on_the_order_of_a_list() -> None:
    two = [*UNREPLACED, Exclusion("An", Reason.LEFT_EARLY, True)]
    assert exclusions_token(two) == exclusions_token(two[::-1]) != exclusions_token(two[:1])


# Figures


def test_an_adopted_list_keeps_how_many_were_summoned(hall: Hall) -> None:
    hall.listed(NAMES, seats=3)

    assert code(lambda: facts(hall, summoned=None, attending=None)) == "summoned_missing"


def test_a_title_that_stands_on_ballots_stays(hall: Hall) -> None:
    hall.listed(NAMES, seats=3)
    facts(hall, title="Ban Chấp hành khóa I")
    actions.open_round(**hall.at("head"))  # type: ignore[arg-type]
    facts(hall, title="Ban Chấp hành khóa II")
    actions.make_sheet(**hall.at("head"), round=1, paper="A4", columns=0)  # type: ignore[arg-type]

    assert code(lambda: facts(hall, title="Tên khác")) == "title_printed"
    facts(hall, title="Ban Chấp hành khóa II", attending=9)
    actions.annul_round(**hall.at("head"), round=1, reason="In sai")  # type: ignore[arg-type]
    facts(hall, title="Tên khác")
    hall.opened()
    assert code(lambda: facts(hall, title="Tên khác nữa")) == "title_printed"


# One election of a post


def test_a_post_is_elected_once_unless_the_election_is_withdrawn(hall: Hall) -> None:
    at = hall.at("secretariat")
    assert code(lambda: hall.again(Post.COMMITTEE, "Ban Chấp hành")) == "post_open"
    hall.body = Body.CONFERENCE
    hall.again(Post.SECRETARY, "Bí thư")
    hall.body = Body.DELEGATE_CONGRESS
    assert code(lambda: actions.withdraw_election(**at, reason=" \x00")) == "no_reason"  # type: ignore[arg-type]
    actions.withdraw_election(**at, reason="Mở\x00 nhầm")  # type: ignore[arg-type]

    assert detail("elections.withdrawn")["reason"] == "Mở nhầm"
    hall.again(Post.COMMITTEE, "Ban Chấp hành")
    lines = queries.elections(actor=hall.actor("secretariat"), term=hall.term)
    assert [line.state for line in lines] == ["preparing", "preparing", "withdrawn"]
    assert not lines[-1].may_prepare and not lines[-1].may_run
    of_one = queries.elections_of(actor=hall.actor("auditor"), organisation=hall.pk, term=hall.term)
    assert [line.state for line in of_one] == ["withdrawn", "preparing", "preparing"]


def test_nothing_changes_in_a_withdrawn_election(hall: Hall) -> None:
    hall.listed(NAMES, seats=3)
    actions.withdraw_election(**hall.at("secretariat"), reason="Mở nhầm")  # type: ignore[arg-type]

    for call in (
        lambda: facts(hall),
        lambda: exclude(hall, []),
        lambda: hall.put(["Một Người"]),
        lambda: hall.step("requirements"),
        lambda: hall.committee(),
        lambda: actions.reopen_list(**hall.at("secretariat"), reason="x"),  # type: ignore[arg-type]
        lambda: actions.withdraw_election(**hall.at("secretariat"), reason="x"),  # type: ignore[arg-type]
        lambda: actions.open_round(**hall.at("head")),  # type: ignore[arg-type]
    ):
        assert code(call) == "election_withdrawn"
    view = hall.view("secretariat")
    assert (view.state, view.withdrawn, view.may_prepare, view.may_run) == ("withdrawn", "Mở nhầm", False, False)
    assert len(view.nominees) == 4


def test_an_election_with_a_round_is_not_withdrawn(hall: Hall) -> None:
    hall.listed(NAMES, seats=3)
    hall.opened()
    actions.annul_round(**hall.at("head"), round=1, reason="In sai")  # type: ignore[arg-type]

    assert code(lambda: actions.withdraw_election(**hall.at("secretariat"), reason="x")) == "round_begun"  # type: ignore[arg-type]


# Stock, lists, texts


def test_an_entry_of_the_stock_sent_twice_stands_once(hall: Hall) -> None:
    hall.listed(NAMES, seats=3)
    number = hall.opened(printed=15)
    entry = {"round": number, "kind": Stock.ISSUED, "number": 5, "known": 1}

    actions.enter_stock(**hall.at("head"), **entry)  # type: ignore[arg-type]
    assert code(lambda: actions.enter_stock(**hall.at("head"), **entry)) == "changed_meanwhile"  # type: ignore[arg-type]
    actions.enter_stock(**hall.at("head"), **{**entry, "known": None})  # type: ignore[arg-type]

    assert StockEntry.objects.filter(kind="issued").count() == 2


def test_elections_of_an_organisation_that_has_ended_stay_in_the_list(hall: Hall) -> None:
    Version.objects.filter(organisation=hall.organisation).update(valid_to=date(2025, 7, 1))

    assert len(queries.elections(actor=hall.actor("auditor"), term=hall.term)) == 1
    assert len(queries.elections(actor=hall.actor("board"), term=hall.term)) == 1
    assert queries.elections(actor=hall.actor("beside"), term=hall.term) == []
    assert hall.view("auditor").state == "preparing"


def test_one_line_drops_control_characters() -> None:
    assert one_line("Nguyễn\x00 Văn\x07\x9b An\x7f") == "Nguyễn Văn An"
    assert one_line("a\tb\x85c\nd \x00 e") == "a b c d e"
    assert one_line("\x00\x1b") == ""


def test_free_texts_hold_no_control_characters(hall: Hall) -> None:
    """On PostgreSQL a NUL in a text would be a crash."""
    hall.facts(3)
    facts(hall, title="Ban\x00 Chấp hành")
    new = hall.put(
        ["Trần\x00 Thị Bình"], Origin.NOMINATED, by=Capacity.OFFICIAL, by_name="An\x00", note="b\x01", post="c\x02"
    )
    exclude(hall, [Exclusion("Vắng\x00 Một", Reason.UNREPLACED)], reason="x\x00")
    hall.step("requirements", note="ghi\x00 lại")
    at = {**hall.at("secretariat"), "nominee": new[0]}
    actions.decide_withdrawal(**at, allowed=False, note="giơ\x00 tay")  # type: ignore[arg-type]
    support = {"attending": 10, "support": {new[0]: 5}, "note": "biên\x00 bản"}
    actions.enter_support(**hall.at("secretariat"), **support)  # type: ignore[arg-type]
    actions.drop_nominee(**at, reason="nhầm\x00")  # type: ignore[arg-type]

    assert hall.view().title == "Ban Chấp hành"
    assert hall.view().exclusions[0].person == "Vắng Một"
    assert detail("elections.nominee_dropped")["reason"] == "nhầm"
