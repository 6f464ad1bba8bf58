"""Figures on the command line: the board of an organisation, and the catalogue that defines every figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from daihoi.cli import _show
from daihoi.cli._frame import FINE, Options, Subparsers, command, day, set_up_django
from daihoi.core.indicators import CATALOGUE, OF_PERSONNEL
from daihoi.core.messages import N_, Message, refuse
from daihoi.core.organisations.kinds import Level

TABLE = ("organisations", "members", "congresses", "congresses.held", "congresses.overdue", "congresses.behind_plan")


@dataclass(frozen=True)
class Line:
    """One figure of one organisation; `share` exact, as "a/b" in JSON."""

    indicator: str
    title: Message
    value: int | Fraction | None
    out_of: int | None
    share: Fraction | None


@dataclass(frozen=True)
class Definition:
    """One indicator of the catalogue."""

    name: str
    title: Message
    sentence: Message
    unit: Message
    level: str


def register(subparsers: Subparsers) -> None:
    parser = command(subparsers, "board", board, help="print the figures of an organisation", needs_actor=True)
    parser.add_argument("code", help="the organisation's code")
    parser.add_argument("--term", help="like 2020-2025 (default: the latest term with congresses there)")
    parser.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help="as it stood on this day (default: today)")
    parser.add_argument("--level", choices=[level.value for level in Level], help="congresses of this level only")
    command(subparsers, "indicators", indicators, help="list every figure that is defined", needs_database=False)


def board(options: Options) -> int:
    from daihoi.actions import personnel  # noqa: PLC0415 app ready
    from daihoi.queries import clock, organisations  # noqa: PLC0415 app ready
    from daihoi.queries import indicators as engine  # noqa: PLC0415 app ready

    today = clock.today()
    as_of = options.as_of or today
    card = organisations.coded(actor=options.actor, code=options.code, as_of=as_of)
    term = _term(options)
    level = Level(options.level) if options.level else None
    at = engine.place(actor=options.actor, organisation=card.id, term=term, as_of=as_of, today=today, level=level)
    # Figures of personnel records are for those with the right alone, and their reading is logged.
    names = [name for name in CATALOGUE if at.shows(name)]
    if any(name in OF_PERSONNEL for name in names):
        personnel.read(actor=options.actor, organisation=card.id, term=term, page="daihoi board")
    lines = [_line(name, figure) for name, figure in engine.figures(at, names).items()]
    below = engine.by_subordinate(at, TABLE)
    cards = organisations.cards(actor=options.actor, pks=list(below), as_of=as_of)
    if options.json:
        _show.as_json(
            {
                "organisation": {"id": card.id, "code": card.code, "name": card.name},
                "term": term,
                "as_of": as_of,
                "level": level,
                "figures": lines,
                "below": [
                    {
                        "id": pk,
                        "code": cards[pk].code,
                        "name": cards[pk].name,
                        "figures": [_line(*pair) for pair in found.items()],
                    }
                    for pk, found in below.items()
                ],
            }
        )
        return FINE
    _show.say(Message(N_("{name}, term {term}, as of {day}"), {"name": card.name, "term": term, "day": as_of}))
    print()
    headings = {
        "title": N_("Figure"),
        "indicator": N_("Name"),
        "value": N_("Value"),
        "out_of": N_("Out of"),
        "share": N_("Share"),
    }
    _show.rows(options, [_Shown(line) for line in lines], headings)
    if below:
        print()
        _show.print_table(
            [
                [_show.translate(title) for title in (N_("Organisation"), *(CATALOGUE[name].title for name in TABLE))],
                *([cards[pk].name, *(str(found[name].value) for name in TABLE)] for pk, found in below.items()),
            ]
        )
    return FINE


def _term(options: Options) -> str:
    """The term asked for, else the latest to which congresses within the actor's reach are pinned."""
    from daihoi.queries import rules  # noqa: PLC0415 app ready

    known: Sequence[str] = rules.terms()
    if options.term is not None:
        if options.term not in known:
            raise refuse("unknown_term", N_("There is no term {term}; known are {known}."), term=options.term,
                         known=", ".join(known))  # fmt: skip
        return str(options.term)
    pinned = [term for term in known if rules.pinned(actor=options.actor, term=term)]
    return (pinned or list(known))[-1]


def _line(name: str, figure: object) -> Line:
    return Line(name, Message(CATALOGUE[name].title), figure.value, figure.out_of, figure.share)


class _Shown:
    """A figure for the table: shares as percentages, means with one decimal."""

    def __init__(self, line: Line) -> None:
        self.title, self.indicator = line.title, line.indicator
        self.value = line.value if isinstance(line.value, int) or line.value is None else f"{float(line.value):.1f}"
        self.out_of = line.out_of
        self.share = None if line.share is None else f"{float(line.share) * 100:.2f} %"


def indicators(options: Options) -> int:
    set_up_django(options.lang)
    lines = [
        Definition(
            one.name,
            Message(one.title),
            Message(one.sentence),
            Message(one.unit),
            one.level.value if one.level else "",
        )
        for one in CATALOGUE.values()
    ]
    headings = {
        "name": N_("Name"),
        "title": N_("Title"),
        "sentence": N_("Sentence"),
        "unit": N_("Unit"),
        "level": N_("Level"),
    }
    _show.rows(options, lines, headings)
    return FINE
