"""The environment of this program, and what of it a child may have."""

from collections.abc import Mapping

_OURS = "GJW_"
_SECRET = "TOKEN"  # noqa: S105 (part of a name)


def is_token(name: str) -> bool:
    """Tell whether a variable gives us a token."""
    return name.upper().startswith(_OURS) and _SECRET in name.upper()


def without_tokens(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for a child that needs a desktop, but none of our tokens."""
    return {name: value for name, value in environment.items() if not is_token(name)}
