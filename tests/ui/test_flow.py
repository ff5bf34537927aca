from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from wizard.ui.flow import Flow
from wizard.ui.focus_order import put_in_order


class _Part(QWidget):
    def __init__(self, width):
        super().__init__()
        self.wide = width

    def sizeHint(self):  # noqa: N802 (Qt's name)
        return QSize(self.wide, 30)


def _laid(qtbot, parts, width):
    flow = Flow(spacing=8)
    qtbot.addWidget(flow)
    for part in parts:
        flow.add(part)
    flow.resize(width, 200)
    flow.show()
    return flow


def test_what_has_room_stands_in_one_line(qtbot):
    parts = [_Part(100) for _ in range(3)]
    flow = _laid(qtbot, parts, 316)
    assert [(part.x(), part.y()) for part in parts] == [(0, 0), (108, 0), (216, 0)]
    assert flow.heightForWidth(316) == 30


def test_what_has_no_room_goes_on_below(qtbot):
    parts = [_Part(100) for _ in range(3)]
    flow = _laid(qtbot, parts, 315)
    assert [(part.x(), part.y()) for part in parts] == [(0, 0), (108, 0), (0, 38)]
    assert flow.heightForWidth(315) == 68


def test_it_asks_for_no_more_than_its_widest_part(qtbot):
    flow = _laid(qtbot, [_Part(100), _Part(140)], 400)
    assert flow.minimumSizeHint().width() == 140


def test_a_part_that_grows_moves_the_next_one(qtbot):
    parts = [_Part(100), _Part(100)]
    flow = _laid(qtbot, parts, 400)
    parts[0].wide = 150
    parts[0].updateGeometry()
    qtbot.waitUntil(lambda: parts[1].x() == 158)
    assert flow.sizeHint().width() == 258


def test_nothing_in_it_takes_no_room(qtbot):
    flow = _laid(qtbot, [], 400)
    assert flow.heightForWidth(400) == 0


def test_tab_goes_through_it_as_one_reads(qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    rows = QVBoxLayout(owner)
    last = QPushButton("last", owner)
    flow = Flow()
    buttons = [QPushButton(text) for text in ("first", "second")]
    for one in buttons:
        flow.add(one)
    rows.addWidget(flow)
    rows.addWidget(last)
    owner.show()
    put_in_order([owner])
    chain = [buttons[0]]
    while (following := chain[-1].nextInFocusChain()) is not chain[0]:
        chain.append(following)
    assert [one for one in chain if isinstance(one, QPushButton)] == [*buttons, last]


def test_what_changes_while_it_is_hidden_has_its_place_when_it_is_shown(qtbot):
    parts = [_Part(100), _Part(100)]
    flow = _laid(qtbot, parts, 400)
    flow.hide()
    parts[0].wide = 150
    parts[0].updateGeometry()
    flow.show()
    assert parts[1].x() == 158


def test_a_part_comes_up_with_the_others_and_one_that_was_hidden_on_purpose_before_too(qtbot):
    early, hidden, late = _Part(100), _Part(100), _Part(100)
    hidden.hide()
    flow = _laid(qtbot, [early, hidden], 400)
    flow.add(late)
    assert [part.isVisible() for part in (early, hidden, late)] == [True, True, True]
    hidden.hide()
    assert flow.sizeHint().width() == 208


def test_no_part_is_styled_before_its_page_is_on_screen(qtbot):
    part = _Part(100)
    flow = Flow()
    qtbot.addWidget(flow)
    flow.add(part)
    assert not part.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)
    flow.show()
    assert part.testAttribute(Qt.WidgetAttribute.WA_WState_Polished)
