"""Pages of long lists."""

from dataclasses import dataclass

from django.http import HttpRequest

from daihoi.web.asked import whole_number

SIZE = 50


@dataclass(frozen=True)
class Page:
    """One page of a list of `total` rows: rows `start` to `stop` (0-based, half-open)."""

    number: int
    total: int
    size: int = SIZE

    @property
    def count(self) -> int:
        return max(1, -(-self.total // self.size))

    @property
    def start(self) -> int:
        return (self.number - 1) * self.size

    @property
    def stop(self) -> int:
        return min(self.start + self.size, self.total)

    @property
    def first(self) -> int:
        return self.start + 1 if self.total else 0

    @property
    def last(self) -> int:
        return self.stop

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.number < self.count else None


def page_number(request: HttpRequest) -> int:
    """The number that `?page=` asks for; 1 where it is not a number."""
    return max(1, whole_number(request.GET.get("page", ""), digits=7) or 1)


def page_of(request: HttpRequest, total: int, size: int = SIZE) -> Page:
    """The page that is asked for, or the last one where the list is shorter."""
    page = Page(1, total, size)
    return Page(min(page_number(request), page.count), total, size)
