"""By-hand tasks that mend what a check found: their cards below the finding's, and what their buttons do."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from wizard.ui.handing_over import hand_on
from wizard.ui.i18n import tr
from wizard.ui.links import may_open
from wizard.ui.task_card import TaskCard

if TYPE_CHECKING:  # types only
    from wizard.journey.values import TaskRow
    from wizard.ui.pages._base import Page


class MendingTasks:
    """Asks the desk on behalf of a page; `check` asks the checks anew after a task was done."""

    def __init__(self, page: Page, check: Callable[[], Awaitable[None]], check_now: Callable[[], None]) -> None:
        self._page, self._check, self._check_now = page, check, check_now

    async def look(self, task: str) -> TaskRow:
        """Return a task as it is seen now."""
        answers = self._page.visit.answers
        return await self._page.ask(lambda desk: desk.look_at_task(answers, task))

    def card(self, task: TaskRow) -> TaskCard:
        """Return the card of a task."""
        lab = self._page.visit.mode == "lab"
        return TaskCard(
            1,
            task,
            copy=self._page.copy,
            open_link=self._open,
            check=self._check_now,
            do_it=(lambda: self._do(task.id)) if lab else None,
            take_word=lambda: self._take_word(task.id),
            hand_over=lambda: hand_on(self._page, task.id),
            folds=self._page.visit.sketches,
            picture=False,
        )

    def _open(self, link: str) -> None:
        visit = self._page.visit
        if may_open(link, visit.answers) and visit.open_link(link):
            self._page.said.emit(tr("Opened in the browser."))
        else:
            self._page.said.emit(tr("This address is not opened from here."))

    def _do(self, task: str) -> None:
        self._page.work(self._have_done(task), tr("The lab's person does it."), lambda: self._do(task))

    async def _have_done(self, task: str) -> None:
        answers = self._page.visit.answers
        done = await self._page.ask(lambda desk: desk.do_task(answers, task))
        left = await self._page.ask(lambda desk: desk.left_open(answers))
        self._page.visit.open_ends.leave_tasks(left)
        await self._check()
        self._page.show_findings((done.finding,) if done.finding is not None else ())

    def _take_word(self, task: str) -> None:
        self._page.work(self._note(task), tr("Noting it."), lambda: self._take_word(task))

    async def _note(self, task: str) -> None:
        answers = self._page.visit.answers
        await self._page.ask(lambda desk: desk.confirm_task(answers, task))
        await self._check()
