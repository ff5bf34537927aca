"""What a simulated host is, and what the small internet gives it.

A host holds its own state and talks to the others only through its `Courier`: no object is shared between two
hosts. The internet (`wizard.lab.net`) gives each host a TLS listener, a courier with the host's vantage, and the clock.
"""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Protocol, runtime_checkable

Scope = MutableMapping[str, Any]
AsgiApp = Callable[[Scope, Callable[[], Awaitable[Any]], Callable[[Any], Awaitable[None]]], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Answer:
    """One HTTP answer as a host sees it; redirects are never followed."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case; of a repeated header the last value."""
    body: bytes


class NetworkFailed(Exception):
    """The request got no answer: `reason` is one of name, refused, timeout, tls, reset."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


KINDS: Final = ("branch", "commit", "merge-request", "build", "deployment", "feature-flag")
"""What people at work make, and GitLab tells Jira."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """What people of a GitLab shall do."""

    kinds: tuple[str, ...] = KINDS
    """One after the other, over and over."""
    count: int = 0
    """How many things; 0 for no end, which needs a pace."""
    per_minute: float = 0.0
    """By the lab's clock; 0 for all at once."""
    seed: int = 1
    keys: int = 1
    """Issues that a commit, merge request or feature flag speaks of; others speak of one."""
    without_key: float = 0.1
    """Share that speaks of no issue."""
    unknown_key: float = 0.05
    """Share that speaks of an issue that there is not."""


class Courier(Protocol):
    """Sends HTTPS requests from one host to the others over the lab network."""

    async def send(
        self,
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        timeout_s: float = 10.0,
    ) -> Answer:
        """Return the answer, or raise `NetworkFailed`. Name, address, TCP, TLS and HTTP are all real."""
        ...

    async def resolve(self, name: str) -> tuple[str, ...]:
        """Return the pretended addresses of `name` as this host's vantage sees them; empty when unknown."""
        ...


class Clock(Protocol):
    """The lab's time. Hosts never read another clock."""

    def now(self) -> float:
        """Return seconds since the epoch."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return after `seconds` of lab time; a stepped clock wakes every sleeper it passes."""
        ...


@dataclass(slots=True)
class Twist:
    """The switches that faults set on one host. A host asks `active(id)` where the fault bites.

    Params are plain values of the fault's `params`. `active` counts down faults that strike n times, and returns None
    when the fault is off or does not strike this time.
    """

    strike: Callable[[str, str], Mapping[str, Any] | None] = field(default=lambda _host, _fault: None)
    host: str = ""

    def active(self, fault_id: str) -> Mapping[str, Any] | None:
        return self.strike(self.host, fault_id)


class Host(Protocol):
    """One simulated machine on the lab's internet."""

    url: str
    """Origin, e.g. `https://gitlab.com`."""
    kind: str
    """gitlab, gitlab-com, jira, install-keys."""
    app: AsgiApp

    async def start(self, courier: Courier, clock: Clock, twist: Twist) -> None:
        """Take the network, the clock and the fault switches; start background workers."""
        ...

    async def stop(self) -> None:
        """End the workers; no task of this host is left."""
        ...

    def set_fault(self, fault_id: str, params: Mapping[str, Any] | None) -> None:
        """Told when a fault on this kind of host is set (its params) or lifted (None), for faults that change state."""
        ...

    def truth(self) -> Mapping[str, Any]:
        """What this side holds, for `GET /truth`; JSON-ready."""
        ...

    def card(self) -> Mapping[str, Any]:
        """The host's entry in the ready file: kind, version, token, user; (Jira) email, issues; its path."""
        ...


@runtime_checkable
class Flowing(Protocol):
    """A host that can tell more of what flows from GitLab to Jira than `truth` does."""

    async def flow(self) -> Mapping[str, Any]:
        """What shall have been told, or is held, by project and kind, and what became of it; JSON-ready."""
        ...


@runtime_checkable
class Logging(Protocol):
    """A host whose logs can be written to a folder of this computer."""

    def keep_logs(self, folder: Path) -> None:
        """Write what there is, and from now on every line. Raises: OSError."""
        ...


@runtime_checkable
class Living(Protocol):
    """A host whose people can be told to work."""

    async def live(self, traffic: Traffic) -> int:
        """Let people work; return how much they made at once."""
        ...
