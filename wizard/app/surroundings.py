"""The environment of this program, and what of it a child may have."""

import os
from collections.abc import Mapping
from pathlib import Path

import wizard

_OURS = "GJW_"
_SECRET = "TOKEN"  # noqa: S105 (part of a name)


def for_our_own() -> dict[str, str]:
    """Return the environment for a second window of this program: it finds the same program, and none of our tokens."""
    home = str(Path(wizard.__file__).parent.parent)
    known = os.environ.get("PYTHONPATH", "")
    return {**without_tokens(os.environ), "PYTHONPATH": os.pathsep.join(filter(None, (home, known)))}


def is_token(name: str) -> bool:
    """Tell whether a variable gives us a token."""
    return name.upper().startswith(_OURS) and _SECRET in name.upper()


def without_tokens(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the environment for a child that needs a desktop, but none of our tokens."""
    return {name: value for name, value in environment.items() if not is_token(name)}
