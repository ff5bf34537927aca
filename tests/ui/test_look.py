"""The look follows the settings while the window is open: theme, text size, motion, language."""

import re
from dataclasses import replace

import pytest
from PIL import Image, ImageChops
from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPalette
from PySide6.QtWidgets import QCheckBox, QLabel, QStyle, QTableWidget

from wizard.domain.settings import Settings
from wizard.ui.controls import button
from wizard.ui.dressing import Dresser, language_of
from wizard.ui.i18n import tr, use_language
from wizard.ui.icons import Icon, paint_icon
from wizard.ui.look import less_motion, put_on, rail_wide, tokens, use_motion
from wizard.ui.marks import MARKS, PLAN_STATES
from wizard.ui.passing_settings import PassingSettings
from wizard.ui.resources import resource
from wizard.ui.step_state import ICONS
from wizard.ui.tokens import CONTRAST_DARK, DARK, ICON, LIGHT, LOOKS


@pytest.fixture
def keeper(dressed):
    made = PassingSettings(Settings(theme="light", language="en", motion="full"))
    dresser = Dresser(dressed, made)
    yield made
    dresser.close()
    put_on(dressed, "light")
    use_motion("system")
    use_language("en")


def test_the_theme_changes_what_is_open(keeper, dressed, qtbot):
    label = QLabel("Text")
    qtbot.addWidget(label)
    label.show()
    assert tokens() is LIGHT
    keeper.use(replace(keeper.now, theme="dark"))
    assert tokens() is DARK
    assert dressed.palette().color(QPalette.ColorRole.Window) == QColor(DARK.background)
    assert DARK.text in dressed.styleSheet()
    keeper.use(replace(keeper.now, theme="contrast-dark"))
    assert tokens() is CONTRAST_DARK


def test_icons_of_pages_and_buttons_follow_the_theme(keeper, qtbot):
    icon, press = Icon("gear", "text"), button("Again", "again", lambda: None, icon="again")
    for widget in (icon, press):
        qtbot.addWidget(widget)
        widget.show()
    before = [icon.grab().toImage(), press.icon().pixmap(44, 32).toImage()]
    keeper.use(replace(keeper.now, theme="contrast-dark"))
    assert [icon.grab().toImage() == before[0], press.icon().pixmap(44, 32).toImage() == before[1]] == [False, False]


def test_text_grows_up_to_twice_and_the_list_of_steps_with_it(keeper, dressed):
    usual, wide = dressed.font().pointSizeF(), rail_wide()
    keeper.use(replace(keeper.now, text_percent=200))
    assert dressed.font().pointSizeF() == pytest.approx(2 * usual)
    assert wide < rail_wide() <= 1.5 * wide


def test_with_less_motion_nothing_turns(keeper, qtbot):
    keeper.use(replace(keeper.now, motion="less"))
    assert less_motion()
    icon = Icon("arc", "accent")
    qtbot.addWidget(icon)
    icon.show()
    assert not icon._turning.isActive()
    keeper.use(replace(keeper.now, motion="full"))
    other = Icon("arc", "accent")
    qtbot.addWidget(other)
    other.show()
    assert other._turning.isActive()


def test_the_language_changes_what_is_said_next(keeper):
    keeper.use(replace(keeper.now, language="de"))
    assert tr("Next") == "Weiter"
    assert language_of(replace(keeper.now, language="system"))


def test_the_command_line_goes_before_the_setting_until_that_is_changed(dressed):
    made = PassingSettings(Settings(theme="light"))
    dresser = Dresser(dressed, made, "dark")
    assert tokens() is DARK
    made.use(replace(made.now, text_percent=110))
    assert tokens() is DARK
    made.use(replace(made.now, theme="contrast-dark"))
    assert tokens() is CONTRAST_DARK
    dresser.close()
    put_on(dressed, "light")


def _grey(icon):
    """The icon's shape alone: drawn in one colour, whatever its state."""
    image = QImage(32, 32, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    paint_icon(painter, icon, "text", image.rect().toRectF())
    painter.end()
    return Image.frombytes("L", (32, 32), bytes(image.constBits()), "raw", "L", image.bytesPerLine())


@pytest.mark.parametrize(
    "icons",
    [
        [icon for icon, _token in ICONS.values()],
        [icon for icon, _token, _word in MARKS.values()],
        [icon for icon, _token, _word in PLAN_STATES.values()],
    ],
    ids=["steps", "rows", "changes"],
)
def test_states_are_told_apart_without_colour(dressed, icons):
    assert len(icons) == len(set(icons))
    drawn = [_grey(icon) for icon in icons]
    for number, one in enumerate(drawn):
        for other in drawn[number + 1 :]:
            assert ImageChops.difference(one, other).getbbox() is not None


def test_there_are_four_looks():
    assert set(LOOKS) == {"light", "dark", "contrast-light", "contrast-dark"}


async def test_another_language_is_spoken_at_once_by_the_page_on_screen(keeper, open_window):
    bench = await open_window()
    bench.visit.settings = keeper
    keeper.on_change(bench.shell._settings_changed)
    await bench.open("gitlab")
    bench.shell.go("settings")
    await bench.rest()
    keeper.use(replace(keeper.now, language="de"))
    await bench.rest()
    assert bench.shell.page.step == "settings"
    assert bench.shell.heading.title.text() == "Einstellungen"
    bench.shell.back()
    assert bench.shell.page.step == "gitlab"
    assert bench.shell.bar.back_button.text() == "Zurück"
    assert bench.visit.answers.gitlab.url


def test_what_qt_itself_says_follows_the_language(keeper):
    keeper.use(replace(keeper.now, language="de"))
    assert QCoreApplication.translate("QFileDialog", "&Open") == "&Öffnen"
    keeper.use(replace(keeper.now, language="en"))
    assert QCoreApplication.translate("QFileDialog", "&Open") == "&Open"


def test_icons_and_boxes_grow_with_the_text_and_stay_smaller_than_it(keeper, dressed, qtbot):
    icon, press, box = Icon("gear", "text"), button("Again", "again", lambda: None, icon="again"), QCheckBox("All")
    for widget in (icon, press, box):
        qtbot.addWidget(widget)
        widget.show()
    indicator = QStyle.PixelMetric.PM_IndicatorHeight
    usual = icon.height(), press.iconSize().height(), box.style().pixelMetric(indicator, None, box)
    keeper.use(replace(keeper.now, text_percent=200))
    large = icon.height(), press.iconSize().height(), box.style().pixelMetric(indicator, None, box)
    assert usual[:2] == (16, 16)
    assert [round(after / before, 1) for before, after in zip(usual, large, strict=True)] == [1.2, 1.2, 1.2]
    assert large[0] < QFontMetrics(dressed.font()).height()


def test_a_table_has_its_titles_above_its_cells_and_leaves_the_ring_of_the_focus_whole(keeper, qtbot):
    table = QTableWidget(2, 2)
    qtbot.addWidget(table)
    table.setHorizontalHeaderLabels(["Group", "Path"])
    table.verticalHeader().hide()
    table.show()
    heads, radius = table.horizontalHeader(), 8
    # The corner of the head lies inside the rounded corner of the table, with two pixels for the ring.
    gap = heads.mapTo(table, QPoint(0, 0))
    assert (radius - gap.x()) ** 2 + (radius - gap.y()) ** 2 <= (radius - 2) ** 2
    before = heads.geometry()
    table.setFocus()
    table.style().polish(table)
    assert heads.geometry() == before


def test_line_icons_have_the_stroke_of_the_drawings_at_their_usual_size():
    strokes = {
        drawing.name: float(stroke) * ICON / 24
        for drawing in resource("icons").glob("*.svg")
        if "currentColor" in (source := drawing.read_text(encoding="utf-8"))
        for stroke in re.findall(r'stroke-width="([\d.]+)"', source)
    }
    assert len(strokes) > 20
    assert [name for name, stroke in strokes.items() if not 1.5 <= stroke <= 1.8] == []
