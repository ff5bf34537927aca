"""Reverse proxies: what each block must hold, read back by a small reader of its language; names of every kind."""

import re
import shlex
import shutil
import subprocess

import pytest

from wizard.documents.recipes import by_id, case_of
from wizard.documents.recipes._spelling import apache, caddy, haproxy, nginx
from wizard.documents.sheet import Sheet
from wizard.domain.answers import Answers, GitLabAnswers, JiraAnswers
from wizard.domain.route import Route
from wizard.domain.url import Url, parse

PRODUCTS = ("proxy-nginx", "proxy-apache", "proxy-caddy", "proxy-haproxy")
PLACES = (
    "https://gitlab.example.com",
    "https://gitlab.example.com:8443",
    "https://example.com/gitlab",
    "https://xn--bcher-kva.example",
    "https://[2001:db8::1]",
    "https://example.com/it's;$(id)&x*y",
)
BEHIND = (Url("http", "127.0.0.1", 8080), Url("https", "10.0.0.5", 443), Url("http", "::1", 8181))


def _sheet(product: str, url: str = PLACES[0], behind: Url = BEHIND[0], route: Route = Route.MARKETPLACE) -> Sheet:
    answers = Answers(route, GitLabAnswers(url), JiraAnswers("https://acme.atlassian.net"))
    return by_id(product).make(case_of(answers, behind=behind))


def _code(product: str, url: str = PLACES[0], behind: Url = BEHIND[0]) -> str:
    return _sheet(product, url, behind).sections[0].code


def _nginx_words(text: str) -> list[str]:
    """Return the tokens of a file of nginx; fails on what nginx would not read."""
    words, rest = [], text
    token = re.compile(r'\s+|#[^\n]*|"((?:[^"\\]|\\.)*)"|([{};])|([^\s;{}"]+)')
    while rest:
        found = token.match(rest)
        assert found is not None, rest[:40]
        rest = rest[found.end() :]
        quoted, mark, bare = found.groups()
        words += [one for one in (mark, bare) if one]
        if quoted is not None:
            words.append(re.sub(r"\\(.)", r"\1", quoted))
    return words


@pytest.mark.parametrize("url", PLACES)
@pytest.mark.parametrize("behind", BEHIND, ids=str)
def test_nginx_reads_the_public_name_the_path_and_closed_blocks(url, behind):
    words, place = _nginx_words(_code("proxy-nginx", url, behind)), parse(url)
    assert words.count("{") == words.count("}") == 3
    assert words[words.index("Host") + 1] == place.authority
    locations = [words[at + 1 : at + 4] for at, word in enumerate(words) if word == "location"]
    assert locations == [["^~", f"{place.path}/-/jira_connect/", "{"], [f"{place.path}/", "{", "proxy_pass"]]
    passed = {words[at + 1] for at, word in enumerate(words) if word == "proxy_pass"}
    host = f"[{behind.host}]" if ":" in behind.host else behind.host
    assert passed == {f"{behind.scheme}://{host}:{behind.port}"}


def test_nginx_asks_nobody_to_sign_in_on_the_path_of_the_app():
    words = _nginx_words(_code("proxy-nginx"))
    at = words.index("^~")
    assert words[at + 3 : at + 6] == ["auth_basic", "off", ";"]


@pytest.mark.parametrize("url", PLACES)
def test_apache_opens_and_closes_its_blocks_and_keeps_the_host(url):
    code, place = _code("proxy-apache", url), parse(url)
    opened, closed = re.findall(r"<(\w+)", code), re.findall(r"</(\w+)", code)
    assert opened == ["VirtualHost", "Location"]
    assert closed == ["Location", "VirtualHost"]
    assert "ProxyPreserveHost On" in code
    assert f'RequestHeader set Host "{place.authority}"' in code
    (location,) = re.findall(r'<Location "((?:[^"\\]|\\.)*)">', code)
    assert re.sub(r"\\(.)", r"\1", location) == f"{place.path}/-/jira_connect/"


def test_apache_speaks_tls_to_the_inside_only_where_the_inside_does():
    assert "SSLProxyEngine on" in _code("proxy-apache", behind=BEHIND[1])
    assert "SSLProxyEngine" not in _code("proxy-apache")


@pytest.mark.parametrize("url", PLACES)
def test_caddy_closes_its_blocks_and_sends_the_public_name(url):
    code, place = _code("proxy-caddy", url), parse(url)
    assert code.count("{") == code.count("}") == 5
    assert f"header_up Host {place.authority}\n" in code
    site = code.splitlines()[1].removesuffix(" {")
    assert parse(site).authority == place.authority
    assert caddy(f"{place.path}/-/jira_connect/*") in code


@pytest.mark.parametrize("url", PLACES)
def test_haproxy_has_a_path_of_one_word_and_the_public_name(url):
    code, place = _code("proxy-haproxy", url), parse(url)
    (line,) = [one for one in code.splitlines() if "acl jira_connect" in one]
    assert shlex.split(line)[-1] == f"{place.path}/-/jira_connect/"
    assert f"set-header Host {haproxy(place.authority)}" in code
    assert re.search(r"^frontend gitlab_public$.*^backend gitlab_behind$", code, re.MULTILINE | re.DOTALL)


def test_haproxy_verifies_the_inside_where_it_speaks_tls():
    assert "verify required" in _code("proxy-haproxy", behind=BEHIND[1])
    assert "verify none" not in _code("proxy-haproxy", behind=BEHIND[1])


@pytest.mark.parametrize("product", PRODUCTS)
def test_the_stricter_variant_allows_the_senders_of_the_way(product):
    through, own = _sheet(product), _sheet(product, route=Route.MANUAL)
    assert "34.74.90.64/28" in through.sections[-1].code
    assert "104.192.136.0/21" in own.sections[-1].code
    assert "34.74.90.64/28" not in own.sections[-1].code
    assert "/-/jira_connect/events/" in own.sections[-1].code


@pytest.mark.parametrize("product", PRODUCTS)
def test_behind_an_own_proxy_no_list_of_others_is_allowed(product):
    codes = (
        "".join(one.code for one in _sheet(product, route=way).sections) for way in (Route.LEAF, Route.MARKETPLACE)
    )
    behind, through = codes
    assert "34.74.90.64" in through
    assert "34.74.90.64" not in behind
    assert "104.192.136.0" not in behind


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize("url", PLACES)
def test_no_name_breaks_out_of_its_line(product, url):
    plain, lines = _code(product).count("\n"), _code(product, url).count("\n")
    assert lines == plain


def test_quotes_and_backslashes_are_taken_literally():
    assert nginx('a"b\\c') == '"a\\"b\\\\c"'
    assert apache('a"b*c') == '"a\\"b\\*c"'
    assert haproxy("a b#c'd$e") == "a\\ b\\#c\\'d\\$e"
    assert caddy("/a(b)/*") == "`/a(b)/*`"


@pytest.mark.parametrize(
    ("product", "program", "arguments"),
    [
        ("proxy-caddy", "caddy", ("validate", "--adapter", "caddyfile", "--config")),
        ("proxy-haproxy", "haproxy", ("-c", "-f")),
    ],
)
def test_the_product_itself_reads_the_file(product, program, arguments, tmp_path):
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not installed here")
    file = tmp_path / "config"
    file.write_text(_code(product).replace(" ssl crt /etc/ssl/gitlab.example.com/haproxy.pem", ""))
    assert subprocess.run([found, *arguments, str(file)], capture_output=True, timeout=30, check=False).returncode == 0
