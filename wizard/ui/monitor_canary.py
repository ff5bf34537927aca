"""How often the monitor makes a test branch: the one thing in which it writes, and off until somebody wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from wizard.ui.choice_box import ChoiceBox
from wizard.ui.i18n import tr
from wizard.ui.layouts import line
from wizard.ui.monitor_words import test_branch_words
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.ui.pages.monitor import MonitorPage
    from wizard.ui.watching import Connection


class CanaryChoice(QWidget):
    """Shown where a test branch would have a project, an issue, and the app to show it."""

    def __init__(self, page: MonitorPage) -> None:
        super().__init__()
        self._page = page
        words: dict[object, str] = {"off": tr("none"), "hourly": tr("once an hour"), "daily": tr("once a day")}
        label = PlainLabel(tr("Test branch"), "small")
        label.setWordWrap(False)
        self.box = ChoiceBox("monitor.canary", tr("Test branch"), words, self._pick)
        why = tr("A branch with the issue of the test is made, timed until Jira shows it, and removed.")
        self.box.setAccessibleDescription(why)
        self.box.setToolTip(why)
        label.setBuddy(self.box)
        row = line(self, 8)
        row.addWidget(label)
        row.addWidget(self.box)
        self.last = PlainLabel("", "small")
        """How the last one came out; the page gives it a line of its own, for it is as long as a sentence."""
        name(self.last, "monitor.canary.last", tr("Test branch"))
        self.last.hide()

    def follow(self, connection: Connection | None) -> None:
        """Show how often it is for a connection; nothing where there is none, or none that could have one."""
        proof = connection.answers.proof if connection is not None else None
        self.setVisible(proof is not None and bool(proof.project and proof.issue))
        if connection is not None:
            self.box.choose(connection.answers.monitor.canary)
        seen = None if connection is None or connection.snapshot is None else connection.snapshot.test_branches
        if seen is not None:
            self.last.setText(tr("Test branch: {how}", how=test_branch_words(seen)))
            self.last.setAccessibleName(self.last.text())
        self.last.setVisible(seen is not None)

    def _pick(self, often: object) -> None:
        connection = self._page.shown()
        if connection is None or connection.answers.monitor.canary == often:
            return
        self._page.visit.watching.change(connection.key, connection.answers.with_(monitor_canary=often))
        if often == "off":
            self._page.said.emit(tr("No test branch is made any more."))
        else:
            self._page.said.emit(tr("A test branch is made after the next round, and then on its days."))
