"""Prepare offline, issue keys: texts and files tried as GitLab reads them, while one types."""

import asyncio
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from wizard.connect.integration_pattern import DEFAULT
from wizard.connect.key_trial import KeySettings, Kind
from wizard.connect.key_workshop import LONGEST_TEXT
from wizard.domain.version import Version
from wizard.ui.announce import announce
from wizard.ui.choice_box import ChoiceBox
from wizard.ui.controls import button, field_label
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr, trn
from wizard.ui.integration_part import FieldLine, split
from wizard.ui.layouts import column
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel
from wizard.ui.prepare_keys_model import TriedModel, all_said
from wizard.ui.prepare_keys_work import MOST_ROWS, KeyWork
from wizard.ui.result_line import ResultLine
from wizard.ui.row_table import RowTable
from wizard.ui.side_by_side import SideBySide
from wizard.ui.spawn import loop_runs
from wizard.ui.timings import ELAPSED_EVERY, TYPING_PAUSE

_MOST_TYPED = 500
"""Lines of the box that are tried; more are for a file."""
_LINES_HIGH = 5
_ROWS_SHOWN = 5
Start = Callable[[Coroutine[Any, Any, None], str], object]
Choose = Callable[[str, str, Callable[[Path], object]], object]


class KeysPart(QWidget):
    """Works for itself: nothing of it is an answer, and nothing is asked of anybody."""

    def __init__(self, start: Start, choose: Choose) -> None:
        """`start` runs work of the page (`Works.quietly`); `choose` asks for a file (`opening.choose` of the page)."""
        super().__init__()
        self._start, self._choose = start, choose
        self._work: KeyWork | None = None
        self._file: Path | None = None
        self.kind = ChoiceBox("prepare.keys.kind", tr("What they are"), _kinds(), lambda _kind: self.try_again())
        self.prefix = FieldLine("prepare.keys.prefix", tr("Prefix"), placeholder="JIRA#")
        self.regex = FieldLine("prepare.keys.regex", tr("Pattern of issue keys"), placeholder=DEFAULT)
        self.projects = FieldLine("prepare.keys.projects", tr("Jira project keys"), placeholder="PLAT, OPS")
        self.version = FieldLine("prepare.keys.version", tr("Release of the GitLab"), placeholder="17.2")
        self.texts = QPlainTextEdit()
        self.texts.setProperty("kind", "field")
        self.texts.setTabChangesFocus(True)
        name(self.texts, "prepare.keys.texts", tr("Texts, one a line"))
        self.result = ResultLine("prepare.keys.result")
        self.model = TriedModel()
        self.table = RowTable(self.model, (0.09, 0.32, 0.17), rows_shown=_ROWS_SHOWN)
        name(self.table, "prepare.keys.table", tr("What GitLab finds"))
        self.detail = PlainLabel("", "muted", selectable=True)
        self.open = button(tr("Open a file…"), "prepare.keys.open", self._ask_for_file, "small", "file")
        self.cancel = button(tr("Cancel"), "prepare.keys.cancel", self.end, "small", spoken=tr("End the file"))
        self.cancel.hide()
        self._lay_out()
        self._pause = QTimer(self, interval=TYPING_PAUSE, singleShot=True)
        self._pause.timeout.connect(self._try_what_stands_there)
        self._elapsed = QTimer(self, interval=ELAPSED_EVERY)
        self._elapsed.timeout.connect(self._say_how_far)
        for field in (self.prefix, self.regex, self.projects, self.version):
            field.edit.textEdited.connect(lambda _text: self._pause.start())
        self.texts.textChanged.connect(self._typed)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._show_detail(now.row()))

    def _lay_out(self) -> None:
        whole = column(self, 10)
        whole.addWidget(
            PlainLabel(tr("With prefix, pattern or project keys the Jira issue integration decides."), "small")
        )
        whole.addWidget(SideBySide(self.prefix, self.regex))
        whole.addWidget(SideBySide(self.projects, self.version))
        whole.addWidget(field_label(tr("What they are"), self.kind))
        whole.addWidget(self.kind)
        whole.addWidget(field_label(tr("Texts, one a line"), self.texts))
        whole.addWidget(self.texts)
        files = Flow()
        files.add(self.open)
        files.add(self.cancel)
        for part in (files, self.result, self.table, self.detail):
            whole.addWidget(part)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 (Qt's name)
        super().showEvent(event)
        self.texts.setFixedHeight(self.texts.fontMetrics().lineSpacing() * _LINES_HIGH + 26)

    # what is tried

    def try_again(self) -> None:
        """Try what stands there anew, a moment after the last change."""
        self._pause.start()

    def _typed(self) -> None:
        self._file = None
        self._pause.start()

    def _try_what_stands_there(self) -> None:
        self._pause.stop()
        version = self._version()
        if not loop_runs() or (version is None and self.version.text()):
            return
        keys = split(self.projects.text())
        settings = KeySettings(self.prefix.text(), self.regex.text(), keys, version)
        kind = self.kind.value()
        work = KeyWork(settings, kind if isinstance(kind, Kind) else Kind.TEXT)
        self.end()
        self._work = work
        self._start(self._run(work, self._file), "try issue keys")

    def _version(self) -> Version | None:
        try:
            return Version.parse(self.version.text()) if self.version.text() else None
        except ValueError:
            self.version.wrong(tr("That is no release of GitLab. Write it as 17.2."))
            return None

    def _ask_for_file(self) -> None:
        self._choose(
            tr("Open a list of branches or messages"), tr("Texts (*.txt *.log *.csv);;All files (*)"), self.read
        )

    def read(self, path: Path) -> None:
        """Try the lines of a file; what was typed stays in its box."""
        self._file = path
        self._try_what_stands_there()

    def end(self) -> None:
        """End what is under way; what was tried up to here stays."""
        if self._work is not None:
            self._work.stop.set()

    async def _run(self, work: KeyWork, file: Path | None) -> None:
        self.cancel.setVisible(file is not None)
        self._elapsed.start()
        try:
            if file is not None:
                await asyncio.to_thread(work.try_file, file)
            else:
                await asyncio.to_thread(work.try_texts, self._lines())
        finally:
            work.stop.set()
        if work is self._work:
            self._elapsed.stop()
            self.cancel.hide()
            self._show(work, file)

    def _lines(self) -> list[str]:
        document = self.texts.document()
        count = min(document.blockCount(), _MOST_TYPED)
        return [document.findBlockByNumber(row).text()[: LONGEST_TEXT + 1] for row in range(count)]

    # what is shown

    def _say_how_far(self) -> None:
        if self._work is not None and self._file is not None:
            count = f"{self._work.tally.texts:,}"
            self.result.say("info", tr("{count} texts tried, {percent} %", count=count, percent=self._work.percent))

    def _show(self, work: KeyWork, file: Path | None) -> None:
        self.model.load(work.rows)
        if work.rows and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self._show_detail(self.table.currentIndex().row())
        tone, said = self._told(work, file)
        before = self.result.text.text()
        self.result.say(tone, said)
        if said != before and self.isVisible():
            announce(self.result, said)

    def _told(self, work: KeyWork, file: Path | None) -> tuple[str, str]:
        if work.problem is not None:
            return "error", show(work.problem)
        tally = work.tally
        if not tally.texts:
            return "info", tr("Type a key, the name of a branch or a message, or open a file.")
        said = trn("{n} text has no key or cannot be used.", "{n} texts have no key or cannot be used.", tally.without)
        parts = [tr("{good} of {all} texts are good.", good=tally.good, all=tally.texts)]
        if tally.without:
            parts.append(said)
        if work.cut_short:
            parts.append(tr("Ended before its end."))
        if file is not None and tally.without > MOST_ROWS:
            parts.append(tr("The first {most} of them are listed.", most=MOST_ROWS))
        if file is None and self.texts.document().blockCount() > _MOST_TYPED:
            parts.append(tr("Only the first {most} lines were tried; open the rest as a file.", most=_MOST_TYPED))
        return ("warn" if tally.without else "ok"), " ".join(parts)

    def _show_detail(self, row: int) -> None:
        trial = self.model.trial(row)
        self.detail.setText("" if trial is None else all_said(trial))


def _kinds() -> dict[object, str]:
    return {
        Kind.TEXT: tr("Any text"),
        Kind.BRANCH: tr("Names of branches"),
        Kind.MESSAGE: tr("Commit messages"),
        Kind.TITLE: tr("Titles of merge requests"),
        Kind.ISSUE: tr("Key and summary of an issue"),
    }
