"""Everything that can be wrong in the lab; one file a fault."""

import importlib
import pkgutil

from wizard.lab.faults._base import Fault


def _collected() -> dict[str, Fault]:
    found: dict[str, Fault] = {}
    for module in pkgutil.iter_modules(__path__):
        if not module.name.startswith("_"):
            fault: Fault = importlib.import_module(f"{__name__}.{module.name}").FAULT
            found[fault.id] = fault
    return dict(sorted(found.items()))


ALL: dict[str, Fault] = _collected()
"""Fault id -> fault, sorted."""
