"""Issue keys, prepared offline: tried while one types, and in files of any length."""

import asyncio

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QTableView, QWidget

from wizard.connect.key_trial import KeySettings, Kind
from wizard.ui.prepare_keys import KeysPart
from wizard.ui.prepare_keys_work import MOST_ROWS, KeyWork


class Bench:
    """The part in a window, what it started, and the files that are chosen for it."""

    def __init__(self, qtbot):
        self.qtbot = qtbot
        self.tasks = []
        self.file = None
        self.part = KeysPart(self._start, lambda _title, _pattern, chosen: chosen(self.file))
        qtbot.addWidget(self.part)
        self.part.resize(900, 700)
        self.part.show()

    def _start(self, work, _name):
        self.tasks.append(asyncio.get_running_loop().create_task(work))

    async def settled(self):
        self.qtbot.waitUntil(lambda: not self.part._pause.isActive())
        await asyncio.gather(*self.tasks)

    async def type(self, field, text):
        field.clear()
        for number, line in enumerate(text.split("\n")):
            if number:
                QTest.keyClick(field, Qt.Key.Key_Return)
            QTest.keyClicks(field, line)
        await self.settled()

    def rows(self):
        model = self.part.model
        return [[model.index(row, at).data() for at in range(model.columnCount())] for row in range(model.rowCount())]

    def said(self):
        return self.part.result.text.text()


@pytest.fixture
def bench(qtbot, dressed):
    return Bench(qtbot)


async def test_what_gitlab_finds_is_said_while_one_types(bench):
    await bench.type(bench.part.texts, "PLAT-1 fix\n\nplat-2 fix")
    assert [row[:3] for row in bench.rows()] == [["1", "PLAT-1 fix", "PLAT-1"], ["3", "plat-2 fix", "none"]]
    assert bench.rows()[1][3] == "A key has capital letters only."
    assert bench.said() == "1 of 2 texts are good. 1 text has no key or cannot be used."
    bench.part.table.setCurrentIndex(bench.part.model.index(1, 0))
    assert "Did you mean: PLAT-2 fix" in bench.part.detail.text()


async def test_settings_and_kind_are_tried_at_once(bench):
    await bench.type(bench.part.texts, "PLAT-1..x")
    assert bench.said() == "1 of 1 texts are good."
    bench.part.kind.setCurrentIndex(1)
    bench.part.kind.activated.emit(1)
    await bench.settled()
    assert "Two dots" in bench.part.detail.text()
    bench.part.kind.setCurrentIndex(2)
    bench.part.kind.activated.emit(2)
    await bench.type(bench.part.prefix.edit, "JIRA#")
    assert bench.rows()[0][2:] == ["none", "JIRA# does not stand right before PLAT-1."]
    await bench.type(bench.part.prefix.edit, "(")
    assert bench.part.result.text.property("kind") == "error"
    assert bench.rows() == []
    await bench.type(bench.part.prefix.edit, "P")
    await bench.type(bench.part.projects.edit, "OPS")
    assert bench.rows()[0][2] == "none"


async def test_a_release_that_is_none_is_said_below_its_field(bench):
    await bench.type(bench.part.version.edit, "new")
    assert bench.part.version.result.text.text() == "That is no release of GitLab. Write it as 17.2."
    await bench.type(bench.part.version.edit, "17.1")
    assert bench.part.version.result.text.text() == ""


async def test_a_file_is_tried_and_only_what_lacks_a_key_listed(bench, tmp_path):
    bench.file = tmp_path / "log"
    bench.file.write_text("PLAT-1\n" * 30 + "nothing\n" * (MOST_ROWS + 1), encoding="utf-8")
    QTest.mouseClick(bench.part.open, Qt.MouseButton.LeftButton)
    await bench.settled()
    assert len(bench.rows()) == MOST_ROWS
    assert bench.rows()[0][:2] == ["31", "nothing"]
    assert bench.said().endswith(f"The first {MOST_ROWS} of them are listed.")
    assert bench.part.cancel.isHidden()


async def test_a_file_that_is_not_there_is_said(bench, tmp_path):
    bench.part.read(tmp_path / "nowhere")
    await bench.settled()
    assert bench.said().startswith("The file cannot be read")


async def test_a_long_file_says_how_far_it_is_and_is_ended_by_cancel(bench, tmp_path):
    file = tmp_path / "log"
    file.write_text("plat-1 and a few words more\n" * 400_000, encoding="utf-8")
    bench.part.read(file)
    while not bench.part._work.tally.texts:  # noqa: ASYNC110 (a thread counts)
        await asyncio.sleep(0)
    bench.qtbot.waitUntil(lambda: "texts tried" in bench.said())
    QTest.mouseClick(bench.part.cancel, Qt.MouseButton.LeftButton)
    await bench.settled()
    assert bench.part._work.tally.texts < 400_000
    assert "Ended before its end." in bench.said()
    assert bench.part.cancel.isHidden()


async def test_what_is_typed_while_a_file_is_tried_ends_the_file(bench, tmp_path):
    file = tmp_path / "log"
    file.write_text("plat-1 and a few words more\n" * 400_000, encoding="utf-8")
    bench.part.read(file)
    reading = bench.part._work
    await bench.type(bench.part.texts, "PLAT-7")
    assert reading.tally.texts < 400_000
    assert [row[1:3] for row in bench.rows()] == [["PLAT-7", "PLAT-7"]]
    assert bench.part.cancel.isHidden()


async def test_hidden_characters_are_shown_and_not_obeyed(bench):
    bench.part.texts.setPlainText("PLAT-1\u202e2 <b>x</b>")
    await bench.settled()
    assert bench.rows()[0][1] == "PLAT-1[U+202E]2 <b>x</b>"
    assert "\u202e" not in bench.part.detail.text()


def test_each_control_has_a_name_and_an_identifier(bench):
    controls = [
        one
        for one in bench.part.findChildren(QWidget)
        if isinstance(one, QAbstractButton | QComboBox | QLineEdit | QPlainTextEdit | QTableView)
        and not one.objectName().startswith("qt_")
    ]
    named = [one for one in controls if one.accessibleName() and one.accessibleIdentifier().startswith("prepare.keys.")]
    assert len(named) >= 9
    assert [one for one in controls if one not in named and not isinstance(one, QAbstractButton)] == []


def test_work_that_is_stopped_before_it_begins_tries_nothing():
    work = KeyWork(KeySettings(), Kind.TEXT)
    work.stop.set()
    work.try_texts(["PLAT-1"])
    assert (work.tally.texts, work.cut_short) == (0, True)
