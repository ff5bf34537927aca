"""One file a write outside: a constant `CHANGE`, or `FAMILY` where the same is written at many places; and its test."""

import importlib
import pkgutil

from wizard.changes._base import Change, Context, Family, NotPlanned, Values, WayBack
from wizard.changes._integration_values import UNTIL

__all__ = [
    "ALL", "FAMILIES", "UNTIL", "Change", "Context", "Family", "NotPlanned", "Values", "WayBack", "by_id", "expand",
]  # fmt: skip


def _collect() -> tuple[tuple[Change, ...], tuple[Family, ...]]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    single: list[Change] = [module.CHANGE for module in modules if hasattr(module, "CHANGE")]
    families: list[Family] = [module.FAMILY for module in modules if not hasattr(module, "CHANGE")]
    return tuple(sorted(single, key=lambda change: (change.rank, change.id))), tuple(families)


ALL, FAMILIES = _collect()
_BY_ID = {change.id: change for change in ALL}
_FAMILY_BY_ID = {family.id: family for family in FAMILIES}


async def expand(context: Context) -> tuple[Change, ...]:
    """Return the changes of these answers in order; of a family one for each of its places. Raises: PortError."""
    found = [change for change in ALL if change.applies(context.answers)]
    for family in FAMILIES:
        if family.applies(context.answers):
            found += await family.members(context)
    return tuple(sorted(found, key=lambda change: change.rank))


def by_id(change_id: str) -> Change:
    """Return the change with this id, `<family>:<place>` for one of a family. Raises: KeyError."""
    family, _, place = change_id.partition(":")
    return _FAMILY_BY_ID[family].member(place) if place else _BY_ID[change_id]
