"""The page Prepare offline: each part used as a person would, with what is wrong and after the mend."""

import asyncio
import time
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from wizard.connect.descriptor_making import DescriptorInput, as_bytes, make
from wizard.connect.fleet_reading import read_fleet
from wizard.domain.url import parse
from wizard.domain.version import Version
from wizard.ui.pages.prepare import COMPARE, FLEET, KEYS, MAKE, PLAN, VALIDATE

URL = "https://gitlab.example.com"
GOOD = as_bytes(make(DescriptorInput(parse(URL), Version(17, 2)))).decode()


async def _part(open_window, what, **desk):
    bench = await open_window(**desk)
    page = await bench.open("prepare")
    page.what.choose(what)
    page.choose(what)
    await bench.rest()
    return bench, page.parts[what]


async def _until(bench, holds):
    """Let window and loop run until it holds: timers and threads take their time."""
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline, "it did not come"
        for part in bench.page.parts.values():
            pause = getattr(part, "_pause", None)
            if pause is not None and pause.isActive():  # nobody waits for a person who has stopped typing
                pause.stop()
                pause.timeout.emit()
        await bench.rest(10)


async def _type(bench, identifier, text):
    QTest.keyClicks(bench.find(identifier), text)
    await bench.rest()


async def test_start_leads_there_without_any_sign_in(open_window):
    bench = await open_window()
    await bench.click("start.prepare")
    assert bench.page.step == "prepare"
    assert list(bench.page.parts) == [MAKE]


async def test_a_descriptor_is_shown_while_its_address_is_typed(open_window):
    bench, part = await _part(open_window, MAKE)
    await _type(bench, "prepare.make.url", URL)
    await _type(bench, "prepare.make.version", "old")
    assert "no version" in part.version.result.text.text()
    assert part.view.isHidden()
    part.version.edit.clear()
    await _type(bench, "prepare.make.version", "17.2")
    assert not part.view.isHidden()
    await bench.click("prepare.make.sheet.0.copy")
    assert QGuiApplication.clipboard().text() == GOOD


async def test_a_fleet_is_pasted_mended_and_written(open_window, tmp_path: Path):
    bench, part = await _part(open_window, FLEET)
    QGuiApplication.clipboard().setText(f"{URL}\t17.2\nhttps://two.example.com\tsixteen\n")
    await bench.click("prepare.fleet.paste")
    await _until(bench, lambda: "1 row cannot be used" in part.result.text.text())
    assert not part.make.isEnabled()
    part.table.setCurrentIndex(part.model.index(1, 1))
    assert "no version of GitLab" in part.detail.text()
    part.model.setData(part.model.index(1, 1), "16.1")
    await _until(bench, lambda: "2 instances can be used" in part.result.text.text())
    part.make_all(tmp_path)
    await _until(bench, lambda: "2 descriptors written" in part.result.text.text())
    assert (tmp_path / "gitlab.example.com.json").read_text(encoding="utf-8") == GOOD
    assert (tmp_path / "two.example.com.json").exists()


async def test_edits_of_a_fleet_can_be_undone_and_rows_added_and_removed(open_window):
    bench, part = await _part(open_window, FLEET)
    await bench.click("prepare.fleet.add")
    part.model.setData(part.model.index(0, 0), URL)
    await bench.click("prepare.fleet.duplicate")
    assert [row.url for row in part.model.rows] == [URL, URL]
    await bench.click("prepare.fleet.remove")
    assert len(part.model.rows) == 1
    await bench.click("prepare.fleet.undo")
    assert len(part.model.rows) == 2
    await bench.click("prepare.fleet.undo")
    await bench.click("prepare.fleet.undo")
    assert part.model.rows[0].url == ""


async def test_instances_that_would_be_one_app_are_named(open_window):
    bench, part = await _part(open_window, FLEET)
    QGuiApplication.clipboard().setText(f"{URL}\t17.2\n{URL}:8443\t17.2\n")
    await bench.click("prepare.fleet.paste")
    await _until(bench, lambda: "one app" in part.result.text.text())
    assert part.make.isEnabled(), "it is a warning"


async def test_a_table_that_is_none_says_why_and_the_rows_stay(open_window, tmp_path: Path):
    bench, part = await _part(open_window, FLEET)
    await bench.click("prepare.fleet.add")
    file = tmp_path / "fleet.csv"
    file.write_text("colour\nred\n", encoding="utf-8")
    part.open(file)
    await _until(bench, lambda: "no column" in part.result.text.text())
    assert len(part.model.rows) == 1
    part.show_read(read_fleet(part.model.rows))
    assert "no column" in part.result.text.text(), "a judgement of these rows that ends late leaves it"
    file.write_text(f"url,version\n{URL},17.2\n", encoding="utf-8")
    part.open(file)
    await _until(bench, lambda: part.model.rows[0].url == URL)


async def test_a_descriptor_is_validated_while_it_is_typed_and_return_goes_to_the_line(open_window, tmp_path: Path):
    bench, part = await _part(open_window, VALIDATE)
    part.text.setPlainText(GOOD.replace('"gitlab-ci"', '"gitlab ci"'))
    await _until(bench, lambda: "1 error" in part.result.text.text())
    line = int(part.model.data(part.model.index(0, 1), Qt.ItemDataRole.DisplayRole))
    part.go_to(0)
    assert part.text.textCursor().blockNumber() + 1 == line
    assert '"gitlab ci"' in part.text.textCursor().block().text()
    file = tmp_path / "good.json"
    file.write_text(GOOD, encoding="utf-8")
    part.open(file)
    await _until(bench, lambda: "valid for Jira" in part.result.text.text())
    part.open(tmp_path / "nowhere.json")
    await _until(bench, lambda: "cannot be read" in part.result.text.text())
    assert part.text.toPlainText() == GOOD, "what was there stays"


async def test_two_releases_and_a_file_are_compared(open_window, tmp_path: Path):
    bench, part = await _part(open_window, COMPARE)
    await _type(bench, "prepare.compare.url", URL)
    await _type(bench, "prepare.compare.old", "16.1")
    assert part.table.isHidden()
    await _type(bench, "prepare.compare.new", "17.2")
    assert not part.table.isHidden()
    assert not part.warning.isHidden()
    assert any(part.lines.index(row, 0).data() == "*" for row in range(part.lines.rowCount()))
    file = tmp_path / "served.json"
    file.write_text(GOOD, encoding="utf-8")
    part.open("old", file)
    await _until(bench, lambda: "nothing has to be done" in part.result.text.text())
    assert part.model.rowCount() == 0


async def test_the_plan_of_the_answers_is_shown_with_what_is_assumed_and_written(open_window, tmp_path: Path):
    bench, part = await _part(open_window, PLAN)
    await _until(bench, lambda: part.made is not None)
    kinds = {part.model.index(row, 0).data() for row in range(part.model.rowCount())}
    assert {"change", "by hand", "assumed"} <= kinds
    await _type(bench, "prepare.plan.version", "x")
    assert "no release" in part.result.text.text()
    part.version.edit.clear()
    await _type(bench, "prepare.plan.version", "15.6")
    await _until(bench, lambda: "older than 15.7" in part.result.text.text())
    assert "to know" in {part.model.index(row, 0).data() for row in range(part.model.rowCount())}
    part.version.edit.clear()
    await _type(bench, "prepare.plan.version", "17.2")
    await _until(bench, lambda: "are planned" in part.result.text.text())
    for ending, start in (("md", b"# Run book"), ("html", b"<!DOCTYPE"), ("pdf", b"%PDF")):
        await part._write(tmp_path / f"book.{ending}", ending)
        assert (tmp_path / f"book.{ending}").read_bytes().startswith(start)
    bench.page.quietly(part._write(tmp_path / "again.html", "html"), "save")
    await asyncio.sleep(0)
    assert "again.html is made" in part.writing.text.text()
    await _until(bench, lambda: part.writing.isHidden())
    assert (tmp_path / "again.html").exists()
    await part._write_file(tmp_path / "plan.gjwplan")
    assert (tmp_path / "plan.gjwplan").read_bytes().startswith(b"PK")


async def test_issue_keys_are_tried_there(open_window):
    bench, part = await _part(open_window, KEYS)
    part.texts.setPlainText("PLAT-1 one\nno key")
    await _until(bench, lambda: part.model.rowCount() == 2)


async def test_ten_thousand_rows_are_shown_and_judged(open_window):
    bench, part = await _part(open_window, FLEET)
    rows = "\n".join(f"https://gitlab-{at}.example.com\t17.2" for at in range(10_000))
    QGuiApplication.clipboard().setText(rows)
    await bench.click("prepare.fleet.paste")
    await _until(bench, lambda: "10,000" in part.result.text.text() or "10000" in part.result.text.text())
    assert part.model.rowCount() == 10_000
