"""What every template may use."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject, lazystr

from daihoi import __version__
from daihoi.queries import clock
from daihoi.queries.access import place_names
from daihoi.web import nav


def site(request: HttpRequest) -> dict[str, object]:
    """`nav`: entries of the navigation; `place`: where the person works; `actor`; `daihoi_version`;
    `set_day`: the day that stands for today, in a demo."""
    actor = getattr(request, "actor", None)
    return {
        "daihoi_version": __version__,
        "actor": actor,
        "set_day": clock.today() if clock.is_fixed() else None,
        "nav": SimpleLazyObject(lambda: nav.entries(request)),
        "place": SimpleLazyObject(lambda: _place(request)) if actor is not None else lazystr(""),
    }


def _place(request: HttpRequest) -> str:
    names = place_names(request.actor, request.today)  # type: ignore[attr-defined]
    return ", ".join(names[:2]) + (" …" if len(names) > 2 else "")
