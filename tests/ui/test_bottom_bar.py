"""The verb of the bar is never cut: the other buttons make room for it."""

from PySide6.QtCore import QPoint, Qt

from wizard.ui.look import put_on
from wizard.ui.tokens import WINDOW_LEAST

VERB = "Weiter zu den Aufgaben"


async def test_with_large_text_the_verb_keeps_its_whole_text_and_the_links_become_icons_with_names(
    open_window, dressed, qtbot
):
    bench = await open_window()
    await bench.open("review")
    bench.shell.resize(*WINDOW_LEAST)
    bar = bench.shell.bar
    put_on(dressed, "light", grow=2)
    try:
        bar.change(VERB, enabled=True, back=True, cancel="Abbrechen")
        qtbot.waitUntil(lambda: bar.verb_button.width() >= bar.verb_button.sizeHint().width())
        for one in (bar.help_button, bar.copy_button, bar.back_button, bar.verb_button, bar.cancel_button):
            left = one.mapTo(bar, QPoint(0, 0)).x()
            assert left >= 0, one.objectName()
            assert left + one.width() <= bar.width(), one.objectName()
            assert one.width() >= one.sizeHint().width(), one.objectName()
        assert (bar.copy_button.text(), bar.copy_button.accessibleName()) == ("", "Copy for ticket")
        assert bar.copy_button.toolTip() == "Copy for ticket"
    finally:
        put_on(dressed, "light")
    bar.change("Next", enabled=True, back=True, cancel="Cancel")
    qtbot.waitUntil(lambda: bar.copy_button.text() == "Copy for ticket")
    assert bar.cancel_button.mapTo(bar, QPoint(0, 0)).x() > bar.verb_button.mapTo(bar, QPoint(0, 0)).x()


async def test_a_page_that_tells_the_same_again_changes_nothing_and_a_note_in_between_is_taken_back(
    open_window, monkeypatch
):
    bench = await open_window()
    page = await bench.open("review")
    bar, arranged = bench.shell.bar, []
    monkeypatch.setattr(bar, "_arrange", lambda: arranged.append(True))
    page.changed.emit()
    assert arranged == []
    bar.show_note("Nothing is sent.")
    assert bar.cancel_button.isHidden()
    bar.show_note("")
    bar.change("Next", enabled=True, back=False, cancel="")
    bar.show_note("Nothing is sent.")
    bar.show_note("")
    bar.change("Next", enabled=True, back=False, cancel="")
    assert bar.back_button.isHidden()
    assert bar.cancel_button.isHidden()


async def test_back_never_slides_to_where_the_verb_was_pressed(open_window, qtbot):
    bench = await open_window()
    await bench.open("review")
    bar = bench.shell.bar
    bar.change("Test connection", enabled=True, back=True, cancel="Cancel")
    qtbot.waitUntil(lambda: bar.verb_button.width() >= bar.verb_button.sizeHint().width())
    bar.verb_button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    pressed = bar.verb_button.mapTo(bar, bar.verb_button.rect().topLeft())
    bar.change("Next", enabled=True, back=True, cancel="Cancel")
    bar.layout().activate()
    assert bar.childAt(pressed) is bar.verb_button
    bar.verb_button.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    bar.change("Go on", enabled=True, back=True, cancel="Cancel")
    assert bar.verb_button.minimumWidth() == 0
