"""Every address of personnel work tried by everybody who may not see it, and by those who may.

One table says what each address is made of; a new address must be put into it. Whoever has not the right finds nothing
(404), changes nothing, leaves no event, and reads no word of any record anywhere. Whoever has it leaves exactly one
event of reading for what is shown, and no event, session, message, address, title, file name or line of the server's
log holds a name or a fact of a person.
"""

import json
import logging
import os
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from openpyxl import load_workbook

from daihoi.actions import personnel as actions
from daihoi.actions import reports
from daihoi.cli.main import main
from daihoi.cli.reports import make_due
from daihoi.core.indicators import OF_PERSONNEL
from daihoi.core.personnel import kinds
from daihoi.core.reports import FIGURES
from daihoi.core.text import fold
from daihoi.data import uploaded
from daihoi.data.models import Event
from daihoi.web.audit import PERSONNEL_FACTS
from daihoi.web.downloads import XLSX
from daihoi.web.personnel.urls import urlpatterns
from tests.area import TERM, TODAY, Area, area
from tests.personnel_secrets import BORN, NAMESAKE, OUTSIDERS, WORDS, Records, client_of, staffed
from tests.web.personnel.flow import begin, book

__all__ = ["area"]  # a fixture

# What an address is made of beside the organisation ("keyword=attribute of the records or text") → names of addresses.
# "?at": the organisation stands in the query.
TABLE: dict[str, str] = {
    "?at": "personnel personnel_groups personnel_queue_xlsx",
    "?at key=x act=forward": "personnel_together",
    "": "personnel_place personnel_people personnel_people_xlsx personnel_person_new personnel_alike "
    "personnel_alike_decide personnel_dossiers personnel_dossiers_xlsx personnel_import personnel_import_form "
    "personnel_scheme personnel_scheme_numbers personnel_compare personnel_variant_new personnel_process "
    "personnel_step_open personnel_papers personnel_versions personnel_submit personnel_members personnel_members_xlsx "
    "personnel_member_new personnel_members_enter personnel_afterwards personnel_afterwards_xlsx "
    "personnel_afterwards_enter personnel_figures personnel_figures_xlsx personnel_departures "
    "personnel_departures_xlsx personnel_departure_new personnel_offices personnel_offices_new",
    "person=person": "personnel_person personnel_person_edit personnel_person_remove personnel_pool personnel_dossier "
    "personnel_leave",
    "person=person item=cv": "personnel_dossier_item personnel_dossier_file",
    "person=person review=political_history": "personnel_review",
    "person=left": "personnel_leave_undo",
    "person=departing": "personnel_departure",
    "token=token": "personnel_import_columns personnel_import_preview personnel_import_problems "
    "personnel_import_apply personnel_import_discard",
    "variant=second": "personnel_variant personnel_variant_change personnel_variant_check personnel_feasible "
    "personnel_variant_rename personnel_variant_choose personnel_variant_drop personnel_scheme_xlsx",
    "name=short_list": "personnel_paper personnel_paper_xlsx",
    "step=step": "personnel_step personnel_step_votes personnel_step_base personnel_step_close",
    "step=closed": "personnel_step_reopen personnel_step_aside personnel_step_xlsx",
    "step=closed name=minutes": "personnel_step_paper",
    "number=number": "personnel_version personnel_remark personnel_forward personnel_return personnel_approve "
    "personnel_version_xlsx",
    "number=number name=approval_draft": "personnel_version_paper",
    "member=member": "personnel_member_edit personnel_member_leave personnel_member_remove",
    "member=gone": "personnel_member_back",
    "merged=merged": "personnel_offices_end personnel_offices_remove",
}
ROWS = [(name, made_of) for made_of, names in TABLE.items() for name in names.split()]
# Addresses with the id of a row, which may be somebody else's.
WITH_ROWS = [row for row in ROWS if row[1] and not row[1].startswith("?at") and not row[1].startswith("name=")]
# An empty form, handed out to whoever may fill one in.
HOLDS_NOBODY = {"personnel_import_form"}
# Something of what the forms ask for, with the word in everything that is typed.
SENT = {
    "name": "{word}", "text": "{word}", "note": "{word}", "reason": "{word}", "why": "{word}", "post": "{word}",
    "home": "{word}", "number": "{word}", "paper": "{word}", "decision": "{word}", "by": "{word}", "place": "{word}",
    "chair": "{word}", "done_by": "{word}", "exit_note": "{word}", "title_0": "{word}", "new_name": "{word}",
    "done": "yes", "done_on": "2020-02-20", "on_date": "2020-02-20", "to_on": "2020-02-20", "from_on": "2020-02-14",
    "held_on": "2020-02-10", "state": "received", "how": "decision", "exit": "retired", "organ": "committee",
    "entry": "appointed", "offices": "inspection", "why_not": "age", "seen": "1", "version": "1", "do": "save",
    "secrecy": "secret", "committee_seats": "5", "what": "two",
}  # fmt: skip


class World:
    """Huyện A and Huyện B with one of everything each."""

    def __init__(self, area: Area) -> None:
        self.area = staffed(area)
        self.a, self.b = Records(area, "Huyện A"), Records(area, "Huyện B", versions=2)


@pytest.fixture
def world(area: Area, settings: object, tmp_path: object) -> World:
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    return World(area)


def names_of(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from names_of(one.url_patterns)
        else:
            yield str(one.name)


def body_of(answer: HttpResponse) -> str:
    """What somebody can read of an answer; the texts of office files too."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if not body.startswith(b"PK"):
        return body.decode(errors="replace")
    with ZipFile(BytesIO(body)) as file:
        return "".join(file.read(name).decode(errors="replace") for name in file.namelist())


def around(answer: HttpResponse) -> str:
    """What stands around what is shown: headers, the way on, the title, messages for the next page."""
    text = "\n".join(f"{name}: {unquote(value)}" for name, value in answer.items())
    body = body_of(answer)
    title = body.partition("<title>")[2].partition("</title>")[0]
    queued = getattr(getattr(answer.wsgi_request, "_messages", None), "_queued_messages", [])
    return "\n".join([text, title, *(str(one) for one in queued)])


def tells(text: str, *words: str) -> bool:
    return any(word in fold(text) for word in map(fold, words or WORDS.values()))


def rows_of_personnel() -> dict[str, list[tuple[object, ...]]]:
    """Every row of personnel work, to see that nothing changed."""
    models = [one for one in apps.get_app_config("data").get_models() if "personnel" in one.__module__]
    assert len(models) > 15
    return {one.__name__: sorted(one._default_manager.values_list(), key=str) for one in models}


def read_since(seq: int) -> list[Event]:
    return list(Event.objects.filter(seq__gt=seq).order_by("seq"))


def last_seq() -> int:
    return Event.objects.order_by("-seq").values_list("seq", flat=True)[0]


def sent(word: str) -> dict[str, str]:
    return {name: value.format(word=word) for name, value in SENT.items()}


def test_every_address_of_personnel_is_in_the_table() -> None:
    assert sorted(name for name, _ in ROWS) == sorted(names_of(urlpatterns))


def test_whoever_has_not_the_right_finds_nothing_and_changes_nothing(world: World) -> None:
    found: dict[str, object] = {}
    before, seq = rows_of_personnel(), last_seq()
    given = {"person": str(world.a.person), "other": str(world.a.other)} | sent("x")
    for who in OUTSIDERS:
        client = client_of(world.area, who)
        for name, made_of in ROWS:
            address = world.a.address(name, made_of)
            for how, answer in (("GET", client.get(address)), ("POST", client.post(address, given))):
                # 405: an address that takes only the other one says so before it looks at anything.
                if answer.status_code not in {404, 405}:
                    found[f"{who}: {how} {name}"] = answer.status_code
                if tells(body_of(answer) + around(answer)):
                    found[f"{who}: {how} {name}"] = "tells"

    assert found == {}
    assert rows_of_personnel() == before
    assert read_since(seq) == []


def test_whoever_is_not_signed_in_is_sent_to_the_sign_in(world: World) -> None:
    before, seq = rows_of_personnel(), last_seq()
    closed = client_of(world.area, "own")
    world.area.users["own"].is_active = False
    world.area.users["own"].save()
    for client in (Client(), closed):
        for name, made_of in ROWS:
            for answer in (client.get(world.a.address(name, made_of)), client.post(world.a.address(name, made_of))):
                assert answer.status_code == 302, name
                assert answer.url.startswith("/accounts/login/"), name
                assert not tells(around(answer)), name

    assert (rows_of_personnel(), read_since(seq)) == (before, [])


@pytest.mark.parametrize("who", ["officer", "own", "own_b"])
def test_a_row_of_another_organisation_is_not_here(world: World, who: str) -> None:
    """A right person, step, version … under the address of the wrong organisation, even for who may see both."""
    client, found = client_of(world.area, who), {}
    before, seq = rows_of_personnel(), last_seq()
    at, of = (world.b, world.a) if who == "own_b" else (world.a, world.b)
    for name, made_of in WITH_ROWS:
        if at is world.b and "number=" in made_of:
            continue  # both have a first version
        address = of.address(name, made_of, at)
        for how, answer in (("GET", client.get(address)), ("POST", client.post(address, sent("x")))):
            if answer.status_code not in {404, 405}:
                found[f"{how} {name}"] = answer.status_code
            if tells(body_of(answer) + around(answer), of.word):
                found[f"{how} {name}"] = "tells"

    assert found == {}
    assert rows_of_personnel() == before
    assert {one.event for one in read_since(seq)} <= {"personnel.opened"}


def test_a_row_of_another_organisation_in_a_form_is_not_here(world: World) -> None:
    """Ids of Huyện B in what is sent to Huyện A by its own officer."""
    client, a, b = client_of(world.area, "own"), world.a, world.b
    before = rows_of_personnel()
    tried = [
        ("personnel_alike_decide", "", {"person": a.namesake, "other": b.namesake, "what": "same"}),
        ("personnel_alike_decide", "", {"person": b.namesake, "other": a.namesake, "what": "same"}),
        ("personnel_member_new", "", sent("x") | {"person": b.person}),
        ("personnel_members_enter", "", sent("x") | {"person": b.person, "people": b.person}),
        ("personnel_departure_new", "", sent("x") | {"person": b.person, "why": "age"}),
        ("personnel_variant_new", "", {"name": "x", "copy_of": b.second}),
        ("personnel_variant_change", "variant=second", {"do": "save", "version": 1, "on": b.person, "p": b.person}),
        ("personnel_version", "number=number", {"remark": b.remark, "seen": "submitted-1-0"}),
    ]
    for name, made_of, given in tried:
        answer = client.post(a.address(name, made_of), given)
        assert answer.status_code in {200, 302, 400, 404}, name
        assert not tells(body_of(answer) + around(answer), b.word), name
    assert {name for name, rows in rows_of_personnel().items() if rows != before[name]} <= {"Variant"}


def sealed(page: HttpResponse, name: str) -> bool:
    """Does each printed page bear the mark, with who opened it and when?"""
    head = body_of(page).partition('<div class="secrecy-head">')[2].partition("</div>")[0]
    return "<strong>MẬT</strong>" in head and name in head and "02/03/2020" in head


def test_each_reading_leaves_one_event_with_ids_alone(world: World) -> None:
    client, user, found = client_of(world.area, "officer"), world.area.users["officer"].full_name, {}
    for name, made_of in [row for row in ROWS if row[0] not in HOLDS_NOBODY]:
        seq = last_seq()
        answer = client.get(world.a.address(name, made_of))
        events = [one.event for one in read_since(seq)]
        if answer.status_code == 200 or answer.status_code == 409:
            file = "Content-Disposition" in answer
            if events != ["personnel.taken" if file else "personnel.opened"]:
                found[name] = events
            if answer["Cache-Control"] != ("private, no-store" if file else "no-store"):
                found[name] = answer["Cache-Control"]
            if tells(around(answer)):
                found[name] = around(answer)
            if not file and not sealed(answer, user):
                found[name] = "no mark"
        elif answer.status_code not in {302, 404, 405} or name in SHOWN:
            found[name] = answer.status_code

    assert found == {}


# Every page and file that Huyện A has something to show on.
SHOWN = {name for name, _ in ROWS} - {
    "personnel_together",  # there is no group of versions without exception
    "personnel_alike_decide", "personnel_variant_check", "personnel_variant_choose", "personnel_import_apply",
    "personnel_import_discard",  # these are sent to only
    "personnel_approve",  # not put forward
    "personnel_step_open",  # one is open: the way on is to the process
    "personnel_step_aside",  # every step is of the rules in force
}  # fmt: skip


def test_nothing_that_is_kept_beside_the_records_tells_of_them(
    world: World, caplog: pytest.LogCaptureFixture, settings: object
) -> None:
    """Whatever the officer of the place looks at or sends, right or wrong: events, sessions, the server's log, the
    address that it leads to, titles, names of files and messages for the next page hold no word and no birth."""
    caplog.set_level(logging.DEBUG)
    word, found = world.a.word, {}
    for who in ("appraiser", "own"):
        client = client_of(world.area, who)
        for name, made_of in [row for row in ROWS if row[0] != "personnel_feasible"]:  # seconds of search
            address, given = world.a.address(name, made_of), sent(word)
            refused = {"version": "0", "do": "save", "q": word}
            given |= {"person": str(world.a.person), "other": str(world.a.other), "born_year": str(BORN)}
            for how, answer in (
                ("GET", client.get(address)),
                ("refused", client.post(address, refused)),
                ("POST", client.post(address, given)),
            ):
                assert answer.status_code < 500
                if tells(around(answer)):
                    found[f"{who}: {how} {name}"] = around(answer)

    assert found == {}
    for event in Event.objects.all():
        text = f"{event.subject} {event.detail}"
        assert not tells(text) and str(BORN) not in text, (event.event, text)
    assert not any(tells(json.dumps(one.get_decoded(), ensure_ascii=False)) for one in Session.objects.all())
    ours = [one.getMessage() for one in caplog.records if not one.name.startswith("django.db")]
    assert not any(tells(unquote(text)) for text in ours)


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value of JSON, and the names of its facts."""
    match value:
        case dict():
            yield from value
            yield from (text for one in value.values() for text in texts_in(one))
        case list():
            yield from (text for one in value for text in texts_in(one))
        case str():
            yield value


def test_no_event_says_of_a_person_by_id_what_records_say(world: World) -> None:
    """Which conclusion was made, how somebody left, whether somebody stands again, what somebody is meant for: whoever
    may read the log and not the records learns none of it from an id."""
    here = {"actor": world.area.actor("officer"), "organisation": world.a.organisation, "term": TERM}
    for review in kinds.Review:
        actions.note_review(**here, person=world.a.person, review=review, done_on=TODAY, done_by="Ban")  # type: ignore[arg-type]
    actions.keep_departure(**here, person=world.a.departing, facts=None)  # type: ignore[arg-type]
    actions.set_pool_place(**here, person=world.a.person, meant=None)  # type: ignore[arg-type]
    said = (kinds.Review, kinds.Leaving, kinds.DossierState, kinds.Exit, kinds.Entry, kinds.Departure, kinds.Sex)
    facts = {str(one) for kind in said for one in kind} | {"cv"}
    facts |= {"review", "item", "how", "state", "stands", "out", "organs", "standing"}

    events = Event.objects.filter(event__startswith="personnel.").exclude(
        event__in=("personnel.opened", "personnel.taken")
    )
    assert {one.event for one in events} >= {
        "personnel.left", "personnel.review_noted", "personnel.dossier_kept", "personnel.departure_kept",
        "personnel.pool_set", "personnel.member_left", "personnel.submitted",
    }  # fmt: skip
    found = {one.event: told for one in events if (told := facts & set(texts_in(json.loads(one.detail))))}
    assert found == {}
    # What they do say has a name in the log.
    assert {key for one in events for key in json.loads(one.detail)} - PERSONNEL_FACTS.keys() == set()


def test_namesakes_beside_are_not_shown(world: World) -> None:
    """Huyện A and Huyện B keep a person of one name and birth month; the province decided that they are one."""
    here = {"actor": world.area.actor("officer"), "organisation": world.b.organisation}
    actions.decide_duplicate(**here, person=world.b.namesake, other=world.a.namesake, same=True)  # type: ignore[arg-type]
    client, found = client_of(world.area, "own_b"), []
    for name, made_of in [
        *ROWS,
        ("personnel_person", "person=namesake"),
        ("personnel_person_remove", "person=namesake"),
    ]:
        answer = client.get(world.b.address(name, made_of))
        found += [name] if tells(body_of(answer) + around(answer), world.a.word) else []
    # A list in work with the namesake, read by the officer of the place alone.
    row = (1, NAMESAKE, f"7/{BORN}", "Nam", "Kinh", "", "", "")
    preview = client.get(begin(client, world.b.organisation, book(row)) + "?show=undecided")
    assert [entry["records"][0].organisation for entry in preview.context["rows"]] == [world.b.organisation]

    assert found == []
    shown = {who: body_of(client_of(world.area, who).get(world.b.address("personnel_alike", "")))
             for who in ("officer", "own_b")}  # fmt: skip
    assert {who: "Huyện A" in text for who, text in shown.items()} == {"officer": True, "own_b": False}


def test_every_file_bears_its_mark_and_who_took_it_and_when(world: World) -> None:
    """On each sheet and each printed page of it; in each Word file; of a dossier's file, in its name."""
    client, user, opened = client_of(world.area, "officer"), world.area.users["officer"].full_name, set()
    papers = [("personnel_paper", f"name={name}") for name in ("scheme", "submission", "structure", "approval_draft")]
    papers += [("personnel_paper_xlsx", "name=structure"), ("personnel_step_paper", "step=closed name=ballot")]
    for name, made_of in [*ROWS, *papers]:
        answer = client.get(world.a.address(name, made_of))
        if "Content-Disposition" not in answer or name in HOLDS_NOBODY:
            continue
        opened.add(name)
        marks = ("mật", user.lower(), "02/03/2020")
        if name == "personnel_dossier_file":
            said = unquote(answer["Content-Disposition"]).lower().replace(" ", "")
            assert all(one.replace(" ", "").replace("/", "") in said for one in marks), said
        elif answer["Content-Type"] == XLSX:
            book = load_workbook(BytesIO(answer.content))
            for sheet in book:
                top = " ".join(str(row[0].value or "") for row in sheet.iter_rows(max_row=4)).lower()
                printed = f"{sheet.oddHeader.center.text} {sheet.oddFooter.center.text}".lower()
                assert all(one in top for one in marks), (name, sheet.title, top)
                assert all(one in printed for one in marks), (name, sheet.title, printed)
        else:
            text = body_of(answer).lower()
            assert all(one in text for one in marks), name

    assert len(opened) >= 14


def test_what_was_read_in_or_given_up_leaves_no_file(world: World, tmp_path: Path) -> None:
    client = client_of(world.area, "officer")
    assert sorted(path.name for path in (tmp_path / "uploads-personnel").iterdir()) == sorted(
        [world.a.token, world.b.token]
    )
    refused = client.post(world.a.address("personnel_import_apply", "token=token"))
    assert not tells(around(refused))
    assert not tells(str(refused.cookies))
    client.post(world.a.address("personnel_import_discard", "token=token"))

    folder = tmp_path / "uploads-personnel" / world.b.token
    old = time.time() - uploaded.LONGEST - 60
    os.utime(folder / "state.json", (old, old))
    assert client.get(world.b.address("personnel_import_preview", "token=token")).status_code == 404
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_an_upload_that_nobody_comes_back_to_is_removed(world: World, tmp_path: Path) -> None:
    old = time.time() - uploaded.LONGEST - 60
    os.utime(tmp_path / "uploads-personnel" / world.a.token / "state.json", (old, old))
    make_due()

    assert [path.name for path in (tmp_path / "uploads-personnel").iterdir()] == [world.b.token]


def test_the_command_line_gives_no_figure_without_the_right(world: World, capsys: pytest.CaptureFixture[str]) -> None:
    code = world.area.of["Huyện A"].code
    told = {}
    for who in ("every_other", "beside", "ended", "officer"):
        seq = last_seq()
        main(["board", code, "--as", world.area.users[who].username, "--term", TERM, "--json"])
        figures = {one["indicator"] for one in json.loads(capsys.readouterr().out)["figures"]}
        events = [one.event for one in read_since(seq)]
        told[who] = (bool(figures & OF_PERSONNEL), events)

    assert told == {
        "every_other": (False, []),
        "beside": (False, []),
        "ended": (False, []),
        "officer": (True, ["personnel.opened"]),
    }


def test_weekly_reports_are_made_and_read_without_personnel(world: World) -> None:
    """A report is read by everybody who may see the organisation, so it counts nothing of personnel."""
    here = {"actor": world.area.actor("district"), "organisation": world.a.organisation}
    pk = reports.make_report(**here, term=TERM, week_to=TODAY)  # type: ignore[arg-type]
    client = client_of(world.area, "district")
    for name in ("report", "report_word", "report_xlsx"):
        assert not tells(body_of(client.get(reverse(name, args=[pk]))))
    assert not OF_PERSONNEL & set(FIGURES)


def test_a_form_that_is_refused_shows_records_and_is_logged(world: World) -> None:
    client, found = client_of(world.area, "officer"), {}
    for name, made_of in ROWS:
        seq = last_seq()
        answer = client.post(world.a.address(name, made_of), {"version": "999", "do": "save", "seen": "999"})
        events = [one.event for one in read_since(seq)]
        reading = "personnel.taken" if "Content-Disposition" in answer else "personnel.opened"
        if answer.status_code in {200, 400} and events != [reading]:
            found[name] = (answer.status_code, events)

    assert found == {}


def test_other_pages_tell_nothing_of_it(world: World) -> None:
    a, found = world.a, {}
    half = a.word[:-1]  # what is typed comes back
    personnel_figures = sorted(OF_PERSONNEL)
    assert len(personnel_figures) > 20
    pages = [reverse(name) for name in (
        "home", "board", "today", "organisations", "elections", "audit", "people", "reports", "rules_targets", "tasks",
        "bodies", "personnel", "personnel_groups", "personnel_queue_xlsx",
    )]  # fmt: skip
    pages += [reverse("audit") + "?event=personnel.opened", reverse("organisations") + f"?q={half}"]
    pages += [reverse("organisation_options") + f"?q={half}", reverse("visit_worker") + f"?q={half}"]
    at_place = ("organisation", "organisation_preparation", "organisation_history", "board_at", "board_xlsx",
                "organisation_end", "organisation_merge", "organisation_move")  # fmt: skip
    pages += [reverse(name, args=[a.organisation]) for name in at_place]
    behind = [reverse(name, args=[a.organisation, figure]) for name in ("records", "records_xlsx")
              for figure in personnel_figures]  # fmt: skip
    seq = last_seq()
    for who in OUTSIDERS:
        client = client_of(world.area, who)
        for page in pages:
            answer = client.get(page, follow=True)
            if tells(body_of(answer) + around(answer), a.word):
                found[f"{who}: {page}"] = "tells"
        for page in behind:
            answer = client.get(page)
            if answer.status_code != 404 or tells(body_of(answer)):
                found[f"{who}: {page}"] = answer.status_code

    assert found == {}
    assert {(one.event, one.organisation) for one in read_since(seq)} <= {
        ("personnel.opened", world.b.organisation),
        ("personnel.taken", world.b.organisation),
        ("personnel.opened", world.area.id("Xã Một")),
        ("personnel.taken", world.area.id("Xã Một")),
    }
