"""One file a question to the world. A new check is a new file with a constant `CHECK`, and its test."""

import importlib
import pkgutil

from wizard.checks._base import Check, Result

__all__ = ["ALL", "SENDS_POST", "Check", "Result", "by_id"]

SENDS_POST = frozenset({"gitlab-events-path", "gitlab-forward-time"})
"""Ids of checks that send a POST, one that changes nothing: left out where only GET, HEAD and OPTIONS were promised."""


def _collect() -> tuple[Check, ...]:
    names = [one.name for one in pkgutil.iter_modules(__path__) if not one.ispkg and not one.name.startswith("_")]
    found: list[Check] = [importlib.import_module(f"{__name__}.{name}").CHECK for name in names]
    return tuple(sorted(found, key=lambda check: (check.rank, check.id)))


ALL: tuple[Check, ...] = _collect()


def by_id(check_id: str) -> Check:
    """Return the check with this id. Raises: KeyError."""
    return {check.id: check for check in ALL}[check_id]
