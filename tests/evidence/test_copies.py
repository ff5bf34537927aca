"""A copied request says what was sent, whatever it holds, and never a secret."""

import ast
import os
import shutil
import subprocess
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.evidence.exchanges import exchange
from wizard.evidence import copies
from wizard.evidence.exchange import BODY_LIMIT

JIRA = "https://acme.atlassian.net/rest/api/3/user?expand=groups"
SIGNED = (("accept", "application/json"), ("private-token", "[hidden]"), ("host", "gitlab.example.com"))
ALL = (copies.as_curl, copies.as_httpie, copies.as_powershell, copies.as_python)
# What a recording may hold: any text but half a pair of UTF-16, which no file of it can hold either.
TEXT = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=60)
BASH = shutil.which("bash")
needs_bash = pytest.mark.skipif(BASH is None, reason="there is no bash here")


def _arguments(command: str) -> list[str]:
    """Return what a shell gives to curl or http."""
    stub = "curl() { printf '%s\\0' \"$@\"; }; http() { printf '%s\\0' \"$@\"; }\n"
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
    done = subprocess.run([str(BASH), "-c", stub + command], capture_output=True, check=True, env=environment)
    return done.stdout.decode().split("\0")[:-1]


def _sent(program: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Return what the Python program sends."""
    import http.client

    sent: dict[str, Any] = {}

    class Answer:
        status, reason, headers = 200, "OK", ""

        def read(self) -> bytes:
            return b""

    class Connection:
        def __init__(self, host: str, timeout: float) -> None:
            sent["host"] = host

        def request(self, method: str, target: str, body: bytes | None, headers: dict[str, str]) -> None:
            sent.update(method=method, target=target, body=body, headers=headers)

        def getresponse(self) -> Answer:
            return Answer()

    with monkeypatch.context() as patch:
        patch.setattr(http.client, "HTTPSConnection", Connection)
        for variable in ("GITLAB_TOKEN", "JIRA_EMAIL", "JIRA_TOKEN", "CONNECT_JWT"):
            patch.setenv(variable, variable.lower())
        exec(compile(program, "copied", "exec"), {})  # noqa: S102 (it is what is tested)
    return sent


def test_curl_stands_as_people_know_it():
    assert copies.as_curl(exchange(request_headers=SIGNED)) == (
        "export GITLAB_TOKEN=...   # needs scope: api\n"
        "curl -sS -g -D - -H \"PRIVATE-TOKEN: $GITLAB_TOKEN\" -H 'accept: application/json' "
        "https://gitlab.example.com/api/v4/user\n"
    )


@pytest.mark.parametrize("made", ALL)
def test_jira_is_signed_with_mail_and_token_of_the_environment(made):
    text = made(exchange(url=JIRA, request_headers=(("authorization", "[hidden]"),)))
    assert "JIRA_EMAIL" in text
    assert "JIRA_TOKEN" in text
    assert "GITLAB_TOKEN" not in text


@pytest.mark.parametrize("made", ALL)
def test_a_request_without_a_secret_asks_for_none(made):
    assert "TOKEN" not in made(exchange(request_headers=(("accept", "*/*"),)))


@pytest.mark.parametrize("made", ALL)
def test_what_was_not_recorded_is_said(made):
    assert "not recorded" in made(exchange("POST", request_body='{"a": "[hidden]"}'))
    assert "longer" in made(exchange("POST", request_body="a" * BODY_LIMIT))


@needs_bash
@settings(max_examples=25, deadline=None)
@given(body=TEXT.filter(bool), value=TEXT, path=TEXT)
def test_a_shell_gives_curl_the_very_bytes(body, value, path):
    value = value.replace("\n", " ")
    one = exchange("POST", f"https://h.example/{path}", request_headers=(("x-any", value),), request_body=body)
    arguments = _arguments(copies.as_curl(one))
    assert arguments[arguments.index("--data-raw") + 1] == body
    assert arguments[arguments.index("-H") + 1] == f"x-any: {value}"
    assert arguments[-1] == f"https://h.example/{path}"


@needs_bash
@settings(max_examples=25, deadline=None)
@given(body=TEXT.filter(bool), path=TEXT)
def test_a_shell_gives_httpie_the_very_bytes(body, path):
    arguments = _arguments(copies.as_httpie(exchange("PUT", f"https://h.example/{path}", request_body=body)))
    assert f"--raw={body}" in arguments
    assert f"https://h.example/{path}" in arguments


@settings(max_examples=60, deadline=None)
@given(body=TEXT, value=TEXT)
def test_python_text_is_always_python(body, value):
    ast.parse(copies.as_python(exchange("PUT", request_headers=(("x-any", value),), request_body=body)))


@settings(max_examples=60, deadline=None)
@given(text=TEXT)
def test_a_powershell_string_ends_where_it_should(text):
    said = copies.as_powershell(exchange("PUT", request_body=f"x{text}"))
    inside = said.split("GetBytes('", 1)[1].split("')\nInvoke-WebRequest", 1)[0]
    for quote in "'\u2018\u2019\u201a\u201b":
        assert quote not in inside.replace(quote * 2, "")
        inside = inside.replace(quote * 2, quote)
    assert inside == f"x{text}"


def test_python_sends_what_was_sent(monkeypatch):
    body = 'a "b"\n\u00fc'
    headers = (*SIGNED, ("content-type", "application/json"))
    sent = _sent(copies.as_python(exchange("PUT", request_headers=headers, request_body=body)), monkeypatch)
    assert sent["host"] == "gitlab.example.com"
    assert (sent["method"], sent["target"], sent["body"]) == ("PUT", "/api/v4/user", body.encode())
    assert sent["headers"]["PRIVATE-TOKEN"] == "gitlab_token"
    assert "host" not in sent["headers"]


def test_python_signs_for_jira_as_the_program_does(monkeypatch):
    sent = _sent(copies.as_python(exchange(url=JIRA, request_headers=(("authorization", "[hidden]"),))), monkeypatch)
    assert sent["headers"]["Authorization"].startswith("Basic ")
    assert sent["target"] == "/rest/api/3/user?expand=groups"


def test_a_head_request_stays_one():
    assert "--head" in copies.as_curl(exchange("HEAD"))
