"""One file a write outside. A new change is a new file with a constant `CHANGE`, and its test."""

import importlib
import pkgutil

from wizard.changes._base import Change, Context, Values

__all__ = ["ALL", "Change", "Context", "Values", "by_id"]


def _collect() -> tuple[Change, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    found: list[Change] = [importlib.import_module(f"{__name__}.{name}").CHANGE for name in names]
    return tuple(sorted(found, key=lambda change: (change.rank, change.id)))


ALL: tuple[Change, ...] = _collect()


def by_id(change_id: str) -> Change:
    """Return the change with this id. Raises: KeyError."""
    return {change.id: change for change in ALL}[change_id]
