"""Every notation sends what was recorded: proven by sending it, and by the shells' own parsers."""

import ast
import os
import shlex
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wizard.evidence.copies import as_curl, as_httpie, as_powershell, as_python
from wizard.evidence.exchange import Exchange
from wizard.evidence.redact import HIDDEN

NOTATIONS = {"curl": as_curl, "HTTPie": as_httpie, "PowerShell": as_powershell, "Python": as_python}
VERSION = Exchange(
    "s-1", 1, 1_795_316_400.0, "s", "GET", "https://gitlab.example.com/api/v4/version",
    (("host", "gitlab.example.com"), ("accept", "application/json"), ("private-token", HIDDEN),
     ("user-agent", "gitlab-jira-wizard"), ("accept-encoding", "gzip")),
)  # fmt: skip
TRICKY = 'it\'s "$HOME" `id` $(id) \\ %PATH% !x \u2019\u201c ünï\n@file {a,b} [1-2]\t;&|'
LETTERS = st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t'\"\\$`")
BODIES = st.text(LETTERS, min_size=1, max_size=60)


def with_body(body: str, method: str = "PUT") -> Exchange:
    return replace(VERSION, method=method, request_body=body)


class Listening(ThreadingHTTPServer):
    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Receiver)
        self.got: list[tuple[str, str, dict[str, str], str]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class Receiver(BaseHTTPRequestHandler):
    server: Listening

    def _take(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0"))).decode()
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.server.got.append((self.command, self.path, headers, body))
        self.send_response(302)
        self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_PUT = do_POST = do_DELETE = do_HEAD = _take  # noqa: N815 (names of http.server)

    def log_message(self, format: str, *_args: object) -> None:  # noqa: A002 (name of http.server)
        """Say nothing."""


@pytest.fixture
def listening() -> Iterator[Listening]:
    server = Listening()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def run_lines(lines: str, **variables: str) -> None:
    """Run a shell's lines with the variables filled in as a person does."""
    for variable in variables:
        lines = lines.replace(f"export {variable}=...", f"export {variable}=${{GIVEN_{variable}}}")
    given = {f"GIVEN_{name}": value for name, value in variables.items()}
    subprocess.run(
        [shutil.which("bash") or "bash", "-euc", lines], check=True, capture_output=True, timeout=60,
        env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", **given},
    )  # fmt: skip


def test_curl_reads_as_the_guide_shows_it() -> None:
    assert as_curl(VERSION) == (
        "export GITLAB_TOKEN=...   # needs scope: api\n"
        'curl -sS -g -D - -H "PRIVATE-TOKEN: $GITLAB_TOKEN" '
        "-H 'accept: application/json' https://gitlab.example.com/api/v4/version\n"
    )


@pytest.mark.parametrize("notation", NOTATIONS)
def test_no_notation_holds_more_of_a_secret_than_its_variable(notation: str) -> None:
    text = NOTATIONS[notation](VERSION)
    assert "GITLAB_TOKEN" in text
    assert HIDDEN not in text


@pytest.mark.parametrize("notation", NOTATIONS)
def test_a_value_that_the_recording_left_out_is_said(notation: str) -> None:
    text = NOTATIONS[notation](with_body(f'{{"secret": "{HIDDEN}"}}'))
    assert text.startswith(f"# {HIDDEN} stands for what was not recorded")


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("body", ["", TRICKY, "@/etc/hostname", '{"a": "ü", "b": "it\'s"}'])
def test_curl_sends_what_was_recorded(listening: Listening, body: str) -> None:
    asked = replace(with_body(body), url=f"{listening.url}/api/v4/groups?search=[a]{{b}}")
    run_lines(as_curl(asked), GITLAB_TOKEN="tell'me \"$x")
    ((method, path, headers, received),) = listening.got
    assert (method, path, received) == ("PUT", "/api/v4/groups?search=[a]{b}", body)
    assert headers["private-token"] == "tell'me \"$x"
    assert headers["accept"] == "application/json"


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_asks_for_the_head_alone(listening: Listening) -> None:
    run_lines(as_curl(replace(VERSION, method="HEAD", url=listening.url)), GITLAB_TOKEN="t")
    assert [method for method, *_rest in listening.got] == ["HEAD"]


@pytest.mark.parametrize("body", ["", TRICKY, '{"a": "ü"}'])
def test_python_sends_what_was_recorded_and_follows_no_redirect(listening: Listening, body: str) -> None:
    asked = replace(with_body(body, "POST"), url=f"{listening.url}/api/v4/x?a=b", request_headers=(
        ("accept", "application/json"), ("authorization", HIDDEN)))  # fmt: skip
    subprocess.run(
        [sys.executable, "-c", as_python(asked)], check=True, capture_output=True, timeout=60,
        env={"GITLAB_TOKEN": "given"},
    )  # fmt: skip
    ((method, path, headers, received),) = listening.got
    assert (method, path, received) == ("POST", "/api/v4/x?a=b", body)
    assert headers["authorization"] == "Bearer given"


@pytest.mark.parametrize("notation", NOTATIONS)
def test_a_call_of_jira_cloud_is_signed_with_mail_and_token(notation: str) -> None:
    asked = replace(
        VERSION, url="https://acme.atlassian.net/rest/api/3/myself", request_headers=(("authorization", HIDDEN),)
    )
    text = NOTATIONS[notation](asked)
    assert "JIRA_EMAIL" in text
    assert "JIRA_TOKEN" in text
    assert "GITLAB_TOKEN" not in text


@pytest.mark.parametrize(
    ("url", "variable"),
    [
        ("https://gitlab.example.com/api/v4/user", "GITLAB_TOKEN"),
        ("https://gitlab.example.com/api/v4/projects/team%2Frest/rest/x", "GITLAB_TOKEN"),
        ("https://jira.example.com/rest/api/2/myself", "JIRA_TOKEN"),
        ("https://www.example.com/jira/rest/api/2/serverInfo", "JIRA_TOKEN"),
    ],
)
@pytest.mark.parametrize("notation", NOTATIONS)
def test_each_kind_of_host_is_sent_the_token_of_its_own(url: str, variable: str, notation: str) -> None:
    text = NOTATIONS[notation](replace(VERSION, url=url, request_headers=(("authorization", HIDDEN),)))
    other = {"GITLAB_TOKEN": "JIRA_TOKEN", "JIRA_TOKEN": "GITLAB_TOKEN"}[variable]
    assert variable in text
    assert other not in text
    assert "Bearer" in text


@given(BODIES)
def test_shell_words_give_the_body_back(body: str) -> None:
    assert body in shlex.split(as_curl(with_body(body)), comments=True)
    assert f"--raw={body}" in shlex.split(as_httpie(with_body(body)), comments=True)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BODIES)
def test_bash_takes_the_lines(body: str) -> None:
    for text in (as_curl(with_body(body)), as_httpie(with_body(body))):
        bash = shutil.which("bash") or "bash"
        subprocess.run([bash, "-n", "-c", text], check=True, capture_output=True, timeout=60)


@given(BODIES)
def test_python_literals_give_the_body_back(body: str) -> None:
    tree = ast.parse(as_python(with_body(body)))
    assert body in [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]


@given(BODIES)
def test_a_powershell_text_ends_only_where_it_should(body: str) -> None:
    line = as_powershell(with_body(body)).partition("\n$body = ")[2]
    literal = line[line.index("(") + 1 : line.rindex(")\nInvoke-WebRequest")]
    inside = literal[1:-1]
    for quote in "'\u2018\u2019\u201a\u201b":
        inside = inside.replace(quote * 2, "\x00" + str(ord(quote)) + "\x01")
        assert quote not in inside
    for quote in "'\u2018\u2019\u201a\u201b":
        inside = inside.replace("\x00" + str(ord(quote)) + "\x01", quote)
    assert inside == body
