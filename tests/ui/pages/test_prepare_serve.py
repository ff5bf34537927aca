"""A descriptor is served from the window over a real socket, listed request by request, and ended."""

import asyncio
import time
from pathlib import Path

from PySide6.QtTest import QTest

from tests.adapters.plain_http import request, send
from wizard.adapters.descriptor_server import PATHS
from wizard.connect.descriptor_making import DescriptorInput, as_bytes, make
from wizard.domain.url import parse
from wizard.domain.version import Version
from wizard.ui.pages.prepare import SERVE
from wizard.ui.serving import ABOUT

URL = "https://gitlab.example.com"
GOOD = as_bytes(make(DescriptorInput(parse(URL), Version(17, 2))))
_PATIENCE_S = 20.0


async def _until(holds) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not holds():
        assert time.monotonic() < deadline, "it did not come"
        await asyncio.sleep(0.001)


async def _part(open_window):
    bench = await open_window()
    page = await bench.open("prepare")
    page.what.choose(SERVE)
    page.choose(SERVE)
    await bench.rest()
    return bench, page.parts[SERVE]


async def _served(bench, part, file: Path) -> int:
    """Serve a file at a free port and return that."""
    part.open(file)
    await _until(lambda: part.begin.isEnabled())
    part.port.edit.clear()
    QTest.keyClicks(part.port.edit, "0")
    await bench.click("prepare.serve.begin")
    await _until(lambda: bench.visit.serving.url)
    return int(bench.visit.serving.url.partition("//")[2].partition("/")[0].rpartition(":")[2])


async def _ended(bench) -> None:
    bench.visit.serving.end()
    await _until(lambda: not bench.visit.serving.on)


async def test_a_file_is_served_anew_for_each_request_which_is_listed(open_window, tmp_path: Path):
    bench, part = await _part(open_window)
    assert not part.begin.isEnabled()
    assert "Take a descriptor first" in part.result.text.text()
    file = tmp_path / "app.json"
    file.write_bytes(GOOD)
    port = await _served(bench, part, file)
    assert "valid for Jira" in part.source.text.text()
    assert (await send(port, request("GET", PATHS[0]))).endswith(GOOD)
    file.write_bytes(GOOD.replace(b"17", b"18"))
    assert (await send(port, request("GET", PATHS[0]))).endswith(GOOD.replace(b"17", b"18"))
    assert (await send(port, request("DELETE", PATHS[0]))).startswith(b"HTTP/1.1 405")
    await _until(lambda: part.model.rowCount() == 3)
    newest = [part.model.index(0, column).data() for column in range(1, 5)]
    assert newest == ["127.0.0.1", "DELETE", PATHS[0], "405"]
    await bench.click("prepare.serve.end")
    await _until(lambda: part.begin.isEnabled())
    assert not part.end.isEnabled()
    assert part.model.rowCount() == 3, "what was asked stays to be read"


async def test_it_goes_on_on_other_pages_where_it_is_said_and_can_be_ended(open_window, tmp_path: Path):
    bench, part = await _part(open_window)
    file = tmp_path / "app.json"
    file.write_bytes(GOOD)
    port = await _served(bench, part, file)
    bench.shell.go("start")
    await bench.rest()
    assert bench.visit.serving.url in bench.visit.wide.notices[ABOUT].text
    assert (await send(port, request("GET", PATHS[0]))).endswith(GOOD)
    bench.shell.go("prepare")
    await bench.rest()
    shown = bench.page.parts[SERVE]
    await _until(lambda: shown.model.rowCount() == 1)
    assert bench.visit.serving.url in shown.result.text.text()
    await _ended(bench)
    assert ABOUT not in bench.visit.wide.notices


async def test_a_port_that_is_taken_is_said_and_another_one_goes(open_window, tmp_path: Path):
    bench, part = await _part(open_window)
    file = tmp_path / "app.json"
    file.write_bytes(GOOD)
    taken = await asyncio.start_server(lambda _reader, writer: writer.close(), "127.0.0.1", 0)
    async with taken:
        part.open(file)
        await _until(lambda: part.begin.isEnabled())
        QTest.keyClicks(part.port.edit, str(taken.sockets[0].getsockname()[1]))
        await bench.click("prepare.serve.begin")
        await _until(lambda: "Choose another address or port" in part.result.text.text())
        assert "in use" in part.result.text.text()
        await _served(bench, part, file)
        await _ended(bench)


async def test_what_cannot_be_served_is_said_with_its_place_and_then_mended(open_window, tmp_path: Path):
    bench, part = await _part(open_window)
    await bench.click("prepare.serve.made")
    assert "Nothing is made yet" in part.source.text.text()
    part.open(tmp_path / "nowhere.json")
    await _until(lambda: "cannot be read" in part.source.text.text())
    file = tmp_path / "app.json"
    file.write_text("{", encoding="utf-8")
    part.open(file)
    await _until(lambda: "app.json:1:" in part.source.text.text())
    assert not part.begin.isEnabled()
    file.write_bytes(GOOD.replace(b'"gitlab-ci"', b'"gitlab ci"'))
    part.open(file)
    await _until(lambda: "served all the same" in part.source.text.text())
    QTest.keyClicks(part.port.edit, "70000")
    await bench.click("prepare.serve.begin")
    assert "up to 65535" in part.port.result.text.text()
    assert part.port.text() == "70000"
    QTest.keyClicks(part.address.edit, "192.0.2.7")
    assert "Everybody who reaches 192.0.2.7" in part.address.result.text.text()
    part.address.edit.clear()
    port = await _served(bench, part, file)
    assert (await send(port, request("HEAD", PATHS[0]))).startswith(b"HTTP/1.1 200")
    await _ended(bench)


async def test_what_was_made_is_served(open_window):
    bench = await open_window()
    page = await bench.open("prepare")
    for identifier, text in (("prepare.make.url", URL), ("prepare.make.version", "17.2")):
        QTest.keyClicks(bench.find(identifier), text)
    page.what.choose(SERVE)
    page.choose(SERVE)
    part = page.parts[SERVE]
    await bench.click("prepare.serve.made")
    QTest.keyClicks(part.port.edit, "0")
    await bench.click("prepare.serve.begin")
    await _until(lambda: bench.visit.serving.url)
    port = int(bench.visit.serving.url.partition("//")[2].partition("/")[0].rpartition(":")[2])
    assert (await send(port, request("GET", PATHS[1]))).endswith(GOOD)
    await _ended(bench)
