"""Starts a program where there is no network, and writes down what it asks of Internet sockets.

    python -m tests.e2e.no_network LOG [--loopback] ARGUMENT...     the wizard with these arguments
    python -m tests.e2e.no_network ask PID URL                      what a server in there answers

On Linux it is a network namespace of its own, whose loopback is down unless wanted. Where the system gives none, each
use of an Internet socket is refused instead. Shape of LOG: a JSON line an event, `["socket.bind", ["127.0.0.1", 0]]`;
the first says which of the two it is.
"""

import ctypes
import json
import os
import runpy
import socket
import struct
import sys
import urllib.request
from pathlib import Path

_NEW_NET, _NEW_USER = 0x40000000, 0x10000000
_SET_FLAGS, _UP = 0x8914, 0x1
_REFUSED = frozenset({"socket.connect", "socket.sendto", "socket.getaddrinfo", "socket.gethostbyname"})
_WATCHED = _REFUSED | {"socket.bind"}


def _alone() -> bool:
    """Leave the network of this computer; tell whether the system lets us."""
    if not sys.platform.startswith("linux"):
        return False
    libc = ctypes.CDLL(None, use_errno=True)
    return bool(libc.unshare(_NEW_NET) == 0 or libc.unshare(_NEW_USER | _NEW_NET) == 0)


def _switch_loopback_on() -> None:
    import fcntl

    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one:
        fcntl.ioctl(one, _SET_FLAGS, struct.pack("16sh", b"lo", _UP))


def _of_internet(event: str, arguments: tuple[object, ...]) -> object | None:
    """Return the address of an event about an Internet socket."""
    address = list(arguments) if event in {"socket.getaddrinfo", "socket.gethostbyname"} else arguments[1]
    return address if isinstance(address, (list, tuple)) else None


def _watch(log: Path, *, refuse: bool) -> None:
    with log.open("a") as begun:
        begun.write(json.dumps(["namespace", not refuse]) + "\n")

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        if event not in _WATCHED:
            return
        address = _of_internet(event, arguments)
        if address is None:
            return
        with log.open("a") as written:
            written.write(json.dumps([event, address], default=str) + "\n")
        if refuse and event in _REFUSED:
            raise OSError(101, "Network is unreachable")

    sys.addaudithook(hear)


def _ask(pid: str, url: str) -> str:
    """Return what is served at an address inside of the namespace of a process."""
    libc = ctypes.CDLL(None, use_errno=True)
    with Path(f"/proc/{pid}/ns/net").open() as theirs:
        libc.setns(theirs.fileno(), _NEW_NET)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(url, timeout=30) as answer:
        return str(answer.read().decode())


def main() -> None:
    first, *rest = sys.argv[1:]
    if first == "ask":
        sys.stdout.write(_ask(*rest))
        return
    loopback = rest[0] == "--loopback" if rest else False
    alone = _alone()
    if alone and loopback:
        _switch_loopback_on()
    _watch(Path(first).absolute(), refuse=not alone)
    sys.argv = ["gitlab-jira-wizard", *rest[loopback:]]
    os.environ.pop("PYTHONPATH", None)
    runpy.run_module("wizard.app", run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
