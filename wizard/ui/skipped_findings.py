"""Which findings a person chose to skip over, and why; kept in the journal of the set-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wizard.journey.mark import Mark

if TYPE_CHECKING:  # types only
    from wizard.journey.values import CheckRow
    from wizard.ui.pages._base import Page


class SkippedFindings:
    """A reason holds for what a check found then; another finding of it is shown again."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._session = ""
        self._reasons: dict[str, tuple[str, tuple[str, ...]]] = {}

    async def load(self) -> None:
        """Read what was skipped on an earlier visit to this set-up."""
        session = self._page.visit.session
        if session == self._session:
            return
        self._session, self._reasons = session, {}
        told = await self._page.ask(lambda desk: desk.archive.told(session))
        self._reasons = {check.id: (check.skipped, check.codes) for check in told.checks if check.skipped}

    def reason(self, row: CheckRow) -> str:
        """Return why this row is skipped over; empty when it is not."""
        reason, codes = self._reasons.get(row.id, ("", ()))
        return reason if row.mark is Mark.WARNING and codes == codes_of(row) else ""

    async def note(self, row: CheckRow, reason: str) -> None:
        """Keep a reason, or an empty one to show the finding again. Raises: PortError."""
        session, codes = self._page.visit.session, codes_of(row)
        if session:
            await self._page.ask(lambda desk: desk.archive.skip(session, row.id, codes, reason))
        self._reasons[row.id] = reason, codes


def codes_of(row: CheckRow) -> tuple[str, ...]:
    """Return the codes of what a check found."""
    return tuple(one.code for one in row.findings)
