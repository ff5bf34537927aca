"""Sides of a comparison that are read: served by an address, installed by this program, or a file."""

import time

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from wizard.domain.errors import PortError
from wizard.ui.pages.prepare import COMPARE

URL = "https://gitlab.example.com"


async def _until(bench, holds) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline, "it did not come"
        await bench.rest(10)


async def _part(open_window):
    bench = await open_window()
    page = await bench.open("prepare")
    page.what.choose(COMPARE)
    page.choose(COMPARE)
    return bench, page.parts[COMPARE]


def _read(field, address: str) -> None:
    field.edit.clear()
    QTest.keyClicks(field.edit, address)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)


async def test_what_is_served_is_compared_with_what_was_installed(open_window):
    bench, part = await _part(open_window)
    await bench.click("prepare.compare.installed")
    await _until(bench, lambda: "From the installed app" in part.old.result.text.text())
    QTest.keyClicks(part.new.edit, URL)
    assert "Return reads it" in part.new.result.text.text()
    assert part.table.isHidden(), "nothing is asked before somebody wants it"
    QTest.keyClick(part.new.edit, Qt.Key.Key_Return)
    await _until(bench, lambda: not part.table.isHidden())
    assert f"From {URL}/-/jira_connect" in part.new.result.text.text()
    assert not part.warning.isHidden()
    QTest.keyClicks(part.new.edit, "x")
    assert part.table.isHidden(), "another address was not read yet"


async def test_an_address_that_serves_none_is_said_and_read_again_after_the_mend(open_window):
    bench, part = await _part(open_window)
    QTest.keyClicks(part.url.edit, URL)
    QTest.keyClicks(part.old.edit, "17.2")
    _read(part.new, "https://exa mple")
    await _until(bench, lambda: "cannot be used" in part.new.result.text.text())
    bench.desk.descriptors.status = 404
    _read(part.new, URL)
    await _until(bench, lambda: "status 404" in part.new.result.text.text())
    bench.desk.descriptors.status, bench.desk.descriptors.lost = 200, PortError("network-timeout", {"host": "g"})
    _read(part.new, URL)
    await _until(bench, lambda: "in time" in part.new.result.text.text() or "answer" in part.new.result.text.text())
    assert part.new.text() == URL, "what was typed stays"
    bench.desk.descriptors.lost = None
    QTest.keyClick(part.new.edit, Qt.Key.Key_Return)
    await _until(bench, lambda: "nothing has to be done" in part.result.text.text())


async def test_without_an_install_that_is_said_and_a_release_goes_in_its_place(open_window):
    bench, part = await _part(open_window)
    bench.desk.descriptors.kept = False
    await bench.click("prepare.compare.installed")
    await _until(bench, lambda: "installed no app" in part.result.text.text())
    QTest.keyClicks(part.url.edit, URL)
    QTest.keyClicks(part.old.edit, "16.1")
    QTest.keyClicks(part.new.edit, "17.2")
    assert not part.table.isHidden()
