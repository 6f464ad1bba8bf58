"""What every template may use."""

from django.http import HttpRequest

from daihoi import __version__


def site(request: HttpRequest) -> dict[str, object]:
    return {"daihoi_version": __version__, "actor": getattr(request, "actor", None)}
