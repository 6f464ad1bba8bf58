"""What argparse says of options that it does not understand, in the reader's language.

It asks gettext of the standard library, whose domain and language are ours while the options are read.
"""

import gettext
import os
from argparse import ArgumentTypeError
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from daihoi.core.messages import N_, Message

_DOMAIN = "django"
_LOCALE = Path(__file__).resolve().parent.parent / "locale"
LANGUAGES = ("vi", "en")
# As argparse of Python 3.11 and later has them, so that they come into the catalogue.
SENTENCES = (
    N_("usage: "),
    N_("%(prog)s: error: %(message)s\n"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("the following arguments are required: %s"),
    N_("unrecognized arguments: %s"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("ignored explicit argument %r"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("not allowed with argument %s"),
    N_("one of the arguments %s is required"),
)


def language(arguments: Sequence[str]) -> str:
    """The language asked for with --lang, before the options are read; Vietnamese without one that is known."""
    said = "vi"
    for at, word in enumerate(arguments):
        name, given, value = word.partition("=")
        if name == "--lang":
            value = value if given else next(iter(arguments[at + 1 : at + 2]), "")
            said = value if value in LANGUAGES else said
    return said


@contextmanager
def spoken(lang: str) -> Iterator[None]:
    """While this holds, argparse speaks the language."""
    before, variable = gettext.textdomain(), os.environ.get("LANGUAGE")
    gettext.bindtextdomain(_DOMAIN, str(_LOCALE))
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = lang
    try:
        yield
    finally:
        gettext.textdomain(before)
        if variable is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = variable


def wrong(text: str, **params: object) -> ArgumentTypeError:
    """What a value of an option is refused with: `raise wrong(N_("{given!r} is no day."), given=text)`."""
    return ArgumentTypeError(Message(text, params).render(gettext.gettext))
