"""What the scopes of a Connect app allow: each implies those below it.

Source: Atlassian's open source of 2016, `ScopeName.implies`.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

_BELOW: Final[Mapping[str, tuple[str, ...]]] = {
    "READ": (),
    "WRITE": ("READ",),
    "DELETE": ("READ", "WRITE"),
    "PROJECT_ADMIN": ("READ", "WRITE", "DELETE"),
    "SPACE_ADMIN": ("READ", "WRITE", "DELETE"),
    "ADMIN": ("READ", "WRITE", "DELETE", "PROJECT_ADMIN", "SPACE_ADMIN"),
}
"""Those of spaces are beside those of projects, not above them."""


def asked_by(descriptor: Mapping[str, Any]) -> frozenset[str]:
    """Return the scopes that a descriptor asks for, in capitals."""
    return frozenset(str(scope).upper() for scope in descriptor.get("scopes", ()))


def allows(asked: Iterable[str], wanted: str) -> bool:
    """Tell whether one of the scopes asked for is `wanted` or implies it."""
    return any(scope == wanted or wanted in _BELOW.get(scope, ()) for scope in asked)


def added(before: Mapping[str, Any], after: Mapping[str, Any]) -> frozenset[str]:
    """Return what a descriptor asks for that the one before it did not allow."""
    had = asked_by(before)
    return frozenset(scope for scope in asked_by(after) if scope != "NONE" and not allows(had, scope))
