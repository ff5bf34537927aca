"""Constructs that undo a promise of the product, wherever they stand."""

import ast
import re

import pytest

from tests.rules.sources import python_files, shown

BANNED = {
    "certificates are always verified": r"verify\s*=\s*False|CERT_NONE|check_hostname\s*=\s*False|_create_unverified",
    "redirects are never followed": r"follow_redirects\s*=\s*True",
    "no shell reads our words": r"shell\s*=\s*True|os\.system\(|create_subprocess_shell",
    "nothing read can run": r"\bimport pickle\b|\bfrom pickle\b|yaml\.load\(|\bmarshal\b|(?<![.\w])(?:eval|exec)\(",
    "nothing is left to do": r"\bTODO\b|\bFIXME\b|\bXXX\b|NotImplementedError",
    "nobody waits for a fixed time": r"\btime\.sleep\(",
}
# Rule -> files that may break it. An entry is a decision of the house: it needs its reason beside it.
EXCEPTIONS: dict[str, set[str]] = {
    # Looks at a certificate that was refused, to say what is wrong with it: a handshake that nothing is ever sent on.
    "certificates are always verified": {"wizard/adapters/network/looking.py"},
}
_SILENCED = re.compile(r"# (?:type: ignore|noqa)(?:\[[^\]]*\])?(?:: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)*)?\s*$")
_CLIENTS = {"Client", "AsyncClient", "HTTPTransport", "AsyncHTTPTransport"}


def _lines(pattern: re.Pattern[str], *tops: str) -> list[str]:
    return [
        f"{shown(path)}:{number}: {line.strip()}"
        for path in python_files(*tops)
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if pattern.search(line)
    ]


@pytest.mark.parametrize("rule", BANNED)
def test_the_program_holds_none(rule: str) -> None:
    found = _lines(re.compile(BANNED[rule]), "wizard")
    assert [line for line in found if line.split(":")[0] not in EXCEPTIONS.get(rule, set())] == []


def test_no_exception_outlives_its_reason() -> None:
    needed = {line.split(":")[0] for pattern in BANNED.values() for line in _lines(re.compile(pattern), "wizard")}
    assert [path for paths in EXCEPTIONS.values() for path in paths if path not in needed] == []


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("httpx.AsyncClient(verify=False)", "certificates are always verified"),
        ("context.check_hostname = False", "certificates are always verified"),
        ("client.get(url, follow_redirects=True)", "redirects are never followed"),
        ("subprocess.run(line, shell=True)", "no shell reads our words"),
        ("import pickle", "nothing read can run"),
        ("exec(code)", "nothing read can run"),
        ("raise NotImplementedError", "nothing is left to do"),
        ("time.sleep(1)", "nobody waits for a fixed time"),
    ],
)
def test_the_patterns_find_what_they_ban(line: str, rule: str) -> None:
    assert re.search(BANNED[rule], line)


def test_whoever_silences_a_rule_says_why() -> None:
    assert _lines(_SILENCED, "wizard", "tests", "packaging") == []


def _clients(source: str) -> list[ast.Call]:
    def name(function: ast.expr) -> str:
        return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")

    tree = ast.parse(source)
    imported = {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    if "httpx" not in imported:
        return []
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call) and name(node.func) in _CLIENTS]


def _reads_the_environment(client: ast.Call) -> bool:
    said = {keyword.arg: keyword.value for keyword in client.keywords}
    value = said.get("trust_env")
    return not (isinstance(value, ast.Constant) and value.value is False)


def test_no_http_client_takes_proxies_or_certificates_from_the_environment() -> None:
    found = [
        f"{shown(path)}:{client.lineno}"
        for path in python_files("wizard")
        for client in _clients(path.read_text())
        if _reads_the_environment(client)
    ]
    assert found == []


@pytest.mark.parametrize(
    ("call", "reads"),
    [
        ("httpx.AsyncClient()", True),
        ("httpx.AsyncClient(trust_env=True)", True),
        ("httpx.AsyncClient(trust_env=False)", False),
    ],
)
def test_the_client_rule_tells_them_apart(call: str, reads: bool) -> None:
    assert [_reads_the_environment(client) for client in _clients(f"import httpx\n{call}")] == [reads]
