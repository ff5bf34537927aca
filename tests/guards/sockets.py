"""Guard: a test talks to this computer only, and asks no name server about names of the world."""

import ipaddress
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest

_LOCAL_NAMES = {"", "localhost", "localhost.localdomain", "ip6-localhost", socket.gethostname()}
_refused: list[str] = []


class OutsideWorldError(Exception):
    """The test tried to reach something that is not on this computer."""


def _is_local(host: object) -> bool:
    if host is None or not isinstance(host, (str, bytes)):
        return True
    name = (host.decode("idna") if isinstance(host, bytes) else host).lower().rstrip(".")
    try:
        address = ipaddress.ip_address(name.split("%")[0])
    except ValueError:
        # RFC 6761: these two never leave the computer or never exist.
        return name in _LOCAL_NAMES or name.endswith((".localhost", ".invalid"))
    mapped = getattr(address, "ipv4_mapped", None)
    return (mapped or address).is_loopback or address.is_unspecified


def _is_literal(host: object) -> bool:
    try:
        ipaddress.ip_address(host)  # type: ignore[arg-type]  # anything else is no address
    except ValueError:
        return False
    return True


def _refuse(what: str) -> None:
    _refused.append(what)
    raise OutsideWorldError(f"a test may not leave this computer: {what}")


def _guarded_connect(original: Callable[..., Any]) -> Callable[..., Any]:
    def connect(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_local(address[0]):
            _refuse(f"connect to {address[0]}:{address[1]}")
        return original(self, address)

    return connect


def _guarded_sendto(original: Callable[..., Any]) -> Callable[..., Any]:
    def sendto(self: socket.socket, data: Any, *rest: Any) -> Any:
        address = rest[-1] if rest else None
        if self.family in (socket.AF_INET, socket.AF_INET6) and address and not _is_local(address[0]):
            _refuse(f"send to {address[0]}:{address[1]}")
        return original(self, data, *rest)

    return sendto


def _guarded_lookup(original: Callable[..., Any]) -> Callable[..., Any]:
    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        if not _is_local(host) and not _is_literal(host):
            _refuse(f"look up {host}")
        return original(host, *args, **kwargs)

    return getaddrinfo


def pytest_configure() -> None:
    socket.socket.connect = _guarded_connect(socket.socket.connect)  # type: ignore[method-assign]  # the guard
    socket.socket.connect_ex = _guarded_connect(socket.socket.connect_ex)  # type: ignore[method-assign]  # the guard
    socket.socket.sendto = _guarded_sendto(socket.socket.sendto)  # type: ignore[method-assign]  # the guard
    socket.getaddrinfo = _guarded_lookup(socket.getaddrinfo)


@pytest.fixture(autouse=True)
def _stays_on_this_computer() -> Iterator[None]:
    """Fails the test even when the code under test swallowed the refusal."""
    _refused.clear()
    yield
    if _refused:
        pytest.fail("a test may not leave this computer: " + "; ".join(_refused), pytrace=False)
