"""What stands half done outside: a window is never closed over it without saying so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from wizard.ui.i18n import show, tr

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.journey.values import TaskRow

CHANGES, BRANCH, TASKS = "changes", "branch", "tasks"


class OpenEnds:
    """One sentence a matter, made when it is read: the language may change meanwhile."""

    def __init__(self) -> None:
        self._said: dict[str, Callable[[], str]] = {}

    def leave(self, about: str, said: Callable[[], str]) -> None:
        """Something stands half done."""
        self._said[about] = said

    def settle(self, about: str) -> None:
        """It does not any more."""
        self._said.pop(about, None)

    def clear(self) -> None:
        """Another set-up begins."""
        self._said.clear()

    def take_tasks(self, tasks: Sequence[TaskRow]) -> None:
        """Take in what people have opened by hand and not put back."""
        from wizard.journey.values import Mark  # with the desk

        opened = {task.closed_by for task in tasks if task.closed_by and task.mark is Mark.OK}
        self.leave_tasks([task for task in tasks if task.id in opened and task.mark in (Mark.WAITING, Mark.FAILED)])

    def leave_tasks(self, tasks: Sequence[TaskRow]) -> None:
        """These tasks are left that put back what people opened; none is."""
        if not tasks:
            self.settle(TASKS)
            return
        left = tuple(task.title for task in tasks)
        self.leave(TASKS, lambda: tr("Left by hand: {tasks}.", tasks=", ".join(map(show, left))))

    def sentence(self, about: str) -> str:
        """Return what is said of one matter; empty where it is settled."""
        said = self._said.get(about)
        return said() if said is not None else ""

    def sentences(self) -> tuple[str, ...]:
        """Return what stands half done, a sentence each."""
        return tuple(said() for said in self._said.values())
