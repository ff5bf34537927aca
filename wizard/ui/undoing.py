"""Undo as pages offer it: what it would do, a question that names object and verb, then row by row."""

import contextlib
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import replace
from enum import Enum, auto
from typing import TypeAlias

from PySide6.QtWidgets import QPushButton

from wizard.domain.errors import PortError
from wizard.domain.findings import Finding
from wizard.domain.route import Route
from wizard.domain.text import T
from wizard.journey.values import Mark, PlanRow, TaskRow
from wizard.ui.change_places import changes_on, place_of
from wizard.ui.change_progress import few
from wizard.ui.controls import button
from wizard.ui.dialogs import confirm
from wizard.ui.i18n import show, tr, trn
from wizard.ui.left_out import first_of_each, told_alike
from wizard.ui.mending_tasks import MendingTasks
from wizard.ui.old_passwords import ask_for_old_passwords
from wizard.ui.open_ends import CHANGES
from wizard.ui.pages._base import Page
from wizard.ui.plan_rows import PlanRows
from wizard.ui.visit import Visit


class Ending(Enum):
    """How far an undo came."""

    NOT_BEGUN = auto()
    STOPPED = auto()
    PARTLY = auto()
    """Rows stay until their cause is mended; the next undo takes them back."""
    CHOSEN = auto()
    """What was chosen is taken back, and the rest stands as it did."""
    WHOLE = auto()


def still_ours(rows: Sequence[PlanRow]) -> int:
    """Return how many rows an undo would still have to take back."""
    from wizard.journey.undoing import undone  # with the changes; not needed for the first paint

    return sum(not undone((row,)) for row in rows)


def is_sent(row: PlanRow) -> bool:
    """Tell whether a row of an undo is a request of this program; what people set by hand is not."""
    return bool(row.request)


def left_to_send(rows: Sequence[PlanRow]) -> int:
    """Return how many changes an undo would still take back by itself."""
    return still_ours([row for row in rows if is_sent(row)])


def _stays(rows: Sequence[PlanRow]) -> list[PlanRow]:
    from wizard.journey.undoing import stays

    return [row for row in rows if stays(row)]


async def ask_to_undo(page: Page, only: Collection[str] = ()) -> tuple[PlanRow, ...]:
    """Return the rows of an undo that was asked for and is wanted, of all or of `only` some; none for nothing."""
    planned = await _planned(page, only)
    if await ask_for_old_passwords(page, planned):
        planned = await _planned(page, only)
    if not planned:
        page.said.emit(tr("There is nothing to undo."))
        return ()
    staying = frozenset(row.id for row in _stays(planned))
    going = [row for row in planned if row.id not in staying and is_sent(row)]
    if not going:
        return planned  # nothing would be written: the rows and their cards say why
    with page.questioned():
        sure = await confirm(
            page.window(),
            title=tr("Undo {changes}?", changes=changes_on(going, page.visit.answers)),
            why=f"{_which(going)}\n\n{_why(planned, staying)}",
            verb=trn("Undo {n} change", "Undo {n} changes", len(going)),
            keep=tr("Keep them"),
        )
    if sure:
        return planned
    await page.ask(lambda desk: desk.integration.forget_old_passwords())  # who made a slip in one can enter it anew
    return ()


async def _planned(page: Page, only: Collection[str]) -> tuple[PlanRow, ...]:
    session = page.visit.session
    planned = await page.ask(lambda desk: desk.undo_plan(session))
    return tuple(row for row in planned if not only or row.id in only)


def _which(going: Sequence[PlanRow]) -> str:
    """Return what is taken back: the first few by their places, or by their titles where they have none."""
    return tr("Taken back: {changes}.", changes=few([place_of(row) for row in going]))


def _why(planned: Sequence[PlanRow], staying: Collection[str]) -> str:
    """Return what must be known before: what stays for now and why, and what goes with a change."""
    said = [tr("Newest first. What somebody else changed since stays as it is; what Jira has received stays there.")]
    if any(row.side == "jira" and row.id not in staying for row in planned):
        said = [tr("Newest first. What somebody else changed since stays as it is.")]
    for some in told_alike([row for row in planned if row.finding is not None]):
        finding = some[0].finding
        if finding is not None:
            said.append(why_stays(some, finding) if some[0].id in staying else show(finding.cause))
    going = [row for row in planned if row.independent and row.id not in staying]
    said += dict.fromkeys(show(row.condition) for row in going if show(row.condition))  # what becomes of passwords
    return "\n\n".join(said)


def staying_rows(rows: Sequence[PlanRow]) -> tuple[PlanRow, ...]:
    """Return the rows of an undo that it leaves until their cause is mended."""
    return tuple(_stays(rows))


def what_stays(rows: Sequence[PlanRow]) -> str:
    """Return which changes an undo leaves, and why."""
    alike = told_alike([row for row in rows if row.finding is not None])
    return " ".join(why_stays(some, some[0].finding) for some in alike if some[0].finding is not None)


def why_stays(rows: Sequence[PlanRow], finding: Finding) -> str:
    """Return why these rows stay, all of them for the same."""
    title, cause, fix = show(rows[0].title), show(finding.cause), show(finding.fix)
    if len(rows) == 1:
        return tr("Stays for now: {change}. {cause} {fix}", change=title, cause=cause, fix=fix)
    places = few([place_of(row) for row in rows])
    many = trn("{n} change stays for now: {places}.", "{n} changes stay for now: {places}.", len(rows), places=places)
    return f"{many} {cause} {fix}"


async def undo_rows(
    page: Page, rows: PlanRows, planned: tuple[PlanRow, ...], again: Callable[[], None], only: Collection[str] = ()
) -> Ending:
    """Take these changes back, row by row, and say how far it came."""
    session = page.visit.session
    rows.load(planned)
    listen = page.relay(rows.change)
    undone: tuple[PlanRow, ...] = tuple(await page.ask(lambda desk: desk.undo(listen, session, only)))
    for row in undone:
        rows.change(row)
    ending = _ending(undone)
    if only and ending is Ending.WHOLE:
        others = await page.ask(lambda desk: desk.undo_plan(session))
        ending = Ending.CHOSEN if others else ending
    page.visit.taken_back(ending is Ending.WHOLE)
    say_left(page.visit, undone)
    told = first_of_each([row for row in undone if row.finding is not None and row.state != "undone"])
    page.show_findings([row.finding for row in told if row.finding is not None], again)
    with contextlib.suppress(PortError):  # the undo itself has ended, and its rows stand
        await _show_tasks(page, undone, ending)
    return ending


def say_left(visit: Visit, rows: Sequence[PlanRow]) -> None:
    """Take note of what an undo has not taken back."""
    left = [row for row in rows if still_ours((row,))]
    if left:
        titles = [row.title for row in left]
        visit.open_ends.leave(
            CHANGES, lambda: tr("Not taken back yet: {changes}.", changes=few(list(map(show, titles))))
        )
    else:
        visit.open_ends.settle(CHANGES)


def _ending(rows: Sequence[PlanRow]) -> Ending:
    if not still_ours(rows):
        return Ending.WHOLE
    return Ending.PARTLY if all(row.state in ("undone", "left") for row in rows) else Ending.STOPPED


async def _show_tasks(page: Page, rows: Sequence[PlanRow], ending: Ending) -> None:
    """Show the tasks that let the rest be taken back, and after the last those that put back what people opened."""
    answers = page.visit.answers
    if ending is Ending.WHOLE:
        left = await page.ask(lambda desk: desk.left_open(answers))
        page.visit.open_ends.leave_tasks(left)
        page.changed.emit()
        for task in left:
            await _show_task(page, task.id, tr("Seen done. Nothing is left to put back."))
    for name in sorted(_holding_up(rows)):
        await _show_task(page, name, tr("Seen done. Undo again takes back the rest."), _still_holds_up)


def _holding_up(rows: Sequence[PlanRow]) -> set[str]:
    """Return the tasks that let the rest be taken back."""
    return {row.finding.task for row in _stays(rows) if row.finding is not None and row.finding.task}


async def _still_holds_up(page: Page, task: TaskRow) -> bool:
    """Ask the undo itself: what is no task of the set-up any more may be one of the undo."""
    session = page.visit.session
    return task.id in _holding_up(await page.ask(lambda desk: desk.undo_plan(session)))


async def _is_open(_page: Page, task: TaskRow) -> bool:
    return task.mark is not Mark.OK


Open: TypeAlias = Callable[[Page, TaskRow], Awaitable[bool]]


async def _show_task(page: Page, name: str, when_done: str, still_open: Open = _is_open) -> None:
    async def look() -> None:
        if await still_open(page, await tasks.look(name)):
            await _show_task(page, name, when_done, still_open)
        else:
            answers = page.visit.answers
            page.visit.open_ends.leave_tasks(await page.ask(lambda desk: desk.left_open(answers)))
            page.changed.emit()
            page.said.emit(when_done)

    def look_now() -> None:
        page.work(look(), tr("Looking whether it is done."), look_now)

    tasks = MendingTasks(page, look, look_now)
    seen = await tasks.look(name)
    if seen.mark is Mark.OK and await still_open(page, seen):
        seen = replace(seen, mark=Mark.WAITING, note=T("not yet; the undo needs it"))
    page.faults.addWidget(tasks.card(seen))


def may_undo(visit: Visit) -> bool:
    """Tell whether a page on the way offers an undo: something was made, or a set-up was taken up again."""
    made = any(row.state == "done" for row in visit.learnt.applied)
    return visit.answers.route is not Route.SAAS and (made or visit.learnt.taken_up)


def undo_button(page: Page, identifier: str, kept: Callable[[], object] = lambda: None) -> QPushButton:
    """Return the button beside a heading that leads to the undo after its question; `kept` goes on where it was."""

    def pressed() -> None:
        page.work(_lead_to_undo(page, kept), tr("Looking at what can be undone."), pressed)

    return page.add_extra(button(tr("Undo"), identifier, pressed, "small", "undo"))


async def _lead_to_undo(page: Page, kept: Callable[[], object]) -> None:
    planned = await ask_to_undo(page)
    if not planned:
        kept()
        return
    page.visit.undo_now = planned
    page.wanted.emit("apply")
