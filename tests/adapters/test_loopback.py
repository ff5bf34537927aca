"""The listener for the browser's answer: every request of the loopback vectors, over real sockets."""

import asyncio
import contextlib
import json
from pathlib import Path

import pytest

from wizard.adapters.loopback import LoopbackListener
from wizard.domain.errors import PortError
from wizard.domain.oauth import Attempt, Reply
from wizard.domain.secret import Secret
from wizard.domain.url import parse
from wizard.journey.oauth_wait import OAuthWait

VECTORS = Path(__file__).parents[2].parent / "shared" / "reference" / "vectors" / "own" / "loopback_requests.json"
CASES = json.loads(VECTORS.read_text())["cases"] if VECTORS.exists() else []
needs_vectors = pytest.mark.skipif(not CASES, reason="the loopback vectors are not beside the repository")
HOST_CASES = [case for case in CASES if case["id"].startswith("H") and "host" in case]
RIGHT = "/callback?code=c1&state=right"


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def attempt() -> Attempt:
    return Attempt(Secret("right"), Secret("v" * 43), parse("https://gitlab.example.com"))


async def exchanged(port: int, request: bytes) -> tuple[int, bytes, bytes]:
    """Return status, head and body of the one answer to a raw request."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(request)
        await writer.drain()
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            await writer.wait_closed()
    return int(head.split(b" ")[1]), head, body


def raw(method: str, target: str, headers: dict[str, str | None]) -> bytes:
    lines = [
        f"{method} {target} HTTP/1.1",
        *(f"{name}: {value}" for name, value in headers.items() if value is not None),
    ]
    return "\r\n".join([*lines, "", ""]).encode("latin-1")


class Bench:
    """A listener that waits, and what reached it."""

    def __init__(self, port: int, wait: OAuthWait, clock: Clock) -> None:
        self.port, self.wait, self.clock = port, wait, clock

    async def get(self, target: str, method: str = "GET", **headers: str | None) -> tuple[int, bytes, bytes]:
        named = {"Host": f"127.0.0.1:{self.port}", **{name.replace("_", "-"): value for name, value in headers.items()}}
        return await exchanged(self.port, raw(method, target, named))

    async def finishes(self) -> str:
        """Return the code of the right answer, sent now: whatever came before left the wait alive."""
        status, _head, _body = await self.get(RIGHT)
        assert status == 200
        return (await self.wait.code()).reveal()


@pytest.fixture
async def bench():
    clock = Clock()
    wait = OAuthWait(attempt(), monotonic=clock)
    async with LoopbackListener(head_within_s=1.0).listen(wait.take) as redirect:
        url = parse(redirect)
        assert (url.scheme, url.host, url.path) == ("http", "127.0.0.1", "/callback")
        yield Bench(url.port, wait, clock)


def headers_of(case: dict[str, str | None], port: int) -> dict[str, str | None]:
    def filled(name: str) -> str | None:
        value = case.get(name)
        return value.replace("{port}", str(port)) if value is not None else None

    return {
        "Host": filled("host"),
        "Origin": filled("origin"),
        "Sec-Fetch-Site": filled("sec_fetch_site"),
        "Content-Type": filled("content_type"),
    }


@needs_vectors
@pytest.mark.parametrize("case", HOST_CASES, ids=lambda case: case["id"])
async def test_a_request_of_a_web_page_changes_nothing_and_the_right_answer_still_ends_the_wait(bench, case):
    ours = case["host"] == "127.0.0.1:{port}"
    plain = ours and not case.keys() & {"origin", "sec_fetch_site", "method"}
    # It knows no bearer: what the lab tells apart by it (H01, H26 to H28, H32) is here a page that is not there.
    target = "/" if plain else RIGHT
    status, head, body = await exchanged(
        bench.port, raw(case.get("method", "GET"), target, headers_of(case, bench.port))
    )
    assert status == (404 if plain else 421 if not ours else 405 if case.get("method") == "POST" else 403)
    assert b"access-control" not in head.lower()
    assert body == (b"There is no such page here." if plain else b"")
    assert await bench.finishes() == "c1"


@needs_vectors
@pytest.mark.parametrize("number", ["O02", "O03", "O04", "O05", "O06", "O09", "O11", "O12"])
async def test_what_is_no_right_answer_is_turned_away_and_the_right_one_works_after_it(bench, number):
    case = next(case for case in CASES if case["id"] == number)
    status, _head, _body = await bench.get(case["path"], case.get("method", "GET"))
    assert status in (400, 404, 405)
    assert await bench.finishes() == "c1"


@needs_vectors
async def test_the_right_answer_is_taken_once(bench):
    cases = {case["id"]: case for case in CASES}
    status, head, _body = await bench.get(cases["O01"]["path"])
    assert (status, b"text/plain" in head, b"default-src 'none'" in head) == (200, True, True)
    assert (await bench.get(cases["O08"]["path"]))[0] == 400
    assert (await bench.wait.code()).reveal() == "c1"


@needs_vectors
async def test_the_servers_refusal_is_plain_text_in_the_browser_and_in_the_program(bench):
    case = next(case for case in CASES if case["id"] == "O07")
    status, head, body = await bench.get(case["path"])
    assert (status, b"text/plain" in head, b"nosniff" in head) == (200, True, True)
    assert b"<script>alert(1)</script>" in body
    with pytest.raises(PortError) as raised:
        await bench.wait.code()
    assert (raised.value.code, raised.value.facts["said"]) == ("oauth-denied", "<script>alert(1)</script>")


@needs_vectors
async def test_an_answer_after_the_deadline_is_refused_and_more_time_lets_a_later_one_in(bench):
    case = next(case for case in CASES if case["id"] == "O10")
    bench.clock.now = case["delay_s"]
    assert (await bench.get(case["path"]))[0] == 400
    bench.wait.renew()
    assert await bench.finishes() == "c1"


async def test_the_wait_ends_by_itself_when_the_time_is_over(bench):
    bench.clock.now = 301
    with pytest.raises(PortError, match="oauth-waited-too-long"):
        await bench.wait.code()


async def test_only_this_computer_can_connect(bench):
    """H29: 127.0.0.1 is bound, no other address of the loopback network and none of an interface."""
    with pytest.raises(OSError):
        await asyncio.open_connection("127.0.0.2", bench.port)


async def test_many_idle_connections_do_not_keep_the_answer_out(bench):
    """H30."""
    idle = [await asyncio.open_connection("127.0.0.1", bench.port) for _ in range(300)]
    async with asyncio.timeout(1):
        assert await bench.finishes() == "c1"
    for _reader, writer in idle:
        writer.close()
    await asyncio.gather(*(writer.wait_closed() for _reader, writer in idle), return_exceptions=True)


async def test_a_head_that_never_ends_is_cut_off_and_a_right_answer_still_comes_in(bench):
    """H31."""
    reader, writer = await asyncio.open_connection("127.0.0.1", bench.port)
    writer.write(b"GET /callback HTTP/1.1\r\nHost: ")
    async with asyncio.timeout(30):
        assert await reader.read() == b""
    writer.close()
    assert await bench.finishes() == "c1"


async def test_a_body_is_never_read(bench):
    """H32."""
    assert (await bench.get(RIGHT, "POST", Content_Length=str(1 << 30)))[0] == 413
    assert (await bench.get(RIGHT, Transfer_Encoding="chunked"))[0] == 413
    assert await bench.finishes() == "c1"


async def test_a_head_beyond_the_limit_is_cut_off(bench):
    reader, writer = await asyncio.open_connection("127.0.0.1", bench.port)
    writer.write(b"GET /callback HTTP/1.1\r\n" + b"X: " + b"a" * 20_000)
    with contextlib.suppress(OSError):
        assert await reader.read() == b""
    writer.close()
    assert await bench.finishes() == "c1"


@pytest.mark.parametrize(
    "request_line", [b"GET callback HTTP/1.1", b"GET http://127.0.0.1/callback HTTP/1.1", b"GET /callback", b"\x00\xff"]
)
async def test_what_is_no_plain_request_is_turned_away(bench, request_line):
    status, _head, _body = await exchanged(bench.port, request_line + b"\r\n\r\n")
    assert status == 400
    assert await bench.finishes() == "c1"


async def test_a_prefetch_does_not_use_up_the_code(bench):
    assert (await bench.get(RIGHT, Sec_Purpose="prefetch"))[0] == 403
    assert await bench.finishes() == "c1"


async def test_the_way_back_from_gitlab_is_a_navigation_of_another_site_and_is_let_in(bench):
    status, _head, _body = await bench.get(RIGHT, Sec_Fetch_Site="cross-site", Sec_Fetch_Mode="navigate")
    assert status == 200


async def test_nothing_listens_and_nothing_is_open_when_it_is_left():
    listener = LoopbackListener()
    async with listener.listen(lambda _query: Reply(200, "")) as redirect:
        port = parse(redirect).port
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
    async with asyncio.timeout(30):
        with contextlib.suppress(ConnectionResetError):
            assert await reader.read() == b""
    writer.close()
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection("127.0.0.1", port)


async def test_each_time_the_port_is_another_one():
    async with (
        LoopbackListener().listen(lambda _query: Reply(200, "")) as one,
        LoopbackListener().listen(lambda _query: Reply(200, "")) as other,
    ):
        assert one != other
