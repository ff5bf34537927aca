"""What the CONNECT proxy refuses."""

import asyncio

import httpx
import pytest

from tests.lab.net.tiny import TINY
from tests.lab.reach import through_proxy
from wizard.lab.host import NetworkFailed
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun


async def said(lab: LabRun, request: str) -> str:
    port = int(lab.ready["proxy"].rsplit(":", 1)[1])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"{request}\r\n\r\n".encode())
    line = await asyncio.wait_for(reader.readline(), 5)
    writer.close()
    return line.decode().strip().removeprefix("HTTP/1.1 ")


@pytest.mark.parametrize("name", ["127.0.0.1", "localhost", "[::1]", "gitlab.example.com", "127.1"])
async def test_the_control_url_is_not_reachable_under_any_name(name, tiny: LabRun):
    port = tiny.ready["control"]["url"].rsplit(":", 1)[1]
    assert await said(tiny, f"CONNECT {name}:{port} HTTP/1.1") == "403 Forbidden"


@pytest.mark.parametrize("target", ["example.org:443", "127.0.0.1:22", "10.0.0.1:443", "169.254.169.254:80"])
async def test_targets_outside_the_lab_are_refused(target, tiny: LabRun):
    assert await said(tiny, f"CONNECT {target} HTTP/1.1") == "403 Forbidden"


@pytest.mark.parametrize(
    "target", ["gitlab.example.com", ":443", "gitlab.example.com:0", "gitlab.example.com:99999", "x:y"]
)
async def test_a_target_without_name_or_port_is_refused(target, tiny: LabRun):
    assert await said(tiny, f"CONNECT {target} HTTP/1.1") == "400 Bad Request"


async def test_only_connect_is_spoken(tiny: LabRun):
    assert await said(tiny, "GET http://gitlab.example.com/ HTTP/1.1") == "405 Method Not Allowed"


async def test_another_port_of_a_host_refuses(tiny: LabRun):
    assert await said(tiny, "CONNECT gitlab.example.com:22 HTTP/1.1") == "502 Connection Refused"


async def test_a_named_app_outside_the_lab_is_reached():
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if await reader.read(1000):
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\napp")
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", 0) as app:
        port = app.sockets[0].getsockname()[1]
        url = f"http://127.0.0.1:{port}"
        async with LabRun(ServeOptions(scenario=TINY, allow_app=[url])) as lab, through_proxy(lab.ready) as client:
            asked = await client.get(f"https://acme.atlassian.net/ask?{url}/")
            assert asked.text == "answered: app"
            assert (await said(lab, f"CONNECT 127.0.0.1:{port} HTTP/1.1")).startswith("200")
            assert await said(lab, f"CONNECT 127.0.0.1:{port + 1} HTTP/1.1") == "403 Forbidden"


async def test_a_host_cannot_reach_what_is_not_in_the_lab(desktop: httpx.AsyncClient):
    answer = await desktop.get("https://acme.atlassian.net/ask?https://example.org/")
    assert answer.text == "name: example.org"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost:22/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "http://0.0.0.0/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://169.254.169.254/latest/meta-data/",
        "https://gitlab.example.com.evil.example/",
        "https://gitlab.example.com@evil.example/",
        "file:///etc/passwd",
        "gopher://127.0.0.1:70/",
        "https://",
        "//gitlab.example.com/",
        "not a url",
    ],
)
async def test_a_host_is_no_way_out_of_the_lab(url: str, tiny: LabRun):
    courier = tiny.internet.sites["https://acme.atlassian.net"].host.courier
    with pytest.raises(NetworkFailed) as failed:
        await courier.send("GET", url, timeout_s=0.5)
    assert failed.value.reason == "name"


async def test_a_host_cannot_steer_the_lab(tiny: LabRun):
    courier = tiny.internet.sites["https://acme.atlassian.net"].host.courier
    with pytest.raises(NetworkFailed) as failed:
        await courier.send("GET", f"{tiny.ready['control']['url']}/faults")
    assert failed.value.reason == "name"
