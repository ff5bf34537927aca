"""Who may use the control URL (rows H of the loopback requests), and what it says to whom it lets in."""

import asyncio
import json
import os
import socket
from pathlib import Path

import httpx
import pytest

from tests.lab.net.tiny import GITLAB
from wizard.lab.net.run import LabRun

VECTORS = Path(__file__).parents[4] / "shared/reference/vectors/own/loopback_requests.json"


def _rows() -> list[dict]:
    if not VECTORS.exists():
        return []
    return [row for row in json.loads(VECTORS.read_text())["cases"] if row["id"].startswith("H") and "peer" not in row]


REQUESTS = [row for row in _rows() if row["id"] != "H32"]
NAMES = {"origin": "Origin", "sec_fetch_site": "Sec-Fetch-Site", "content_type": "Content-Type"}
ALLOWED = {
    "200": {200},
    "200 or 421 as designed, never 5xx": {421},
    "421 or 400, body empty, no state change": {421, 400},
    "403, no state change": {403},
    "415, no state change": {415},
    "204 or 403 without any Access-Control-Allow header": {403},
    "401": {401},
    "401, same time as H26 within 1 ms over 1,000 tries": {401},
    "401 and the query not logged": {401},
}


async def raw(port: int, request: bytes) -> tuple[int, bytes, bytes]:
    """Send bytes as they are; return status, head and body."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    answer = await asyncio.wait_for(reader.read(), 5)
    writer.close()
    head, _, body = answer.partition(b"\r\n\r\n")
    return int(head.split()[1]), head.lower(), body


def wire(row: dict, port: int, token: str) -> bytes:
    method = row.get("method", "GET")
    query = f"?token={token}" if row.get("query_secret") else ""
    path = "/faults/tls-expired" if method == "POST" else f"/faults{query}"
    lines = [f"{method} {path} HTTP/1.1", "Connection: close"]
    if row["host"] is not None:
        lines.append("Host: " + row["host"].format(port=port))
    bearer = {"right": token, "wrong": "x" * len(token)}.get(row.get("bearer") or "")
    lines += [f"Authorization: Bearer {bearer}"] * bool(bearer)
    lines += [f"{name}: {row[key].format(port=port)}" for key, name in NAMES.items() if key in row]
    body = "times=always" * (method == "POST")
    return "\r\n".join([*lines, f"Content-Length: {len(body)}", "", body]).encode()


@pytest.mark.skipif(not REQUESTS, reason="the loopback request rows are not at hand")
@pytest.mark.parametrize("row", REQUESTS, ids=lambda row: row["id"])
async def test_a_row_of_the_loopback_requests_is_answered_as_it_says(row: dict, tiny: LabRun):
    port = int(tiny.ready["control"]["url"].rsplit(":", 1)[1])
    status, head, body = await raw(port, wire(row, port, tiny.ready["control"]["token"]))
    assert status in ALLOWED[row["expect"]]
    assert (body == b"") == (status != 200)
    assert b"access-control" not in head
    assert tiny.traffic.since(0) == []


async def test_a_body_over_the_limit_is_refused_after_the_limit(tiny: LabRun):
    port, token = int(tiny.ready["control"]["url"].rsplit(":", 1)[1]), tiny.ready["control"]["token"]
    head = f"POST /clock HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\n"
    head += "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(head.encode())
    chunk = b"10000\r\n" + b" " * 65536 + b"\r\n"
    for _ in range(17):
        writer.write(chunk)
    assert b" 413 " in await asyncio.wait_for(reader.readline(), 5)
    writer.close()
    declared = head.replace("Transfer-Encoding: chunked", "Content-Length: 1073741824\r\nConnection: close")
    assert (await raw(port, declared.encode()))[0] == 413


async def test_a_thousand_idle_connections_do_not_keep_others_out(steering: httpx.AsyncClient, tiny: LabRun):
    port = int(tiny.ready["control"]["url"].rsplit(":", 1)[1])
    idle = [await asyncio.open_connection("127.0.0.1", port) for _ in range(1000)]
    async with asyncio.timeout(1):
        assert (await steering.get("/clock")).status_code == 200
    for _reader, writer in idle:
        writer.close()


async def test_a_first_request_that_does_not_come_is_not_awaited_forever(tiny: LabRun, monkeypatch):
    monkeypatch.setattr("wizard.lab.net.listener._HEAD_DEADLINE_S", 0.1)
    port = int(tiny.ready["control"]["url"].rsplit(":", 1)[1])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"GET /clock HT")
    assert await asyncio.wait_for(reader.read(), 5) == b""
    writer.close()


async def test_nothing_listens_beyond_loopback(tiny: LabRun):
    port = int(tiny.ready["control"]["url"].rsplit(":", 1)[1])
    with pytest.raises(OSError):
        await asyncio.open_connection("127.0.0.2", port)


async def test_the_token_stands_in_the_ready_file_only(tiny: LabRun):
    token = tiny.ready["control"]["token"]
    assert len(token) >= 43
    assert token not in repr(tiny) + repr(vars(tiny).get("internet")) + " ".join(os.environ.values())


async def test_an_unknown_fault_is_answered_with_the_list(steering: httpx.AsyncClient):
    answer = await steering.put("/faults/no-such-fault", json={})
    assert answer.status_code == 404
    assert answer.json()["faults"] == [fault["id"] for fault in (await steering.get("/faults")).json()]


@pytest.mark.parametrize(
    "wish, key",
    [
        ({"params": {"hots": "x"}}, "hots"),
        ({"params": {"host": "https://nobody.example"}}, "host"),
        ({"params": {"from": "the moon"}}, "from"),
        ({"params": {"host": 7}}, "host"),
        ({"times": 0}, "times"),
        ({"times": "sometimes"}, "times"),
        ({"times": {"p": 2, "seed": 1}}, "times"),
        ({"times": True}, "times"),
        ({"param": {}}, "param"),
        ([], "body"),
    ],
)
async def test_a_wrong_parameter_is_named(wish, key, steering: httpx.AsyncClient):
    answer = await steering.put("/faults/tls-expired", json=wish)
    assert (answer.status_code, answer.json()["key"]) == (400, key)
    assert all(fault["active"] is None for fault in (await steering.get("/faults")).json())


async def test_the_killer_wants_a_process(steering: httpx.AsyncClient):
    assert (await steering.put("/faults/client-killed", json={})).json()["key"] == "pid"
    assert (await steering.put("/faults/client-killed", json={"params": {"pid": 1}})).json()["key"] == "pid"


async def test_a_fault_shows_its_state_while_it_is_on(steering: httpx.AsyncClient):
    await steering.put("/faults/http-status", json={"params": {"status": 502}, "times": 3})
    listed = {fault["id"]: fault["active"] for fault in (await steering.get("/faults")).json()}
    assert listed["http-status"]["params"]["status"] == 502
    assert listed["http-status"]["times"] == 3
    assert listed["tls-expired"] is None


async def test_only_hosts_of_its_kind_are_told_of_a_fault(steering: httpx.AsyncClient, tiny: LabRun):
    await steering.put("/faults/gitlab-too-old", json={})
    await steering.delete("/faults/gitlab-too-old")
    gitlab, jira = (site.host for site in tiny.internet.sites.values())
    assert [(fault, params is None) for fault, params in gitlab.told] == [
        ("gitlab-too-old", False),
        ("gitlab-too-old", True),
    ]
    assert jira.told == []


async def test_a_stopped_host_is_gone_for_good(desktop: httpx.AsyncClient, steering: httpx.AsyncClient):
    assert (await steering.post("/hosts/stop", json={"url": GITLAB})).status_code == 200
    assert GITLAB not in (await steering.get("/truth")).json()
    assert (await steering.get("/net/resolve", params={"name": "gitlab.example.com"})).json()["addresses"] != []
    with pytest.raises(httpx.ProxyError, match="502"):
        await desktop.get(GITLAB)
    answer = await desktop.get(f"https://acme.atlassian.net/ask?{GITLAB}/")
    assert answer.text == "refused: gitlab.example.com:443"
    listen = (await steering.get("/net/route", params={"name": "gitlab.example.com", "port": 443})).json()["listen"]
    address, port = listen.split(":")
    with socket.socket() as probe:
        probe.settimeout(2)
        assert probe.connect_ex((address, int(port))) != 0
    assert (await steering.post("/hosts/stop", json={"url": GITLAB})).json()["key"] == "url"


async def test_reset_puts_the_world_back_to_its_start(desktop: httpx.AsyncClient, steering: httpx.AsyncClient):
    await desktop.get(GITLAB)
    await steering.put("/faults/gitlab-maintenance", json={})
    await steering.post("/hosts/stop", json={"url": "https://acme.atlassian.net"})
    assert (await steering.post("/reset")).status_code == 200
    assert (await steering.get("/truth")).json() == {
        GITLAB: {"handled": 0},
        "https://acme.atlassian.net": {"handled": 0},
    }
    assert (await steering.get("/traffic")).json() == []
    assert (await desktop.get(GITLAB)).status_code == 200
    assert all(fault["active"] is None for fault in (await steering.get("/faults")).json())
