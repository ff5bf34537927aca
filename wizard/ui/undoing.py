"""Undo as pages offer it: what it would do, a question that names object and verb, then row by row."""

from collections.abc import Callable

from wizard.journey.values import PlanRow
from wizard.ui.dialogs import confirm
from wizard.ui.i18n import tr, trn
from wizard.ui.pages._base import Page
from wizard.ui.plan_rows import PlanRows
from wizard.ui.visit import host_of


async def ask_and_undo(
    page: Page, rows: PlanRows, again: Callable[[], None], begun: Callable[[], object] = lambda: None
) -> bool:
    """Undo this session's changes after a question; tells whether all were taken back or left for a reason.

    `begun` is called when the question was answered and the rows are those of the undo.
    """
    session = page.visit.session
    planned = tuple(await page.ask(lambda desk: desk.undo_plan(session)))
    n, host = len(planned), host_of(page.visit.answers.gitlab.url)
    if not n:
        page.said.emit(tr("There is nothing to undo."))
        return False
    verb = trn("Undo {n} change", "Undo {n} changes", n)
    sure = await confirm(
        page.window(),
        title=trn("Undo {n} change on {host}?", "Undo {n} changes on {host}?", n, host=host),
        why=tr("Newest first. What somebody else changed since stays as it is; what Jira has received stays there."),
        verb=verb,
        keep=tr("Keep them"),
    )
    if not sure:
        return False
    rows.load(planned)
    begun()
    listen = page.relay(rows.change)
    undone: tuple[PlanRow, ...] = tuple(await page.ask(lambda desk: desk.undo(listen, session)))
    for row in undone:
        rows.change(row)
    page.show_findings([row.finding for row in undone if row.finding is not None], again)
    return all(row.state in ("undone", "left") for row in undone)
