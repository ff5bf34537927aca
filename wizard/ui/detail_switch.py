"""The switch that lets the program note more for half an hour."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox

from wizard.ui.i18n import tr
from wizard.ui.naming import name
from wizard.ui.timings import DETAIL_FOR

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.ui.visit import Visit


class DetailSwitch(QCheckBox):
    """Goes back to the level of the settings by itself, whatever page is on screen then."""

    def __init__(self, visit: Visit) -> None:
        super().__init__(tr("More detail for 30 minutes"))
        self._visit = visit
        name(self, "activity.detail", tr("Note more detail in the log for 30 minutes"))
        self._back = QTimer(self, interval=DETAIL_FOR, singleShot=True)
        self._back.timeout.connect(lambda: self.setChecked(False))
        self.toggled.connect(self._switch)

    def _switch(self, on: bool) -> None:
        level = "debug" if on else self._visit.settings.now.log_level
        self._visit.spawn(self._use(level), "window", "level of the log")
        if on:
            self._back.start()
            until = time.strftime("%H:%M", time.localtime(time.time() + DETAIL_FOR / 1000))
            self.setText(tr("More detail until {time}", time=until))
        else:
            self._back.stop()
            self.setText(tr("More detail for 30 minutes"))

    async def _use(self, level: str) -> None:
        await self._visit.asking.look(lambda desk: desk.evidence.use_level(level))
