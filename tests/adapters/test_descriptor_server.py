"""The server of one descriptor over real sockets: what it serves, what it refuses, and that nobody holds it up."""

import asyncio

import pytest

from tests.adapters.plain_http import request, send
from wizard.adapters.descriptor_server import Access, ServerFailed, serving

BODY = b'{"key": "k", "baseUrl": "https://gitlab.example.com"}'


async def test_it_serves_one_document_read_only_and_notes_eachrequest() -> None:
    seen: list[Access] = []
    async with serving(lambda: BODY, "127.0.0.1", 0, seen.append) as port:
        for path in ("/app_descriptor.json", "/-/jira_connect/app_descriptor.json"):
            answer = await send(port, request("GET", path))
            head, _, body = answer.partition(b"\r\n\r\n")
            assert head.startswith(b"HTTP/1.1 200")
            assert b"content-type: application/json" in head
            assert b"no-store" in head
            assert body == BODY
        head = await send(port, request("HEAD", "/app_descriptor.json"))
        assert head.endswith(b"\r\n\r\n")
        for method in ("POST", "PUT", "DELETE", "PATCH"):
            assert (await send(port, request(method, "/app_descriptor.json"))).startswith(b"HTTP/1.1 405")
        for path in ("/", "/etc/passwd", "/../secret", "/app_descriptor.json/..%2f"):
            assert (await send(port, request("GET", path))).startswith(b"HTTP/1.1 404")
    assert [one.status for one in seen] == [200, 200, 200, 405, 405, 405, 405, 404, 404, 404, 404]
    assert {one.client for one in seen} == {"127.0.0.1"}


@pytest.mark.expect_log("Invalid HTTP request received")
@pytest.mark.parametrize(
    "sent",
    [
        b"\x16\x03\x01\x02\x00\x01\r\n\r\n",
        b"\x00" * 1000 + b"\r\n\r\n",
        b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\n\r\n",
        b"GET /\xff\xfe HTTP/1.1\r\nHost: a\r\n\r\n",
    ],
)
async def test_rubbish_is_refused_and_the_next_is_served(sent: bytes) -> None:
    async with serving(lambda: BODY, "127.0.0.1", 0, lambda _access: None) as port:
        answer = await send(port, sent)
        assert answer == b"" or answer.startswith(b"HTTP/1.1 4")
        assert (await send(port, request("GET", "/app_descriptor.json"))).endswith(BODY)


async def test_who_says_nothing_holds_nobody_up_not_even_the_end() -> None:
    async with serving(lambda: BODY, "127.0.0.1", 0, lambda _access: None) as port:
        silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(20)]
        for _reader, writer in silent:
            writer.write(b"GET / HTTP/1.1\r\nHost")
        assert (await send(port, request("GET", "/app_descriptor.json"))).endswith(BODY)
    for _reader, writer in silent:
        writer.close()


async def test_a_port_that_is_taken_is_said_and_a_free_one_serves() -> None:
    async with serving(lambda: BODY, "127.0.0.1", 0, lambda _access: None) as port:
        with pytest.raises(ServerFailed):
            async with serving(lambda: BODY, "127.0.0.1", port, lambda _access: None):
                pass
        async with serving(lambda: BODY, "127.0.0.1", 0, lambda _access: None) as other:
            assert (await send(other, request("GET", "/app_descriptor.json"))).endswith(BODY)
