"""Going through all pages as a browser without scripts would, and what is read on each of them."""

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve

STARTS = (
    "/board/",
    "/organisations/",
    "/difficulties/",
    "/bodies/",
    "/supervision/",
    "/tasks/",
    "/tasks/today/",
    "/directives/",
    "/directives/?which=below&state=all",
    "/directives/disseminate/",
    "/personnel/",
    "/elections/",
    "/reports/",
    "/lessons/",
    "/outreach/",
    "/spending/",
    "/imports/",
    "/pilots/",
    "/rules/",
    "/people/",
    "/audit/",
    "/accounts/me/",
)
# Attributes by which a page loads or sends something; <a href> only leads somewhere when it is clicked.
LOADS = {"src", "srcset", "data", "poster", "action", "formaction", "hx-get", "hx-post", "background", "xlink:href"}
FIELDS = {"input", "select", "textarea"}
UNSEEN = {"hidden", "submit", "button", "reset", "image"}
EMPTY = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Read(HTMLParser):
    """What one page holds of what is asked about."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[str] = []
        self.asked: list[str] = []  # addresses that the page loads or sends to
        self.inline: list[str] = []
        self.ids: Counter[str] = Counter()
        self.labels: set[str] = set()
        self.fields: list[tuple[str, dict[str, str], bool]] = []
        self.headings = 0
        self.lang = self.title = ""
        self.whole = False  # a page, not a part of one
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_decl(self, decl: str) -> None:
        self.whole = decl.lower() == "doctype html"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in EMPTY:
            self._open.append(tag)
        if "id" in given:
            self.ids[given["id"]] += 1
        self.inline += [f"<{tag} {name}>" for name in given if name == "style" or name.startswith("on")]
        self.asked += [value for name, value in given.items() if name in LOADS]
        match tag:
            case "html":
                self.lang = given.get("lang", "")
            case "h1":
                self.headings += 1
            case "a" if "href" in given:
                self.links.append(given["href"])
            case "link" | "use" | "image":
                self.asked.append(given.get("href", ""))
            case "style":
                self.inline.append("<style>")
            case "script" if "src" not in given and given.get("type") != "application/json":
                self.inline.append("<script>")
            case "label" if "for" in given:
                self.labels.add(given["for"])
        if tag in FIELDS and given.get("type") not in UNSEEN and "hidden" not in given:
            self.fields.append((tag, given, "label" in self._open))
        if given.get("hx-get"):
            self.links.append(given["hx-get"])

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1] == "title" and "svg" not in self._open:
            self.title += data

    def unlabelled(self) -> Iterator[str]:
        for tag, given, inside in self.fields:
            named = given.get("aria-label") or given.get("aria-labelledby") in self.ids
            if not (named or inside or given.get("id") in self.labels):
                yield f"<{tag} name={given.get('name')}> has no label"


def faults(read: Read, lang: str) -> list[str]:
    """What is wrong with a page, in words."""
    found = [f"asks outside for {address}" for address in read.asked if urlsplit(address).netloc]
    found += [f"has {what} inline" for what in read.inline]
    found += [f"has the id {one} {times} times" for one, times in read.ids.items() if times > 1]
    found += read.unlabelled()
    if read.whole:
        if read.headings != 1:
            found.append(f"has {read.headings} h1")
        if not read.title.partition("·")[0].strip():
            found.append("has no title")
        if read.lang != lang:
            found.append(f"says that it is in {read.lang!r}")
    return found


@dataclass
class Found:
    """What a walk through the pages found."""

    faults: list[str] = field(default_factory=list)
    queries: dict[str, int] = field(default_factory=dict)  # the most, by name of the page
    kinds: Counter[str] = field(default_factory=Counter)
    pages: int = 0


def _is_page(answer: HttpResponse) -> bool:
    return answer.headers.get("Content-Type", "").startswith("text/html")


def walk(client: Client, lang: str, *, starts: tuple[str, ...] = STARTS, pages: int = 600, of_a_kind: int = 4) -> Found:
    """Follow every link from the starts, at most so many pages of one name and so many in all."""
    client.cookies["django_language"] = lang
    found, seen, queue = Found(), set(starts), deque((start, "") for start in starts)
    while queue and found.pages < pages:
        address, source = queue.popleft()
        kind = resolve(urlsplit(address).path).view_name
        if found.kinds[kind] >= of_a_kind:
            continue
        with CaptureQueriesContext(connection) as captured:
            answer = client.get(address)
        found.kinds[kind] += 1
        found.pages += 1
        if answer.status_code == 200:
            found.queries[kind] = max(found.queries.get(kind, 0), len(captured))
        where = f"{address} ({lang}, from {source or 'the start'})"
        links: list[str] = []
        if answer.status_code in {301, 302}:
            links = [answer.headers["Location"]]
        elif answer.status_code >= 500 or (source and answer.status_code != 200):
            found.faults.append(f"{where} answers {answer.status_code}")
        elif _is_page(answer):
            read = Read(answer.content.decode())
            links = read.links
            found.faults += [f"{where} {fault}" for fault in faults(read, lang)]
        for link in links:
            target = urldefrag(urljoin(address, link)).url
            if not urlsplit(target).netloc and target not in seen and not target.startswith("/static/"):
                seen.add(target)
                queue.append((target, address))
    return found
