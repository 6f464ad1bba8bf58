"""Where passkeys and security keys work: a browser gives them to a name, over HTTPS or on this machine."""

from dataclasses import dataclass
from ipaddress import ip_address

from django.http import HttpRequest
from django.http.request import split_domain_port


@dataclass(frozen=True)
class Keys:
    """`work`: at the address under which the page was asked for; `instead`: where they would, on this machine."""

    work: bool
    instead: str = ""


def keys_at(request: HttpRequest) -> Keys:
    host, port = split_domain_port(request.get_host())
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        return Keys(request.is_secure() or host == "localhost" or host.endswith(".localhost"))
    here = f"{request.scheme}://localhost{':' + port if port else ''}"
    return Keys(False, here if address.is_loopback else "")
