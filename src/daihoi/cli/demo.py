"""Samples to look at: Điện Biên, Tây Hồ, Thăng Bình and Quảng Ninh in 2020, with the figures as they were published."""

import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from daihoi.cli import _show
from daihoi.cli._frame import FINE, Options, Subparsers, command, port, set_up_django
from daihoi.core.messages import N_, Message, refuse

if TYPE_CHECKING:
    from daihoi.cli._sample.founding import Sample

# The samples with their days; Django is not ready yet when the day is set.
DAYS = {
    "dien-bien": "2020-05-15",
    "tay-ho": "2020-02-20",
    "thang-binh": "2020-05-05",
    "quang-ninh": "2020-06-11",
}
DEFAULT = "dien-bien"


@dataclass(frozen=True)
class SignIn:
    """One line of the list of sample accounts."""

    username: str
    password: str
    tour: Message


def register(subparsers: Subparsers) -> None:
    parser = command(subparsers, "demo", demo, help="fill a sample province and serve it", needs_database=False)
    parser.add_argument(
        "--sample", choices=tuple(DAYS), default=DEFAULT, help="which sample (default: dien-bien, a whole province)"
    )
    parser.add_argument("--no-serve", action="store_true", help="fill it and stop")
    parser.add_argument("--port", type=port, default=8000, help="port to listen on (default: 8000; 0: any free one)")
    parser.epilog = (
        "dien-bien is the province on 15/5/2020; tay-ho the urban district in Hà Nội on 20/2/2020; thang-binh the "
        "district in Quảng Nam on 5/5/2020; quang-ninh the province with its five breakthroughs on 11/6/2020. What was "
        "published of them is as it was published; everything else is generated and says so. Its database is "
        "demo.sqlite3 (demo-tay-ho.sqlite3, and so on) in DAIHOI_HOME unless DAIHOI_DATABASE names another; one that "
        "holds other data is refused. Today is the day of the sample there, as every page says. It listens on this "
        "machine only."
    )


def demo(options: Options) -> int:
    os.environ["DAIHOI_TODAY"] = DAYS[options.sample]
    home = Path(os.environ.get("DAIHOI_HOME", "var")).resolve()
    home.mkdir(parents=True, exist_ok=True)
    file = "demo.sqlite3" if options.sample == DEFAULT else f"demo-{options.sample}.sqlite3"
    os.environ.setdefault("DAIHOI_DATABASE", f"sqlite:///{home / file}")
    set_up_django(options.lang)
    from daihoi.cli._sample.samples import SAMPLES  # noqa: PLC0415 app ready

    sample = SAMPLES[options.sample]
    _tell(options, sample, _fill(sample))
    if options.no_serve:
        return FINE
    from daihoi.cli import service  # noqa: PLC0415 slow import

    options.host, options.threads, options.proxy = "127.0.0.1", 8, None
    return service.serve(options)


def _fill(sample: "Sample") -> float | None:
    """Build the sample where the database is empty; the seconds that took, None where it was there already."""
    from django.core.management import call_command  # noqa: PLC0415 app ready

    from daihoi.cli._sample import founding  # noqa: PLC0415 app ready
    from daihoi.core.messages import Refused  # noqa: PLC0415 slow import

    begun = time.perf_counter()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if founding.built(sample):
        return None
    try:
        founding.build(sample)
    except Refused as refused:
        if refused.findings[0].code != "set_up":
            raise
        raise refuse(
            "not_the_sample",
            N_("This database holds data that are not the sample; leave it, and give DAIHOI_DATABASE another one."),
        ) from refused
    return time.perf_counter() - begun


def _tell(options: Options, sample: "Sample", seconds: float | None) -> None:
    lines = [SignIn(one.username, one.password, Message(one.tour)) for one in (*sample.accounts, sample.keeper)]
    if options.json:
        _show.as_json({"seconds": seconds, "accounts": lines})
        return
    params = {"place": sample.place, "day": sample.day, "seconds": f"{seconds or 0:.1f}"}
    if seconds is None:
        _show.say(Message(N_("The sample is there already: {place} on {day:%d/%m/%Y}."), params))
    else:
        text = N_("The sample was built in {seconds} seconds: {place} on {day:%d/%m/%Y}, figures as published.")
        _show.say(Message(text, params))
    print()
    headings = {"username": N_("User name"), "password": N_("Password"), "tour": N_("What to look at")}
    _show.rows(options, lines, headings)
    print()
