"""The words of a server: plain, short, harmless."""

import json
from pathlib import Path
from typing import Any

import pytest

from wizard.adapters.http.request import Answer
from wizard.adapters.http.said import plain, said
from wizard.domain.secret import Secret
from wizard.evidence.redact import Redactor

VECTORS = Path(__file__).parents[3] / "shared" / "reference" / "vectors"


def texts(name: str) -> list[str]:
    path = VECTORS / name
    if not path.exists():
        pytest.skip(f"the test data {name} is not beside the repository")
    found: Any = json.loads(path.read_text("utf-8"))
    rows = found["strings"] if isinstance(found, dict) else found
    return [row if isinstance(row, str) else row["text"] for row in rows]


def words(body: object, kind: str = "application/json") -> str:
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    return said(Answer(400, {"content-type": kind}, data), Redactor())


@pytest.mark.parametrize("name", ["own/hostile_server_strings.json", "naughty-strings/blns.json"])
def test_a_hostile_text_becomes_one_short_printable_line(name: str) -> None:
    for text in texts(name):
        for shown in (plain(text * 3, Redactor()), words({"message": text}), words({text: [text]})):
            assert len(shown) <= 4_000
            assert all(letter.isprintable() or letter.isspace() for letter in shown), repr(text)
            assert not set(shown) & set("\r\n\t\x1b\x00\u202e\u200b\u2028\x85"), repr(text)
            shown.encode("utf-8")


@pytest.mark.parametrize(
    "body, shown",
    [
        ({"message": "404 Project Not Found"}, "404 Project Not Found"),
        ({"message": {"jira_connect_proxy_url": ["is blocked"]}}, "jira_connect_proxy_url: is blocked"),
        ({"error": "invalid_token", "error_description": "Token was revoked."}, "Token was revoked."),
        ({"errorMessages": ["Issue does not exist"], "errors": {}}, "Issue does not exist"),
        ({"errorMessages": [], "errors": {"X": "Unrecognized"}}, "X: Unrecognized"),
        ([{"message": "a"}, {"message": "b"}], "a; b"),
        (b"Retry later\n", ""),
        (b"<html>", ""),
        (b"{broken", ""),
    ],
)
def test_each_kind_of_error_object_is_understood(body: object, shown: str) -> None:
    assert words(body) == shown


def test_plain_text_is_said_and_a_page_is_not() -> None:
    assert words(b"Retry later\n", "text/plain") == "Retry later"
    assert words(b"Retry later\n", "text/html") == ""


def test_our_own_secret_is_not_said_back() -> None:
    redactor = Redactor()
    secret = Secret("hunter2-CANARY")
    redactor.learn(secret)
    assert "CANARY" not in plain("password hunter2-CANARY is wrong", redactor)
    assert plain("x" * 299 + "hunter2-CANARY", redactor).count("CANARY") == 0
