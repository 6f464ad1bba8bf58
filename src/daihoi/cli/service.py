"""Running an installation: its database and its web server."""

import os
from ipaddress import ip_address

from daihoi.cli import _show
from daihoi.cli._frame import FINE, Options, Subparsers, command, pending_migrations, port, set_up_django
from daihoi.cli._spoken import wrong
from daihoi.core.messages import N_, Message, refuse

LOOPBACK = ("127.0.0.1", "localhost", "::1")


def register(subparsers: Subparsers) -> None:
    command(
        subparsers, "migrate", migrate, help="set up the database, or bring it to this version", needs_database=False
    )
    parser = command(subparsers, "serve", serve, help="serve the pages until Ctrl-C")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    parser.add_argument("--port", type=port, default=8000, help="port to listen on (default: 8000; 0: any free one)")
    parser.add_argument(
        "--threads", type=int, default=8, choices=range(1, 65), metavar="N", help="1 to 64 (default: 8)"
    )
    parser.add_argument(
        "--proxy", type=_proxy, metavar="ADDRESS", help="trust X-Forwarded-For and -Proto of the proxy at ADDRESS"
    )


def _proxy(text: str) -> str:
    """The address of the proxy as the server will see it: a name, or "everybody", would trust nobody or anybody."""
    try:
        return str(ip_address(text))
    except ValueError:
        said = N_("{given!r} is no address: give the one that the proxy connects from, as 10.0.0.5")
        raise wrong(said, given=text) from None


def forwarding(proxy: str | None) -> dict[str, object]:
    """How the server takes headers that a proxy adds: the last client named by that proxy is the client, for limits
    of tries as for everything else; from anybody else such headers are dropped before a page sees them."""
    if not proxy:
        return {"clear_untrusted_proxy_headers": True}
    return {
        "trusted_proxy": proxy,
        "trusted_proxy_count": 1,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }


def migrate(options: Options) -> int:
    set_up_django(options.lang)
    from django.core.management import call_command  # noqa: PLC0415 app ready

    pending = pending_migrations()
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    if options.json:
        _show.as_json({"applied": pending})
    elif pending:
        _show.say(Message(N_("The database is ready; {count} steps were applied."), {"count": len(pending)}))
    else:
        _show.say(Message(N_("The database is of this version already.")))
    return FINE


def serve(options: Options) -> int:
    from django.conf import settings  # noqa: PLC0415 app ready
    from django.core.wsgi import get_wsgi_application  # noqa: PLC0415 app ready
    from waitress import create_server  # noqa: PLC0415 slow import

    try:
        server = create_server(
            get_wsgi_application(),
            host=options.host,
            port=options.port,
            threads=options.threads,
            ident=None,
            max_request_body_size=settings.DATA_UPLOAD_MAX_MEMORY_SIZE * 2,
            **forwarding(options.proxy),
        )
    except OSError as error:
        raise refuse(
            "cannot_listen",
            N_("Cannot listen on {host}, port {port}: {what}. Choose another with --host and --port."),
            host=options.host,
            port=options.port,
            what=error.strerror or error,
        ) from error
    # A browser gives passkeys to the name of this machine, not to its number.
    named = options.host in LOOPBACK and not {"localhost", "*"}.isdisjoint(settings.ALLOWED_HOSTS)
    host = "localhost" if named else f"[{options.host}]" if ":" in options.host else options.host
    address = f"http://{host}:{server.effective_port}/"
    _show.say(Message(N_("daihoi is ready at {address} – stop it with Ctrl-C."), {"address": address}))
    if named:
        _show.say(Message(N_("Open it by this name: passkeys do not work at 127.0.0.1.")))
    if options.host not in LOOPBACK and "DAIHOI_HOSTS" not in os.environ:
        _show.say(Message(N_("Other machines are answered only under the names listed in DAIHOI_HOSTS.")))
    from daihoi.cli.reports import beside_pages  # noqa: PLC0415 app ready

    stop = beside_pages()
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        server.close()
    return FINE
