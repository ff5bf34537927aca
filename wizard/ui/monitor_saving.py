"""Saves the picture of the page Monitor as it is seen, and what stands behind it as CSV and JSON."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice

from wizard.ui.controls import menu_button
from wizard.ui.i18n import tr, trn
from wizard.ui.monitor_export import coverage_csv, lag_csv, missing_csv, picture_json
from wizard.ui.saving import ask_where, write, write_bytes

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from collections.abc import Sequence

    from wizard.monitor.values import Missing, Snapshot
    from wizard.ui.pages.monitor import MonitorPage

MOST = 100_000
"""Missing things in one file."""
_AT_ONCE = 5_000
_ALL_TIME = 0.0


class MonitorSaving:
    """The button Export of the page."""

    def __init__(self, page: MonitorPage) -> None:
        self._page = page
        choices: dict[str, Callable[[], object]] = {
            tr("The picture as PNG"): partial(self._ask, "monitor.png", self.save_picture),
            tr("What is missing as CSV"): partial(self._ask, "missing.csv", self.save_missing),
            tr("How late as CSV"): partial(self._ask, "lag.csv", self.save_lag),
            tr("How much as CSV"): partial(self._ask, "coverage.csv", self.save_coverage),
            tr("All of it as JSON"): partial(self._ask, "monitor.json", self.save_all),
        }
        self.button = menu_button(tr("Export"), "monitor.export", choices)

    def _ask(self, file_name: str, then: Callable[[Path], object]) -> None:
        ask_where(self._page, tr("Save what the monitor saw"), file_name, then)  # type: ignore[arg-type]  # coroutines

    async def save_picture(self, path: Path) -> None:
        """Write the picture as it is on screen."""
        made = QByteArray()
        buffer = QBuffer(made)
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self._page.picture.grab().save(buffer, "PNG")
        await write_bytes(self._page, path, bytes(made.data()))

    async def save_missing(self, path: Path) -> None:
        """Write what is missing, the newest first."""
        missing, total = await self._missing()
        await write(self._page, path, missing_csv(missing))
        if total > len(missing):
            said = trn("The newest {n} thing is in the file.", "The newest {n} things are in the file.", len(missing))
            self._page.said.emit(said)

    async def save_lag(self, path: Path) -> None:
        """Write how late things came, from the beginning."""
        points = await self._page.of_monitor(lambda monitor: monitor.lag_over_time(_ALL_TIME))
        await write(self._page, path, lag_csv(points or ()))

    async def save_coverage(self, path: Path) -> None:
        """Write how much was in Jira, from the beginning."""
        points = await self._page.of_monitor(lambda monitor: monitor.coverage_over_time(_ALL_TIME))
        await write(self._page, path, coverage_csv(points or ()))

    async def save_all(self, path: Path) -> None:
        """Write all of it in one document."""
        snapshot = self._page.snapshot()
        if snapshot is None:
            return
        await write(self._page, path, await self._document(snapshot))

    async def _document(self, snapshot: Snapshot) -> str:
        missing, _total = await self._missing()
        lag = await self._page.of_monitor(lambda monitor: monitor.lag_over_time(_ALL_TIME))
        coverage = await self._page.of_monitor(lambda monitor: monitor.coverage_over_time(_ALL_TIME))
        events = await self._page.of_monitor(lambda monitor: monitor.events(_ALL_TIME))
        return picture_json(snapshot, missing, lag or (), coverage or (), events or ())

    async def _missing(self) -> tuple[Sequence[Missing], int]:
        """Return what is missing with what the list on the page was narrowed to, a few thousand a question."""
        found: list[Missing] = []
        total = 0
        listed = self._page.list if self._page.parts.listing.opened() else None
        reason, kind, group = (listed.reason, listed.kind, listed.group) if listed is not None else (None, None, "")
        while len(found) < MOST:
            skip = len(found)
            answer = await self._page.of_monitor(
                lambda monitor, skip=skip: monitor.missing(  # type: ignore[misc]  # bound now, asked at once
                    reason=reason, kind=kind, group=group, limit=_AT_ONCE, skip=skip
                )
            )
            rows, total = answer if answer is not None else ((), 0)
            found += rows
            if not rows or len(found) >= total:
                break
        return found, total
