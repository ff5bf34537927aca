"""What only people can do, one file a task, each with its value to copy, its link and its machine check.

A new task is a new file with a constant `TASK`, and its test.
"""

import importlib
import pkgutil

from wizard.journey.byhand._base import Seen, Task

__all__ = ["ALL", "Seen", "Task", "by_id"]


def _collect() -> tuple[Task, ...]:
    names = sorted(module.name for module in pkgutil.iter_modules(__path__) if not module.name.startswith("_"))
    found: list[Task] = [importlib.import_module(f"{__name__}.{name}").TASK for name in names]
    return tuple(sorted(found, key=lambda task: (task.rank, task.id)))


ALL: tuple[Task, ...] = _collect()


def by_id(task_id: str) -> Task:
    """Return the task with this id. Raises: KeyError."""
    return {task.id: task for task in ALL}[task_id]
