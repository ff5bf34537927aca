"""One file a page of the wizard. A new page is a new file with a constant `STEP`, and its test."""

import importlib
import pkgutil

from wizard.domain.answers import Answers
from wizard.steps._base import Field, Step

__all__ = ["ALL", "Field", "Step", "by_id", "path"]


def _collect() -> tuple[Step, ...]:
    names = [one.name for one in pkgutil.iter_modules(__path__) if not one.name.startswith("_")]
    found: list[Step] = [importlib.import_module(f"{__name__}.{name}").STEP for name in names]
    return tuple(sorted(found, key=lambda step: step.rank))


ALL: tuple[Step, ...] = _collect()


def by_id(step_id: str) -> Step:
    """Return the step with this id. Raises: KeyError."""
    return {step.id: step for step in ALL}[step_id]


def path(answers: Answers) -> tuple[Step, ...]:
    """Return the pages that these answers lead through, in order."""
    return tuple(step for step in ALL if step.applies(answers))
