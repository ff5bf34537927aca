"""The loopback request rows at the CONNECT proxy: no web page and no borrowed name comes through it."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from tests.lab.reach import control
from wizard.lab.net.run import LabRun

VECTORS = Path(__file__).parents[4] / "shared/reference/vectors/own/loopback_requests.json"
HEADERS = {"origin": "Origin", "sec_fetch_site": "Sec-Fetch-Site", "content_type": "Content-Type"}
CASES: list[dict[str, Any]] = json.loads(VECTORS.read_text())["cases"] if VECTORS.exists() else []
ROWS = [row for row in CASES if row["id"].startswith("H") and "peer" not in row]
NAMED = [row for row in ROWS if row["host"]]
needs_rows = pytest.mark.skipif(not ROWS, reason="the loopback request rows are not at hand")


def _port(lab: LabRun, what: str) -> int:
    url = lab.ready["proxy"] if what == "proxy" else lab.ready["control"]["url"]
    return int(url.rsplit(":", 1)[1])


def _lines(row: dict[str, Any], port: int, token: str) -> list[str]:
    """Return the header lines of a row for a listener at `port`."""
    lines = [] if row["host"] is None else ["Host: " + row["host"].format(port=port)]
    bearer = {"right": token, "wrong": "x" * len(token)}.get(row.get("bearer") or "")
    lines += [f"Authorization: Bearer {bearer}", f"Proxy-Authorization: Bearer {bearer}"] if bearer else []
    return lines + [f"{name}: {row[key].format(port=port)}" for key, name in HEADERS.items() if key in row]


async def _sent(lab: LabRun, first: str, lines: list[str]) -> tuple[str, bytes]:
    """Send a request as it is; return the status and all that follows the head."""
    reader, writer = await asyncio.open_connection("127.0.0.1", _port(lab, "proxy"))
    writer.write("\r\n".join([first, *lines, "", ""]).encode())
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    assert b"access-control" not in head.lower()
    return head.decode().split("\r\n")[0].removeprefix("HTTP/1.1 "), body


async def _nothing_happened(lab: LabRun) -> None:
    assert lab.traffic.since(0) == []
    async with control(lab.ready) as steering:
        assert [one["id"] for one in (await steering.get("/faults")).json() if one["active"]] == []


@needs_rows
@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
async def test_what_a_page_may_send_to_a_server_is_no_request_to_a_proxy(row: dict[str, Any], tiny: LabRun) -> None:
    token, method = tiny.ready["control"]["token"], row.get("method", "GET")
    lines = [*_lines(row, _port(tiny, "proxy"), token), "Content-Length: 0"]
    for target in ("/faults", f"{tiny.ready['control']['url']}/faults", "http://gitlab.example.com/"):
        query = f"?token={token}" if "query_secret" in row else ""
        assert await _sent(tiny, f"{method} {target}{query} HTTP/1.1", lines) == ("405 Method Not Allowed", b"")
    await _nothing_happened(tiny)


@needs_rows
@pytest.mark.parametrize("listener", ["control", "proxy"])
@pytest.mark.parametrize("row", NAMED, ids=lambda row: row["id"])
async def test_no_name_of_this_computer_is_a_target(row: dict[str, Any], listener: str, tiny: LabRun) -> None:
    port = _port(tiny, listener)
    target = row["host"].format(port=port)
    status, body = await _sent(tiny, f"CONNECT {target} HTTP/1.1", _lines(row, port, tiny.ready["control"]["token"]))
    assert (status in ("403 Forbidden", "400 Bad Request"), body) == (True, b""), status
    await _nothing_happened(tiny)


async def test_a_body_of_any_size_is_refused_unread(tiny: LabRun) -> None:
    lines = ["Host: 127.0.0.1", "Content-Length: 1073741824"]
    assert await _sent(tiny, "POST /faults HTTP/1.1", lines) == ("405 Method Not Allowed", b"")


async def test_the_proxy_listens_on_loopback_alone(tiny: LabRun) -> None:
    with pytest.raises(OSError):
        await asyncio.open_connection("127.0.0.2", _port(tiny, "proxy"))


async def test_idle_connections_do_not_keep_others_out(tiny: LabRun) -> None:
    idle = [await asyncio.open_connection("127.0.0.1", _port(tiny, "proxy")) for _ in range(1000)]
    async with asyncio.timeout(1):
        assert (await _sent(tiny, "GET / HTTP/1.1", []))[0] == "405 Method Not Allowed"
    for _reader, writer in idle:
        writer.close()


async def test_a_head_that_does_not_come_is_not_awaited_forever(tiny: LabRun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wizard.lab.net.proxy._HEAD_DEADLINE_S", 0.1)
    reader, writer = await asyncio.open_connection("127.0.0.1", _port(tiny, "proxy"))
    writer.write(b"CONNECT gitlab.example.com:443 HT")
    assert await asyncio.wait_for(reader.read(), 5) == b""
    writer.close()
