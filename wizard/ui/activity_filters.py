"""The filters of the Activity page: words or an expression, switches, and two lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QWidget

from wizard.evidence.activity import Asked, Kind
from wizard.ui.choice_box import ChoiceBox
from wizard.ui.controls import line_edit, set_wrong
from wizard.ui.flow import Flow
from wizard.ui.i18n import tr
from wizard.ui.layouts import column
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel, visible
from wizard.ui.timings import TYPING_PAUSE

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.evidence.activity import Names

_LONGEST = 60


class ActivityFilters(QWidget):
    """Calls `changed` when the rows are to be asked for again."""

    def __init__(self, changed: Callable[[], object]) -> None:
        super().__init__()
        self._changed = changed
        self._pause = QTimer(self, interval=TYPING_PAUSE, singleShot=True)
        self._pause.timeout.connect(lambda: changed())
        spoken = tr("Search what was sent, answered and logged")
        self.search = line_edit("activity.search", spoken, placeholder=tr("Words that stand in a row"))
        self.search.textChanged.connect(lambda _text: self._pause.start())
        self.search.returnPressed.connect(lambda: changed())
        self._trouble = name(PlainLabel("", "error"), "activity.trouble", tr("What is wrong with the expression"))
        self._trouble.hide()
        self._pattern = self._switch("pattern", tr("Regular expression"))
        self._bad = self._switch("bad", tr("Errors and warnings"))
        self._writes = self._switch("writes", tr("Writes"))
        self._follow = name(QCheckBox(tr("Follow")), "activity.follow", tr("Stay at the newest row"))
        self._follow.setChecked(True)
        kinds: dict[object, str] = {
            "": tr("Requests and log"), Kind.EXCHANGE.value: tr("Requests"), Kind.LOG.value: tr("Log"),
        }  # fmt: skip
        self._kind = ChoiceBox("activity.kind", tr("Kind of row"), kinds, lambda _kind: changed())
        self._source = ChoiceBox("activity.source", tr("Source"), {"": tr("All sources")}, lambda _source: changed())
        self._step = ChoiceBox("activity.step", tr("Made for"), {"": tr("For any purpose")}, lambda _step: changed())
        inside = column(self, 8)
        inside.addWidget(self.search)
        inside.addWidget(self._trouble)
        row = Flow()
        for part in (self._kind, self._source, self._step, self._pattern, self._bad, self._writes, self._follow):
            row.add(part)
        inside.addWidget(row)

    def _switch(self, identifier: str, words: str) -> QCheckBox:
        made = name(QCheckBox(words), f"activity.{identifier}", words)
        made.toggled.connect(lambda _on: self._changed())
        return made

    def asked(self) -> Asked:
        """Return which rows are wanted."""
        return Asked(
            text=self.search.text().strip(),
            pattern=self._pattern.isChecked(),
            trouble=self._bad.isChecked(),
            writes=self._writes.isChecked(),
            kind=str(self._kind.value()),
            source=str(self._source.value()),
            step=str(self._step.value()),
        )

    def clear(self) -> None:
        """Ask for all rows again."""
        for one in (self.search, self._pattern, self._bad, self._writes):
            one.blockSignals(True)
        self.search.clear()
        for switch in (self._pattern, self._bad, self._writes):
            switch.setChecked(False)
        for one in (self.search, self._pattern, self._bad, self._writes):
            one.blockSignals(False)
        for box in (self._kind, self._source, self._step):
            box.choose("")
        self.accept()
        self._changed()

    def follows(self) -> bool:
        """Tell whether the table stays at the newest row."""
        return self._follow.isChecked()

    def load(self, names: Names, words: Mapping[str, str]) -> None:
        """Offer what rows can be narrowed to, in people's words; what is chosen stays chosen."""
        for box, found in ((self._source, names.sources), (self._step, names.steps)):
            chosen = box.value()
            for one in found:
                box.offer(one, visible(words.get(one, one) if box is self._step else one, _LONGEST))
            box.choose(chosen)

    def refuse(self, reason: str) -> None:
        """Say why an expression cannot be used."""
        self._trouble.setText(
            tr("This expression could take for ever: it repeats within a repeat. Take out a * or a +.")
            if reason == "slow"
            else tr("This is no complete regular expression yet.")
        )
        self._trouble.show()
        set_wrong(self.search, True)

    def accept(self) -> None:
        """Take back what was said of the expression."""
        self._trouble.hide()
        set_wrong(self.search, False)
