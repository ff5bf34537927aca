"""Recipes: what stands outside the wizard's reach, ready to copy, filled with the names of this set-up.

One file a recipe, with a constant `RECIPE`. A new recipe is a new file and its test.
"""

import importlib
import pkgutil

from wizard.documents.recipes._base import BEHIND, Case, Recipe, case_of
from wizard.documents.recipes._ranges import ATLASSIAN, LARGEST, RangesError, read_list

__all__ = [
    "ALL",
    "ATLASSIAN",
    "BEHIND",
    "LARGEST",
    "Case",
    "RangesError",
    "Recipe",
    "by_id",
    "case_of",
    "fitting",
    "read_list",
]


def _collect() -> tuple[Recipe, ...]:
    names = [one.name for one in pkgutil.iter_modules(__path__) if not one.name.startswith("_")]
    found: list[Recipe] = [importlib.import_module(f"{__name__}.{name}").RECIPE for name in names]
    return tuple(sorted(found, key=lambda recipe: (recipe.rank, recipe.id)))


ALL: tuple[Recipe, ...] = _collect()


def fitting(case: Case) -> tuple[Recipe, ...]:
    """Return the recipes that make sense on the way of this case."""
    return tuple(recipe for recipe in ALL if recipe.applies(case))


def by_id(recipe_id: str) -> Recipe:
    """Return the recipe with this id. Raises: KeyError."""
    return {recipe.id: recipe for recipe in ALL}[recipe_id]
