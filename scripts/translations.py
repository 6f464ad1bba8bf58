"""The catalogue of translations: gathered from the code and the rule packs, checked and compiled, in pure Python.

    python scripts/translations.py update    write src/daihoi/locale/vi/LC_MESSAGES/django.po anew
    python scripts/translations.py check     exit 1 and say what is missing or wrong
    python scripts/translations.py compile   write the .mo file beside it

The catalogue is sorted and has no line numbers, so that it changes only where a sentence does. Translations stay,
unused ones are dropped. Parts beside it (locale/vi/parts/*.po) are merged in and win; once merged, delete them.
"""

import io
import re
import string
import sys
import tomllib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "daihoi"
FOLDER = PACKAGE / "locale" / "vi"
PO = FOLDER / "LC_MESSAGES" / "django.po"

# How each marking function takes its arguments: (1, 2) singular and plural; "c" a context.
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "N_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}

# What people read in rule packs, overlays and the table of holidays; the pages show it through `pack_text`.
PACK_TEXTS = frozenset({"article", "name", "note", "of", "sentence", "title"})
# The shape of a Vietnamese syllable, with or without marks; words like "seats" or "article" have another one.
SYLLABLE = re.compile(r"(ngh?|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnpqrstvx])?[aeiouy]{1,3}(ch|ng|nh|[cmnpt])?")

# Vietnamese words that an English sentence may keep: names, numbers of papers, and words to be typed.
KEPT = ("Điện Biên", "123-QĐ/TU", "“Đảng bộ”", "“Chi bộ”", "“bầu”")

HEADER = r"""# Vietnamese sentences of daihoi. Written by `make messages`; translate here, the order is kept.
msgid ""
msgstr ""
"Language: vi\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=1; plural=0;\n"

"""

Key = tuple[str, str]  # context, English sentence (the singular where there are two)


def extracted() -> dict[Key, str | tuple[str, str]]:
    """Every marked sentence of the package: its key, and its text or its two forms."""
    found: dict[Key, str | tuple[str, str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts:
            found.update(_marked(path.read_text(encoding="utf-8")))
    found.update({("", text): text for text in pack_texts()})
    for path in sorted([*PACKAGE.rglob("templates/**/*.html"), *PACKAGE.rglob("templates/**/*.txt")]):
        source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        # What templatize leaves is marked calls among blanks; indentation would only disturb the tokenizer.
        found.update(_marked("\n".join(line.lstrip() for line in source.splitlines())))
    return found


def pack_texts() -> set[str]:
    """The English texts of the rule packs, overlays and holidays; Vietnamese ones are shown as they are."""
    files = [tomllib.loads(path.read_text(encoding="utf-8")) for path in PACKAGE.glob("rulepacks/**/*.toml")]
    return {text for file in files for text in _texts(file) if is_english(text)}


def _texts(table: dict[str, object]) -> Iterator[str]:
    for key, value in table.items():
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield from _texts(item)
            elif isinstance(item, str) and key in PACK_TEXTS:
                yield item


def is_english(text: str) -> bool:
    """Does the text hold a word that no Vietnamese syllable looks like? Names of papers ("HD", "TW") do not count."""
    words = re.findall(r"[^\W\d_]+", re.sub(r"\w+\.\w+", "", text))
    plain = (unicodedata.normalize("NFD", word.lower()) for word in words if not word.isupper())
    return any(SYLLABLE.fullmatch(re.sub(r"[\u0300-\u036f]", "", word)) is None for word in plain)


def _marked(source: str) -> Iterator[tuple[Key, str | tuple[str, str]]]:
    for _, function, texts, _ in extract_python(io.BytesIO(source.encode()), list(KEYWORDS), [], {}):
        given = list(texts) if isinstance(texts, (tuple, list)) else [texts]
        context = ""
        if "pgettext" in function:
            context = given.pop(0) or ""
        forms = [text for text in given[: 2 if "ngettext" in function or "npgettext" in function else 1] if text]
        if len(forms) == 2:
            yield (context, forms[0]), (forms[0], forms[1])
        elif forms:
            yield (context, forms[0]), forms[0]


def read(path: Path) -> dict[Key, Message]:
    """The translated sentences of a catalogue, fuzzy ones included; {} when there is none."""
    if not path.exists():
        return {}
    with path.open("rb") as file:
        catalog = pofile.read_po(file, locale="vi", abort_invalid=True)
    return {(message.context or "", _first(message.id)): message for message in catalog if message.id}


def _first(forms: object) -> str:
    return str(forms[0]) if isinstance(forms, (tuple, list)) else str(forms)


def merged() -> dict[Key, Message]:
    """The catalogue with its parts, which win where they translate."""
    known = read(PO)
    for part in sorted((FOLDER / "parts").glob("*.po")):
        known.update({key: message for key, message in read(part).items() if translated(message)})
    return known


def translated(message: Message) -> str:
    """The Vietnamese text; "" where there is none or it is fuzzy. Vietnamese has one form for all numbers."""
    return "" if message.fuzzy else _first(message.string or "")


def update() -> None:
    """Write the catalogue anew from the code, with the translations known so far."""
    known, catalog = merged(), Catalog(locale="vi")
    for (context, text), forms in sorted(extracted().items()):
        old = known.get((context, text))
        vietnamese = _first(old.string or "") if old else ""
        comments = old.user_comments if old else ()
        plural = isinstance(forms, tuple)
        catalog.add(forms, (vietnamese,) if plural else vietnamese, context=context or None, user_comments=comments)
        if old and old.fuzzy:
            catalog.get(text, context or None).flags.add("fuzzy")  # type: ignore[union-attr]
    PO.parent.mkdir(parents=True, exist_ok=True)
    body = io.BytesIO()
    pofile.write_po(body, catalog, no_location=True, omit_header=True, sort_output=True, width=110)
    PO.write_text(HEADER + body.getvalue().decode().strip() + "\n", encoding="utf-8")


def problems() -> Iterator[str]:
    """What is missing or wrong in the catalogue, one line each."""
    used, known = extracted(), read(PO)
    for context, text in sorted(used.keys() - known.keys()):
        yield f"not in the catalogue (make messages): {_short(text, context)}"
    for context, text in sorted(known.keys() - used.keys()):
        yield f"no longer used (make messages): {_short(text, context)}"
    for key in sorted(used.keys() & known.keys()):
        vietnamese = translated(known[key])
        forms = used[key]
        if not vietnamese:
            yield f"no Vietnamese sentence yet: {_short(key[1])}"
        elif places(vietnamese) != places(forms[1] if isinstance(forms, tuple) else forms):
            yield f"other places than in English: {_short(key[1])}"
    for _, text in sorted(used.keys() - {("", text) for text in pack_texts()}):
        if foreign := not_english(text):
            yield f"an English sentence with {foreign!r} in it: {_short(text)}"


def _short(text: str, context: str = "") -> str:
    return repr(text if len(text) < 90 else text[:87] + "…") + (f" [{context}]" if context else "")


def places(text: str) -> set[str]:
    """The names that are filled in: {name} in core's messages, %(name)s in templates."""
    percent = set(re.findall(r"%\((\w+)\)[a-z]", text))
    return percent | {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def not_english(text: str) -> str:
    """The first word with a letter that English has not, other than the words in KEPT; or ""."""
    for term in KEPT:
        text = text.replace(term, "")
    return next((word for word in re.findall(r"\w+", text) if not word.isascii()), "")


def compile_catalogue() -> None:
    """Write the .mo file; a sentence without translation then shows in English."""
    with PO.open("rb") as file:
        catalog = pofile.read_po(file, locale="vi", abort_invalid=True)
    with PO.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)


def main(command: str) -> int:
    if command == "compile":
        compile_catalogue()
        return 0
    settings.configure()
    if command == "update":
        update()
    found = list(problems())
    for line in found:
        print(line)
    return 1 if found and command == "check" else 0


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in {"update", "check", "compile"}:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
