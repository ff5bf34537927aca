"""The fault table: what the server does, and the error that the caller of a read and of a write gets."""

import asyncio
import json
from collections.abc import Awaitable, Callable

import pytest

from tests.adapters.door_kit import CALM, GITLAB_CANARY, SHORT, Kit, kit
from tests.adapters.fault_server import Fault, answer, drip, fault_server, flood, head, packed, raw, redirect
from wizard.adapters.http import HttpGitLab, Limits
from wizard.domain.errors import PortError, Refused, SecretMissing, Unexpected, Unreachable
from wizard.domain.secret import Secret

JSON_HEAD = ("Content-Type: application/json",)
WHOLE = json.dumps({"id": 2, "username": "dana"}).encode()

READ, WRITE, CREATE, DELETE = "read", "write", "create", "delete"
CALLS: dict[str, Callable[[Kit], Awaitable[object]]] = {
    READ: lambda one: one.gitlab.user(),
    WRITE: lambda one: one.gitlab.put_settings({"jira_connect_proxy_url": "https://gitlab.com"}),
    CREATE: lambda one: one.gitlab.create_application("GitLab for Jira", "https://gitlab.com/x", "api"),
    DELETE: lambda one: one.gitlab.delete_application(7),
}

Row = tuple[str, Fault, type[PortError], str, bool]
"""Fault, what the server does, error of a read, its code, whether reads are repeated. Repeating: 1 + 3 attempts."""

TABLE: list[Row] = [
    ("F06 stall before headers", raw(b"", then="silence"), Unreachable, "network-timeout", True),
    (
        "F07 stall in body",
        raw(head(200, *JSON_HEAD, "Content-Length: 99") + WHOLE, then="silence"),
        Unreachable,
        "network-timeout",
        True,
    ),
    ("F08 slow drip", drip, Unreachable, "network-timeout", True),
    ("F09 reset before the answer", raw(b"", then="reset"), Unreachable, "network-reset", True),
    (
        "F10 reset in body",
        raw(head(200, *JSON_HEAD, "Content-Length: 99") + WHOLE, then="reset"),
        Unexpected,
        "answer-cut",
        True,
    ),
    ("F11 short body", raw(head(200, *JSON_HEAD, "Content-Length: 99") + WHOLE), Unexpected, "answer-cut", True),
    ("F12 short body, no length", raw(head(200, *JSON_HEAD) + WHOLE[:-4]), Unexpected, "answer-cut", True),
    (
        "F12 cut chunk",
        raw(head(200, *JSON_HEAD, "Transfer-Encoding: chunked") + b"20\r\n{"),
        Unexpected,
        "answer-cut",
        True,
    ),
    ("F13 gzip cut", packed(WHOLE, cut=12), Unexpected, "answer-cut", True),
    ("F13 gzip is none", answer(200, WHOLE, "Content-Encoding: gzip"), Unexpected, "answer-cut", True),
    ("F15 SSH banner", raw(b"SSH-2.0-OpenSSH_9.6\r\n"), Unexpected, "answer-not-http", False),
    ("F15 HTTP/0.9", raw(b"<html>hello</html>\n"), Unexpected, "answer-not-http", False),
    (
        "F16 large header",
        raw(head(200, "X-Big: " + "x" * 200_000, *JSON_HEAD, "Content-Length: 2") + b"{}"),
        Unexpected,
        "answer-too-large",
        False,
    ),
    (
        "F16 many headers",
        raw(head(200, *(f"X-{n}: 1" for n in range(500)), *JSON_HEAD, "Content-Length: 2") + b"{}"),
        Unexpected,
        "answer-too-large",
        False,
    ),
    ("F17 stream without end", flood, Unexpected, "answer-too-large", False),
    ("F17 bomb", packed(b"[" + b" " * 40_000_000 + b"]"), Unexpected, "answer-too-large", False),
    ("F17 packed twice", packed(WHOLE, encoding="gzip, gzip"), Unexpected, "answer-shape", False),
    ("F20 truncated JSON", answer(200, WHOLE[:-1]), Unexpected, "answer-cut", True),
    ("F21 JSON as text", answer(200, WHOLE, kind="text/plain"), Unexpected, "answer-not-json", False),
    ("F21 HTML as JSON", answer(200, b"<!doctype html><p>"), Unexpected, "answer-html", False),
    ("F22 sign-in page", answer(200, b"<html>", kind="text/html; charset=utf-8"), Unexpected, "answer-html", False),
    ("F23 list for object", answer(200, [1]), Unexpected, "answer-shape", False),
    ("F23 key twice", answer(200, b'{"id":1,"id":2,"username":"a"}'), Unexpected, "answer-not-json", False),
    ("F24 deep", answer(200, b"[" * 200_000), Unexpected, "answer-not-json", False),
    ("F24 number", answer(200, b'{"id":' + b"9" * 5000 + b"}"), Unexpected, "answer-not-json", False),
    ("F24 NaN", answer(200, b'{"id":NaN}'), Unexpected, "answer-not-json", False),
    ("F25 latin-1", answer(200, '{"id":1,"username":"é"}'.encode("latin-1")), Unexpected, "answer-not-json", False),
    ("F26 empty 200", answer(200, b""), Unexpected, "answer-not-json", False),
    ("F26 204", raw(head(204), then="stay"), Unexpected, "answer-not-json", False),
    ("F30 to sign-in", redirect(302, "/users/sign_in"), Unexpected, "answer-redirect", False),
    ("F32 to itself", redirect(302, "/api/v4/user"), Unexpected, "answer-redirect", False),
    ("F33 to http", redirect(301, "http://gitlab.example.com/"), Unexpected, "answer-redirect-elsewhere", False),
    ("F34 canonical", redirect(308, "//www.example.com/x"), Unexpected, "answer-redirect-elsewhere", False),
    ("F35 metadata", redirect(302, "http://169.254.169.254/"), Unexpected, "answer-redirect-elsewhere", False),
    ("F35 file", redirect(302, "file:///etc/passwd"), Unexpected, "answer-redirect-elsewhere", False),
    ("F35 backslash", redirect(302, "/\\evil.example"), Unexpected, "answer-redirect-elsewhere", False),
    ("F40", answer(400, {"message": "bad"}), Unexpected, "http-400", False),
    ("F41", answer(401, {"message": "401 Unauthorized"}), Refused, "http-401", False),
    ("F41 HTML", answer(401, b"<html>", kind="text/html"), Refused, "http-401", False),
    ("F42", answer(403, {"error": "insufficient_scope", "scope": "api"}), Refused, "http-403-scope", False),
    (
        "F43",
        answer(403, {"message": "You cannot perform write operations on a read-only instance"}),
        Refused,
        "http-403-read-only",
        False,
    ),
    ("F44", answer(403, b"Forbidden\n", kind="text/plain"), Refused, "http-403", False),
    ("F45", answer(404, {"message": "404 Not Found"}), Refused, "http-404", False),
    ("F46", answer(407, b""), Refused, "http-407", False),
    ("F47", answer(409, {"message": "conflict"}), Refused, "http-409", False),
    ("F48", answer(422, {"error": "name is missing"}), Unexpected, "http-422", False),
    ("F49", answer(429, b"Retry later\n", "Retry-After: 7", kind="text/plain"), Refused, "http-429", True),
    ("F50", answer(429, b"", "Retry-After: 99999999"), Refused, "http-429", True),
    ("F51", answer(500, b"<html>oops", kind="text/html"), Unexpected, "http-500", True),
    ("F52", answer(502, b""), Unexpected, "http-502", True),
    ("F52 504", answer(504, b""), Unexpected, "http-504", True),
    ("F53", answer(503, b"<html>", "Retry-After: 60", kind="text/html"), Refused, "http-503", False),
    ("F54 101", raw(head(101, "Upgrade: x"), then="stay"), Unexpected, "answer-not-http", False),
    ("F54 103 then nothing", raw(head(103)), Unreachable, "network-reset", True),
    ("F54 299", answer(299, b""), Unexpected, "answer-not-json", False),
    ("F54 304", answer(304, b""), Unexpected, "http-304", False),
    ("F54 600", answer(600, b""), Unexpected, "http-600", False),
    ("F54 999", answer(999, b""), Unexpected, "http-999", False),
]

NOTHING_DONE = {"http-400", "http-401", "http-403", "http-403-scope", "http-403-read-only", "http-404", "http-407"}
NOTHING_DONE |= {"http-422", "http-429"}


def limits_for(row: Row) -> Limits:
    return SHORT if row[3] == "network-timeout" else CALM


async def failing(fault: Fault, call: str, limits: Limits = CALM) -> tuple[PortError, Kit, list[bytes]]:
    async with fault_server(fault) as server, kit(server.url, limits) as one:
        with pytest.raises(PortError) as failed:
            await CALLS[call](one)
        return failed.value, one, server.requests


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
async def test_a_read_fails_as_the_table_says(row: Row) -> None:
    _, fault, kind, code, repeats = row
    error, one, requests = await failing(fault, READ, limits_for(row))
    assert (type(error), error.code) == (kind, code)
    assert len(requests) == (1 + SHORT.repeats if repeats else 1)
    assert {exchange.error for exchange in one.recorder.newest()} == {code}
    assert not error.sent, "a read does nothing over there"


@pytest.mark.parametrize("call", [WRITE, CREATE])
@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
async def test_a_write_is_sent_once_and_says_whether_it_may_have_been_done(row: Row, call: str) -> None:
    _, fault, kind, code, _ = row
    error, one, requests = await failing(fault, call, limits_for(row))
    assert (type(error), error.code) == (kind, code)
    assert error.sent is (code not in NOTHING_DONE)
    assert len(requests) == 1
    assert one.clock.waits == []


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
async def test_no_error_shows_a_secret(row: Row) -> None:
    error, one, _ = await failing(row[1], READ, limits_for(row))
    everything = f"{error!r} {error.facts} {one.recorder.newest()}"
    assert GITLAB_CANARY not in everything
    assert len(error.facts.get("said", "")) <= 4_000


async def test_success_codes_of_a_delete_need_no_body() -> None:
    for status in (200, 202, 204):
        async with fault_server(raw(head(status, "Content-Length: 0"), then="stay")) as server, kit(server.url) as one:
            await one.gitlab.delete_application(7)


async def test_a_body_within_limits_is_taken_packed_and_in_chunks() -> None:
    async with fault_server(packed(WHOLE)) as server, kit(server.url) as one:
        assert (await one.gitlab.user()).username == "dana"
    chunks = b"".join(b"1\r\n" + bytes([letter]) + b"\r\n" for letter in WHOLE) + b"0\r\n\r\n"
    whole = raw(head(200, *JSON_HEAD, "Transfer-Encoding: chunked") + chunks, then="stay")
    async with fault_server(whole) as server, kit(server.url) as one:
        assert (await one.gitlab.user()).username == "dana"


async def test_a_read_succeeds_after_a_fault_that_went_away() -> None:
    async with fault_server(raw(b"", then="reset"), answer(502, b""), answer()) as server, kit(server.url) as one:
        assert (await one.gitlab.user()).username == "dana"
        assert len(server.requests) == 3
        assert [exchange.error for exchange in one.recorder.newest()] == ["network-reset", "http-502", ""]


async def test_a_read_waits_as_long_as_it_is_told() -> None:
    limited = answer(429, b"Retry later", "Retry-After: 60", kind="text/plain")
    async with fault_server(limited, answer()) as server, kit(server.url) as one:
        assert (await one.gitlab.user()).username == "dana"
        assert one.clock.waits == [60.0]


async def test_a_connection_that_died_while_idle_is_not_written_to() -> None:
    async def last_answer(line: object) -> None:
        await answer()(line)  # type: ignore[arg-type]  # it is a Line
        line.hang_up()  # type: ignore[attr-defined]  # it is a Line

    async with fault_server(last_answer, answer(200, {})) as server, kit(server.url) as one:
        await one.gitlab.user()
        await asyncio.sleep(0.02)
        await one.gitlab.put_settings({"jira_connect_proxy_url": "https://gitlab.com"})
        assert (len(server.requests), server.connections) == (2, 2)


async def test_connections_are_kept() -> None:
    async with fault_server(answer()) as server, kit(server.url) as one:
        for _ in range(5):
            await one.gitlab.user()
        assert (len(server.requests), server.connections) == (5, 1)


async def test_cancel_is_answered_at_once_and_closes_the_connection() -> None:
    async with fault_server(raw(b"", then="silence"), answer()) as server, kit(server.url) as one:
        loop = asyncio.get_running_loop()
        call = loop.create_task(one.gitlab.put_settings({}))
        await server.first_request.wait()
        began = loop.time()
        call.cancel()
        with pytest.raises(asyncio.CancelledError):
            await call
        assert loop.time() - began < 0.2
        assert [exchange.error for exchange in one.recorder.newest()] == ["cancelled"]
        await one.gitlab.user()
        assert server.connections == 2


@pytest.mark.parametrize("method", [READ, WRITE, CREATE, DELETE])
@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_takes_nothing_anywhere(status: int, method: str) -> None:
    async with fault_server(answer()) as canary:
        for target in (f"{canary.url}/x", f"//127.0.0.1:{canary.port}/x", f"http://localhost:{canary.port}"):
            error, _, requests = await failing(redirect(status, target), method)
            assert error.code == "answer-redirect-elsewhere"
            assert str(canary.port) in error.facts["target"]
            assert len(requests) == 1
        assert canary.requests == []
        assert canary.connections == 0


@pytest.mark.parametrize(("method", "verb"), [(READ, "GET"), (DELETE, "DELETE")])
async def test_a_refused_call_says_what_was_asked_and_of_whom(method: str, verb: str) -> None:
    error, _, requests = await failing(redirect(302, "/elsewhere"), method)
    asked = bytes(requests[0]).decode().split()
    assert [error.facts["method"], error.facts["path"]] == [verb, asked[1].split("?")[0]]
    assert (error.facts["status"], error.facts["host"]) == ("302", "127.0.0.1")


async def test_a_redirect_names_a_foreign_host_in_ascii_and_drops_its_query() -> None:
    for target, shown in (
        ("https://müller.example/cb?code=CANARY#x", "https://xn--mller-kva.example/cb"),
        ("https://u:CANARY@evil.example/", "?"),
    ):
        error, _, _ = await failing(
            raw(
                head(302, "Content-Length: 0").replace(b"\r\n\r\n", f"\r\nLocation: {target}\r\n\r\n".encode()),
                then="stay",
            ),
            READ,
        )
        assert error.facts["target"] == shown
        assert "CANARY" not in str(error.facts)


async def test_cookies_are_never_sent_back() -> None:
    setting = answer(200, {"id": 1, "username": "a"}, "Set-Cookie: sid=1; Path=/")
    async with fault_server(setting) as server, kit(server.url) as one:
        await one.gitlab.user()
        await one.gitlab.user()
        assert b"cookie" not in server.requests[1].lower()


async def test_the_environment_does_not_choose_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    async with fault_server(answer()) as canary, fault_server(answer()) as server:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "all_proxy"):
            monkeypatch.setenv(name, canary.url)
        async with kit(server.url) as one:
            await one.gitlab.user()
        assert (len(server.requests), canary.connections) == (1, 0)


async def test_a_token_that_would_break_the_header_is_never_sent() -> None:
    async with fault_server(answer()) as server, kit(server.url) as one:
        for value in ("", "glpat-x\r\nHost: evil.example", "glpat-é"):
            with pytest.raises(SecretMissing):
                await HttpGitLab(one.door, one.url, Secret(value)).user()
        assert server.requests == []
