"""Pretended addresses: stable for a name, public or private as the situation wants, never dialled."""

import hashlib
import ipaddress

_PUBLIC_FIRST_OCTETS = (13, 18, 34, 35, 52, 54, 104, 185)
LOCAL_NETWORK = "browser-local-network"
"""Fault: from the desktop the name leads to a private address, which a browser's pages may not call."""


def public_address(name: str) -> str:
    """Return a globally routable IPv4 address that belongs to `name` in the lab."""
    for salt in range(256):
        digest = hashlib.sha256(f"{salt}:{name}".encode()).digest()
        first = _PUBLIC_FIRST_OCTETS[digest[0] % len(_PUBLIC_FIRST_OCTETS)]
        address = ipaddress.IPv4Address(bytes((first, digest[1], digest[2], 1 + digest[3] % 254)))
        if address.is_global:
            return str(address)
    raise AssertionError("256 hashes in a row fell into reserved ranges")


def private_address(name: str) -> str:
    """Return the RFC 1918 address that an inside resolver would give for `name`."""
    digest = hashlib.sha256(f"inside:{name}".encode()).digest()
    return f"10.{digest[0]}.{digest[1]}.{1 + digest[2] % 254}"
