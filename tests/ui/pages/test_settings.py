"""The settings page: found by words, used and stored at once, reset, carried away and in, and everything forgotten."""

import asyncio
import json
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from wizard.app.settings import SettingsFile
from wizard.domain.secrets import KeyringState
from wizard.domain.settings import RANGES, Settings
from wizard.domain.text import T
from wizard.ui.choice_box import ChoiceBox
from wizard.ui.settings_entries import ENTRIES
from wizard.ui.status_row import StatusRow


def _pick(bench, field, value):
    box = bench.find(f"settings.{field}")
    box.choose(value)
    box.activated.emit(box.currentIndex())


async def test_what_is_chosen_holds_and_is_stored_at_once(open_window):
    bench = await open_window(goes_on=True)
    await bench.open("settings")
    _pick(bench, "motion", "less")
    await bench.rest()
    keeper = bench.visit.settings
    assert keeper.now.motion == "less"
    await _until(lambda: keeper.stored)
    assert keeper.stored[-1].motion == "less"
    reset = bench.find("settings.motion.reset")
    assert reset.isEnabled()
    await bench.click("settings.motion.reset")
    assert keeper.now == Settings()
    assert not reset.isEnabled()
    await _until(lambda: len(keeper.stored) == 2)


async def test_a_slow_disk_is_waited_for_and_the_choice_holds_meanwhile(open_window):
    bench = await open_window()
    await bench.open("settings")
    keeper, disk = bench.visit.settings, threading.Event()
    at_once = keeper.store
    keeper.store = lambda: (disk.wait(), at_once())
    asyncio.get_running_loop().call_later(0.1, disk.set)
    _pick(bench, "motion", "less")
    assert (keeper.now.motion, keeper.stored) == ("less", [])
    await bench.rest()
    assert [one.motion for one in keeper.stored] == ["less"]


async def test_another_language_and_its_reset_hold_after_a_restart(open_window, tmp_path):
    bench = await open_window()
    keeper = SettingsFile(tmp_path / "settings.json")
    bench.visit.settings = keeper
    keeper.on_change(bench.shell._settings_changed)
    await bench.open("settings")
    for act, holds in ((lambda: _pick(bench, "language", "de"), "de"),
                       (lambda: bench.page.rows()["language"].reset.click(), "system"),
                       (lambda: _pick(bench, "language", "en"), "en")):  # fmt: skip
        act()
        await bench.visit.spawn.settled()
        assert SettingsFile(keeper.path).now.language == holds


@pytest.mark.qt_log_ignore("This plugin does not support")
async def test_an_open_list_shows_every_entry_large_enough(open_window):
    bench = await open_window()
    page = await bench.open("settings")
    boxes = [row.control for row in page.rows().values() if isinstance(row.control, ChoiceBox)]
    for box in boxes:
        box.showPopup()
        view = box.view()
        assert view.verticalScrollBar().maximum() == 0, box.objectName()
        assert view.viewport().height() >= sum(view.sizeHintForRow(row) for row in range(box.count()))
        assert view.sizeHintForRow(0) >= 24
        box.hidePopup()


async def _until(there):
    async with asyncio.timeout(30):
        while not there():  # noqa: ASYNC110 (a thread answers)
            await asyncio.sleep(0.01)


async def test_every_setting_has_its_row_but_the_one_of_the_file(open_window):
    bench = await open_window()
    page = await bench.open("settings")
    assert set(page.rows()) == set(Settings.__dataclass_fields__) - {"ca_files"}
    for entry in ENTRIES:
        assert set(entry.values) or entry.example
    for field, (least, most) in RANGES.items():
        offered = next(entry for entry in ENTRIES if entry.field == field).values
        assert all(least <= value <= most for value in offered)


async def test_the_sign_in_offers_first_what_the_settings_choose(open_window):
    bench = await open_window(mode="live")
    bench.visit.settings.use(Settings(keeping="session"))
    page = await bench.open("sign-in")
    assert bench.find("sign-in.keeping.session").isChecked()
    bench.visit.settings.use(Settings())
    page.keeping.change(KeyringState.READY, bench.visit.settings.now.keeping)
    assert bench.find("sign-in.keeping.keyring").isChecked()


async def test_words_find_settings_and_nothing_found_is_said(open_window):
    bench = await open_window()
    page = await bench.open("settings")
    page.search.setText("slow network")
    shown = [field for field, row in page.rows().items() if row.isVisibleTo(page)]
    assert shown == ["connect_s", "read_s", "check_s"]
    page.search.setText("zebra")
    assert [field for field, row in page.rows().items() if row.isVisibleTo(page)] == []
    assert page._nothing.isVisibleTo(page)
    page.search.clear()
    assert all(row.isVisibleTo(page) for row in page.rows().values())


async def test_a_password_in_the_proxy_is_refused_and_then_mended(open_window):
    bench = await open_window()
    page = await bench.open("settings")
    field = bench.find("settings.proxy_url")
    field.setText("http://dana:secret@proxy.example.com:3128")
    field.editingFinished.emit()
    assert page._trouble.isVisibleTo(page)
    assert "secret" not in page._trouble.text()
    assert bench.visit.settings.now.proxy_url == ""
    field.setText("http://proxy.example.com:3128")
    field.editingFinished.emit()
    await bench.rest()
    assert not page._trouble.isVisibleTo(page)
    assert bench.visit.settings.now.proxy_url == "http://proxy.example.com:3128"


async def test_why_stored_settings_are_not_used_stands_on_the_page_until_one_is_changed(open_window):
    bench = await open_window()
    bench.visit.settings.trouble = T("The settings file cannot be used.")
    page = await bench.open("settings")
    assert page._trouble.text() == "The settings file cannot be used."
    _pick(bench, "motion", "less")
    await _until(lambda: bench.visit.settings.stored)
    await _until(lambda: not page._trouble.isVisibleTo(page))


async def test_each_host_says_how_it_is_reached(open_window):
    bench = await open_window()
    page = await bench.open("settings")
    await bench.click("settings.proxy.test")
    said = [row.note.text() for row in page.proxies.findChildren(StatusRow)]
    trouble = "acme.atlassian.net refuses the connection (network-refused)"
    assert said == ["directly", f"by http://proxy.example.com:3128, as the system says: {trouble}"]


async def test_settings_are_imported_and_what_is_none_changes_nothing(open_window, tmp_path):
    bench = await open_window(goes_on=True)
    page = await bench.open("settings")
    file = tmp_path / "settings.json"
    file.write_text('{"format": 1, "theme": "mauve"}')
    page.keeping.import_from(file)
    await _until(lambda: not page.working())
    assert bench.shell.toast.text.text() == "settings.json holds no settings of this program (theme)."
    assert bench.visit.settings.now == Settings()
    file.write_text(json.dumps({"format": 1, "motion": "less"}))
    page.keeping.import_from(file)
    await _until(lambda: not page.working())
    assert bench.visit.settings.now.motion == "less"
    page.keeping.import_from(Path("/no/such/file"))
    await _until(lambda: not page.working())
    assert "could not be read" in bench.shell.toast.text.text()


def _answer(verb):
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible())
    said = " ".join(label.text() for label in dialog.findChildren(QLabel)).replace("\u200b", "")
    assert "Token of gitlab.example.com" in said
    assert ".config/gitlab-jira-wizard" in said
    QTest.mouseClick(dialog.findChild(QPushButton, verb), Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(("verb", "forgets"), [("confirm.keep", False), ("confirm.verb", True)])
async def test_forgetting_everything_shows_its_list_and_asks(open_window, verb, forgets):
    bench = await open_window()
    await bench.open("settings")
    closed = []
    bench.shell.closed.connect(lambda: closed.append(True))
    bench.page.keeping._forget()
    await _until(lambda: any(isinstance(one, QDialog) and one.isVisible() for one in QApplication.topLevelWidgets()))
    _answer(verb)
    await _until(lambda: "forget" not in " ".join(bench.visit.spawn.running()) and not bench.page.working())
    assert bench.visit.settings.forgets is forgets
    assert bool(closed) is forgets
    assert (bench.desk.computer.hosts == []) is forgets


async def test_a_keyring_that_keeps_its_tokens_stops_the_forgetting(open_window):
    bench = await open_window()
    bench.desk.computer.lying = True
    await bench.open("settings")
    bench.page.keeping._forget()
    await _until(lambda: any(isinstance(one, QDialog) and one.isVisible() for one in QApplication.topLevelWidgets()))
    _answer("confirm.verb")
    await _until(lambda: not bench.page.working())
    assert not bench.visit.settings.forgets
    assert "still holds the tokens" in bench.shell.toast.text.text()
