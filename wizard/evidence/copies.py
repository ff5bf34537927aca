"""A recorded request as a command that sends it again: curl, HTTPie, PowerShell, Python. Secrets are variables.

What the recording hides stays hidden; who runs the command fills in one line. No redirect is followed, as the program
itself follows none.
"""

import shlex
from dataclasses import dataclass
from urllib.parse import urlsplit

from wizard.evidence.exchange import BODY_LIMIT, Exchange
from wizard.evidence.redact import HIDDEN

_OF_THE_TRANSPORT = frozenset(
    {"host", "connection", "content-length", "accept-encoding", "transfer-encoding", "user-agent", "keep-alive"}
)
_CLOUD = ".atlassian.net"
_OF_JIRA = "/rest/"
"""Stands in every path of Jira's; those of GitLab are below its own root of the interface."""
_OF_GITLAB = "/api/v4/"
_CURLY = "\u2018\u2019\u201a\u201b"
"""PowerShell takes each of these for a plain single quote."""
GITLAB, MAIL, JIRA, JWT = "GITLAB_TOKEN", "JIRA_EMAIL", "JIRA_TOKEN", "CONNECT_JWT"
_NEEDED = {
    GITLAB: "needs scope: api",
    MAIL: "address of the Atlassian account",
    JIRA: "API token of the Atlassian account, or a personal access token of an own Jira",
    JWT: "a token signed for this very request",
}


@dataclass(frozen=True, slots=True)
class Repeat:
    """What it takes to send a request again."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...]
    body: str
    sign_in: str
    """How it was signed: PRIVATE-TOKEN, Bearer, Basic, JWT; empty for not at all."""
    variables: tuple[str, ...]
    notes: tuple[str, ...]


def repeat(exchange: Exchange) -> Repeat:
    """Return what stands in every command for this exchange."""
    sign_in = ""
    headers = []
    for name, value in exchange.request_headers:
        lower = name.lower()
        if lower == "private-token":
            sign_in = "PRIVATE-TOKEN"
        elif lower == "authorization":
            sign_in = _scheme(exchange.url, value)
        elif lower not in _OF_THE_TRANSPORT and value != HIDDEN:
            headers.append((lower, value))
    bearer = JIRA if _is_jira(exchange.url) else GITLAB
    variables = {"PRIVATE-TOKEN": (GITLAB,), "Bearer": (bearer,), "Basic": (MAIL, JIRA), "JWT": (JWT,)}
    body = exchange.request_body.replace("\x00", "\ufffd")  # no argument can hold it
    return Repeat(
        exchange.method, exchange.url, tuple(headers), body, sign_in, variables.get(sign_in, ()), _notes(exchange)
    )


def _scheme(url: str, value: str) -> str:
    if value.startswith("JWT"):
        return "JWT"
    return "Basic" if (urlsplit(url).hostname or "").endswith(_CLOUD) else "Bearer"


def _is_jira(url: str) -> bool:
    """Tell whether Jira's token belongs to an address: Cloud by its name, an own Jira by its path."""
    parts = urlsplit(url)
    of_jira = _OF_JIRA in parts.path and _OF_GITLAB not in parts.path
    return of_jira or (parts.hostname or "").endswith(_CLOUD)


def _notes(exchange: Exchange) -> tuple[str, ...]:
    notes = []
    if HIDDEN in exchange.url or HIDDEN in exchange.request_body:
        notes.append(f"{HIDDEN} stands for what was not recorded: put the value in its place.")
    if len(exchange.request_body) >= BODY_LIMIT:
        notes.append("The body was longer; the recording holds its beginning.")
    return tuple(notes)


def as_curl(exchange: Exchange) -> str:
    """Return a command for a shell; a URL is taken as it is, brackets too."""
    it = repeat(exchange)
    parts = ["curl -sS -g -D -"]
    if it.method == "HEAD":
        parts = ["curl -sS -g --head"]
    elif it.method != ("POST" if it.body else "GET"):
        parts.append(f"-X {shlex.quote(it.method)}")
    if it.sign_in == "Basic":
        parts.append(f'-u "${MAIL}:${JIRA}"')
    elif it.sign_in:
        parts.append(f'-H "{_signed(it)}"')
    parts += [f"-H {shlex.quote(f'{name}: {value}')}" for name, value in it.headers]
    if it.body:
        parts.append(f"--data-raw {shlex.quote(it.body)}")
    return _for_a_shell(it, [*parts, shlex.quote(it.url)])


def as_httpie(exchange: Exchange) -> str:
    """Return a command for HTTPie in a shell."""
    it = repeat(exchange)
    parts = [f"http --ignore-stdin --print=hb {shlex.quote(it.method)}", shlex.quote(it.url)]
    if it.sign_in == "Basic":
        parts.append(f'-a "${MAIL}:${JIRA}"')
    elif it.sign_in:
        parts.append(f'"{_signed(it).replace(": ", ":", 1)}"')
    parts += [shlex.quote(f"{name}:{value}") for name, value in it.headers]
    if it.body:
        parts.append(f"--raw={shlex.quote(it.body)}")
    return _for_a_shell(it, parts)


def _signed(it: Repeat) -> str:
    if it.sign_in == "PRIVATE-TOKEN":
        return f"PRIVATE-TOKEN: ${GITLAB}"
    return f"Authorization: {it.sign_in} ${it.variables[0]}"


def _for_a_shell(it: Repeat, parts: list[str]) -> str:
    lines = [f"# {note}" for note in it.notes]
    lines += [f"export {variable}=...   # {_NEEDED[variable]}" for variable in it.variables]
    return "\n".join([*lines, " ".join(parts)]) + "\n"


def as_powershell(exchange: Exchange) -> str:
    """Return lines for Windows PowerShell 5.1 and PowerShell 7."""
    it = repeat(exchange)
    lines = [f"# {note}" for note in it.notes]
    lines += [f"$env:{variable} = '...'   # {_NEEDED[variable]}" for variable in it.variables]
    pairs = [f"{_ps(name)} = {_ps(value)}" for name, value in it.headers if name != "content-type"]
    if it.sign_in == "PRIVATE-TOKEN":
        pairs.insert(0, f"'PRIVATE-TOKEN' = $env:{GITLAB}")
    elif it.sign_in == "Basic":
        lines.append(f'$pair = [Text.Encoding]::UTF8.GetBytes("$($env:{MAIL}):$($env:{JIRA})")')
        pairs.insert(0, "'Authorization' = 'Basic ' + [Convert]::ToBase64String($pair)")
    elif it.sign_in:
        pairs.insert(0, f"'Authorization' = '{it.sign_in} ' + $env:{it.variables[0]}")
    lines.append("$headers = @{ " + "; ".join(pairs) + " }")
    call = f"Invoke-WebRequest -UseBasicParsing -MaximumRedirection 0 -Method {_ps(it.method)} -Uri {_ps(it.url)}"
    call += " -Headers $headers"
    if it.body:
        kind = dict(it.headers).get("content-type", "application/json")
        lines.append(f"$body = [Text.Encoding]::UTF8.GetBytes({_ps(it.body)})")
        call += f" -ContentType {_ps(kind)} -Body $body"
    return "\n".join([*lines, call]) + "\n"


def _ps(text: str) -> str:
    """Return a PowerShell string that means the text itself."""
    for quote in ("'", *_CURLY):
        text = text.replace(quote, quote * 2)
    return f"'{text}'"


def as_python(exchange: Exchange) -> str:
    """Return a program for Python that needs nothing but its standard library."""
    it = repeat(exchange)
    parts = urlsplit(it.url)
    kind = "HTTPSConnection" if parts.scheme == "https" else "HTTPConnection"
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = [f"# {note}" for note in it.notes]
    lines += [f"# {variable}: {_NEEDED[variable]}" for variable in it.variables]
    lines += ["import base64"] if it.sign_in == "Basic" else []
    lines += ["import http.client", *(["import os"] if it.sign_in else []), ""]
    if it.sign_in == "Basic":
        lines.append(f'pair = os.environ["{MAIL}"] + ":" + os.environ["{JIRA}"]')
    headers = [f"    {name!a}: {value!a}," for name, value in it.headers]
    if it.sign_in == "PRIVATE-TOKEN":
        headers.insert(0, f'    "PRIVATE-TOKEN": os.environ["{GITLAB}"],')
    elif it.sign_in == "Basic":
        headers.insert(0, '    "Authorization": "Basic " + base64.b64encode(pair.encode()).decode(),')
    elif it.sign_in:
        headers.insert(0, f'    "Authorization": "{it.sign_in} " + os.environ["{it.variables[0]}"],')
    lines += ["headers = {", *headers, "}"]
    lines.append(f"body = {it.body!a}.encode()" if it.body else "body = None")
    lines.append(f"connection = http.client.{kind}({parts.netloc!a}, timeout=30)")
    lines.append(f"connection.request({it.method!a}, {target!a}, body=body, headers=headers)")
    lines.append("answer = connection.getresponse()")
    lines.append("print(answer.status, answer.reason)")
    lines.append('print(answer.headers, answer.read().decode("utf-8", "replace"))')
    return "\n".join(lines) + "\n"
