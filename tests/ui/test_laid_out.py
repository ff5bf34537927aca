"""What is painted has its place: no frame shows a text that is cut because its page has not grown yet."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QWidget

from wizard.domain.text import T
from wizard.ui.laid_out import LEVELS, LaidOutFirst
from wizard.ui.layouts import column
from wizard.ui.plain import PlainLabel

LONG = "A sentence that takes more lines than the words that stood here before. " * 6


class Painted(QObject):
    """Counts how often a text is painted, and how often with less room than it needs."""

    def __init__(self, label: QLabel) -> None:
        super().__init__()
        self.times, self.cut = 0, 0
        label.installEventFilter(self)

    def eventFilter(self, label, event):  # noqa: N802 (Qt's name)
        if event.type() is QEvent.Type.Paint:
            self.times += 1
            self.cut += label.heightForWidth(label.width()) > label.height()
        return False


def _paint(window):
    """Paint at once, as a computer does that is busy: else Qt waits for five milliseconds that hide what is late."""
    QApplication.sendEvent(window, QEvent(QEvent.Type.UpdateRequest))


@pytest.fixture
def nested(qtbot):
    """A window, and a text in it that stands in widgets within widgets of a page that scrolls."""
    window, area, page = QWidget(), QScrollArea(), QWidget()
    qtbot.addWidget(window)
    column(window).addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(page)
    inside = column(page)
    for _level in range(6):
        holds = QWidget()
        inside.addWidget(holds)
        inside = column(holds)
    text = PlainLabel("Short.")
    inside.addWidget(text)
    inside.addWidget(PlainLabel("What stands below."))
    window.resize(400, 120)
    return window, text


def test_a_text_that_grows_deep_in_a_page_is_never_painted_cut(nested, qtbot):
    window, text = nested
    LaidOutFirst(window)
    with qtbot.waitExposed(window):
        window.show()
    painted = Painted(text)
    text.setText(LONG)
    _paint(window)
    assert painted.times > 0
    assert painted.cut == 0


async def test_the_window_paints_what_a_check_found_only_in_its_place(open_window):
    bench = await open_window()
    page = await bench.open("checks")
    first = page.table.rows()[0]
    painted = Painted(page.table.lines[first.id].row.note)
    page.table.take(replace(first, note=T(LONG)))
    page.table.show_arrived()
    _paint(bench.shell)
    assert painted.times > 0
    assert painted.cut == 0


def _levels(text):
    """Return how many widgets hold a text, up to the area that scrolls its page, or to the window."""
    held, around = 1, text.parentWidget()
    while around is not None and around.objectName() != "qt_scrollarea_viewport":
        held, around = held + 1, around.parentWidget()
    return held


@pytest.mark.parametrize("troubles", [("effects",), ()])
async def test_no_text_stands_deeper_than_is_laid_out_before_a_paint(open_window, troubles):
    bench = await open_window(*troubles)
    for step in ("gitlab", "sign-in", "jira", "method", "groups", "checks", "review", "by-hand", "verify", "done"):
        await bench.open(step)
        deepest = max(_levels(text) for text in bench.shell.findChildren(QLabel))
        assert deepest < LEVELS, step
