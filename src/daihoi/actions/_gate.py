"""The gate: every write passes here. Permission at the organisation, one transaction, one audit event.

An action is a keyword-only function with at least `actor` and `organisation` (its id). It returns `Done`, from
which the gate writes the event in the same transaction: if the event cannot be written, nothing is.
"""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import wraps
from typing import Generic, ParamSpec, TypeVar

from django.db import transaction
from django.utils import timezone

from daihoi.core import audit
from daihoi.core.access import Actor, NotHere, Permission
from daihoi.data.models import ChainHead, Event
from daihoi.data.tree import last_version
from daihoi.queries import clock
from daihoi.queries.access import require
from daihoi.queries.indicators import not_kept

P = ParamSpec("P")
T = TypeVar("T")
MAIN = "main"


@dataclass(frozen=True)
class Done(Generic[T]):
    """What an action did: its result for the caller, and subject and details for the log."""

    value: T
    subject: str = ""
    detail: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Registered:
    """An action as docs/actions.md lists it."""

    name: str
    permission: Permission | None  # None: an act of the installation itself
    event: str
    doc: str
    function: Callable[..., object]


ACTIONS: dict[str, Registered] = {}

# What a later subject does in the same transaction after an action of an earlier one, which knows nothing of it.
Follower = Callable[[int, Mapping[str, object]], None]
_followers: dict[str, list[Follower]] = {}


def follow(*events: str) -> Callable[[Follower], Follower]:
    """Call the function with the organisation and the event's details after each action with one of these events."""

    def register(function: Follower) -> Follower:
        for event in events:
            _followers.setdefault(event, []).append(function)
        return function

    return register


def action(event: str, permission: Permission) -> Callable[[Callable[P, Done[T]]], Callable[P, T]]:
    """Make a keyword-only function a write: `permission` at `organisation`, `event` in the log."""
    if event not in audit.EVENTS:
        raise ValueError(f"{event} is not in the catalogue of events")

    def register(function: Callable[P, Done[T]]) -> Callable[P, T]:
        parameters = inspect.signature(function).parameters
        if any(parameter.kind is not parameter.KEYWORD_ONLY for parameter in parameters.values()):
            raise TypeError(f"{function.__qualname__}: an action takes keyword arguments only")
        if not {"actor", "organisation"} <= set(parameters):
            raise TypeError(f"{function.__qualname__}: an action takes actor and organisation")

        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            actor, organisation = kwargs["actor"], kwargs["organisation"]
            assert isinstance(actor, Actor) and isinstance(organisation, int)
            with not_kept(), transaction.atomic():
                head = lock_chain(MAIN)
                path = present_path(organisation)
                require(actor, permission, path, clock.today())
                done = function(*args, **kwargs)
                for follower in _followers.get(event, ()):
                    follower(organisation, done.detail)
                write_event(head, event, actor, organisation, path, done.subject, done.detail)
            return done.value

        name = f"{function.__module__.removeprefix('daihoi.actions.')}.{function.__name__}"
        ACTIONS[name] = Registered(name, permission, event, inspect.getdoc(function) or "", run)
        return run

    return register


@dataclass(frozen=True)
class RegisteredDraft:
    """A draft as docs/actions.md lists it."""

    name: str
    permission: Permission
    doc: str
    function: Callable[..., object]


DRAFTS: dict[str, RegisteredDraft] = {}


def draft(permission: Permission) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Make a keyword-only function keep what somebody is still typing: asked and in one transaction, but no event.

    For working memory alone, which the next key overwrites and which no figure and no page of others reads; what is
    entered in the end goes through an action (ADR 10).
    """

    def register(function: Callable[P, None]) -> Callable[P, None]:
        parameters = inspect.signature(function).parameters
        if any(parameter.kind is not parameter.KEYWORD_ONLY for parameter in parameters.values()):
            raise TypeError(f"{function.__qualname__}: a draft takes keyword arguments only")

        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> None:
            actor, organisation = kwargs["actor"], kwargs["organisation"]
            assert isinstance(actor, Actor) and isinstance(organisation, int)
            with transaction.atomic():
                require(actor, permission, present_path(organisation), clock.today())
                function(*args, **kwargs)

        name = f"{function.__module__.removeprefix('daihoi.actions.')}.{function.__name__}"
        DRAFTS[name] = RegisteredDraft(name, permission, inspect.getdoc(function) or "", run)
        return run

    return register


def system_action(event: str) -> Callable[[Callable[P, tuple[int, Done[T]]]], Callable[P, T]]:
    """Make a keyword-only function an act of the installation itself, for the command line only.

    No person may: `actor` must be the system (no user id, no grants). The function refuses by itself what is no
    longer possible, and returns the organisation at which the event is written with what it did.
    """
    if event not in audit.EVENTS:
        raise ValueError(f"{event} is not in the catalogue of events")

    def register(function: Callable[P, tuple[int, Done[T]]]) -> Callable[P, T]:
        parameters = inspect.signature(function).parameters
        if "actor" not in parameters or any(p.kind is not p.KEYWORD_ONLY for p in parameters.values()):
            raise TypeError(f"{function.__qualname__}: an action takes keyword arguments only, with actor")

        @wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            actor = kwargs["actor"]
            if not isinstance(actor, Actor) or actor.user_id is not None or actor.grants:
                raise NotHere
            with not_kept(), transaction.atomic():
                head = lock_chain(MAIN)
                organisation, done = function(*args, **kwargs)
                path = present_path(organisation)
                write_event(head, event, actor, organisation, path, done.subject, done.detail)
            return done.value

        name = f"{function.__module__.removeprefix('daihoi.actions.')}.{function.__name__}"
        ACTIONS[name] = Registered(name, None, event, inspect.getdoc(function) or "", run)
        return run

    return register


def present_path(organisation: int) -> str:
    """The last known path of an organisation; raises NotHere for an unknown one."""
    return last_version(organisation).path


def lock_chain(chain: str) -> ChainHead:
    """The head of a chain, locked until the transaction ends, so that writers queue."""
    heads = ChainHead.objects.select_for_update().filter(chain=chain)
    head = heads.first()
    if head is None:  # the first event of all
        ChainHead.objects.get_or_create(chain=chain, defaults={"seq": 0, "hash": audit.GENESIS})
        head = heads.get()
    return head


def write_event(
    head: ChainHead,
    event: str,
    actor: Actor,
    organisation: int | None,
    path: str,
    subject: str,
    detail: Mapping[str, object],
) -> None:
    """Append one event to the chain whose locked head is given; only inside a transaction."""
    entry = audit.Entry(
        chain=head.chain,
        seq=head.seq + 1,
        at=timezone.now(),
        event=event,
        actor_id=actor.user_id,
        actor_name=actor.name,
        organisation=organisation,
        path=path,
        subject=subject[:200],
        detail=audit.detail_text(detail),
        previous=head.hash,
    )
    digest = audit.entry_hash(entry)
    Event.objects.create(**vars(entry), hash=digest)
    head.seq, head.hash = entry.seq, digest
    head.save(update_fields=["seq", "hash"])


def note(event: str, actor: Actor, *, subject: str = "", detail: Mapping[str, object] | None = None) -> None:
    """Log something that happened to an account (sign-ins, second factors) and changes no party data."""
    if event not in audit.EVENTS:
        raise ValueError(f"{event} is not in the catalogue of events")
    with transaction.atomic():
        write_event(lock_chain(MAIN), event, actor, None, "", subject, detail or {})
