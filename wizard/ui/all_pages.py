"""All pages after the start page, by step. Loaded after the first paint, because they are not needed for it."""

import importlib
import pkgutil

from wizard.ui import pages
from wizard.ui.pages._base import Page


def _collect() -> dict[str, type[Page]]:
    """Return the page of each module of the folder: the one class with a step that the module itself defines."""
    found: dict[str, type[Page]] = {}
    for one in pkgutil.iter_modules(pages.__path__):
        if one.name.startswith("_") or one.name == "start":
            continue
        module = importlib.import_module(f"{pages.__name__}.{one.name}")
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Page) and value.__module__ == module.__name__:
                found[value.step] = value
    return found


PAGES: dict[str, type[Page]] = _collect()
