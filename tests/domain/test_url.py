import json
from pathlib import Path
from typing import Any

import pytest

from wizard.domain.url import Url, UrlError, Verdict, jira_site, parse, read_instance_url

VECTORS = Path(__file__).parents[3] / "shared" / "reference" / "vectors"


def vector(name: str) -> Any:
    path = VECTORS / name
    if not path.exists():
        pytest.skip(f"the test data {name} is not beside the repository")
    return json.loads(path.read_text("utf-8"))


def read_or_none(text: str) -> Url | None:
    try:
        return parse(text)
    except UrlError:
        return None


def test_every_instance_address_is_read_as_the_field_contract_says() -> None:
    wrong = []
    cases = vector("own/instance_urls.json")["cases"]
    for case in cases:
        reading = read_instance_url(case["input"])
        shown = str(reading.url) if case["normalised"] else None
        if (reading.verdict, shown) != (case["expect"], case["normalised"]):
            wrong.append((case, reading))
    assert len(cases) == 50
    assert wrong == []


def test_an_accepted_address_has_the_host_of_a_browser() -> None:
    cases = [case for case in vector("url/urltestdata.json") if isinstance(case, dict)]
    accepted = [(case, url) for case in cases if (url := read_or_none(case["input"])) is not None]
    assert len(accepted) > 20
    for case, url in accepted:
        assert not case.get("failure"), case["input"]
        shown = url.host if ":" not in url.host else f"[{url.host}]"
        assert (case["hostname"], case.get("origin", url.origin)) == (shown, url.origin), case["input"]
        assert case["pathname"].removesuffix("/") == url.path


@pytest.mark.parametrize("name", ["url/toascii.json", "url/IdnaTestV2.json"])
def test_an_accepted_name_is_encoded_as_a_browser_does(name: str) -> None:
    cases = [case for case in vector(name) if isinstance(case, dict)]
    wrong = []
    accepted = 0
    for case in cases:
        url = read_or_none(f"https://{case['input']}/x")
        accepted += url is not None
        wrong += [(case, url)] if url is not None and url.host != case["output"] else []
    assert accepted > 10
    assert wrong == []


@pytest.mark.parametrize(
    "text, code",
    [
        ("", "url-empty"),
        ("ftp://gitlab.example.com", "url-scheme"),
        ("https://user:CANARY@gitlab.example.com", "url-user"),
        ("https://gitlab.example.com:0", "url-port"),
        ("https://gitlab.example.com:99999", "url-port"),
        ("https://0x7f.1", "url-host"),
        ("https://gitlab.example.com\\@evil.example", "url-characters"),
        ("https://gitlab.example.com/a/../b", "url-characters"),
        ("https://gitlab.example.com/%2E%2e/b", "url-characters"),
        ("https://gitlab.example.com/?a", "url-characters"),
    ],
)
def test_a_refusal_has_a_code_and_never_the_text(text: str, code: str) -> None:
    with pytest.raises(UrlError) as refused:
        parse(text)
    assert refused.value.code == code
    assert "CANARY" not in repr(refused.value)


def test_an_address_reads_back_as_itself() -> None:
    for text in ("https://gitlab.example.com", "http://a_b.example:8080/gitlab", "https://[fd00::1]:8443/x"):
        assert str(parse(text)) == text
        assert parse(str(parse(text))) == parse(text)


def test_a_pasted_page_offers_its_root_first() -> None:
    reading = read_instance_url("https://example.com/gitlab/users/sign_in")
    assert [str(one) for one in reading.candidates][:2] == ["https://example.com/gitlab", "https://example.com"]
    assert reading.verdict is Verdict.ASK


@pytest.mark.parametrize(
    "text, code",
    [
        ("http://gitlab.example.com", "gitlab-url-not-https"),
        ("https://example.com/gitlab", "gitlab-url-relative"),
        ("https://10.0.0.5", "gitlab-url-private"),
        ("javascript:alert(1)", "gitlab-url-unreadable"),
        ("gitlab.com", "gitlab-url-is-gitlab-com"),
    ],
)
def test_a_note_has_the_code_of_the_catalogue(text: str, code: str) -> None:
    assert code in read_instance_url(text).codes


@pytest.mark.parametrize(
    "text",
    [
        "acme",
        " Acme ",
        "acme.atlassian.net",
        "https://acme.atlassian.net/",
        "https://acme.atlassian.net/jira/software/projects/ABC/boards/1?selectedIssue=ABC-1#x",
        "acme.atlassian.net/browse/ABC-1",
    ],
)
def test_any_page_of_a_jira_site_means_the_site(text: str) -> None:
    assert str(jira_site(text)) == "https://acme.atlassian.net"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a.b.atlassian.net",
        "https://acme.atlassian.net.evil.example",
        "http://acme.atlassian.net",
        "https://acme.atlassian.net:8443",
        "https://evil.example/acme.atlassian.net",
        "https://u@acme.atlassian.net",
        "https://evil.example\\.atlassian.net",
        "atlassian.net",
        "jira.example.com",
    ],
)
def test_nothing_else_is_a_jira_site(text: str) -> None:
    with pytest.raises(UrlError):
        jira_site(text)


@pytest.mark.parametrize(
    ("text", "root"),
    [
        ("gitlab.example.com/groups/platform?x=1", "https://gitlab.example.com"),
        ("https://gitlab.example.com/-/profile#token@there", "https://gitlab.example.com"),
        ("https://gitlab.example.com/?a", "https://gitlab.example.com"),
    ],
)
def test_what_a_page_was_asked_with_is_left_out(text: str, root: str) -> None:
    assert str(read_instance_url(text).url) == root


@pytest.mark.parametrize("text", ["not a url!!", "https://gitlab.example.com/a b?x=1"])
def test_what_is_no_address_is_refused(text: str) -> None:
    reading = read_instance_url(text)
    assert (reading.url, reading.codes) == (None, ("gitlab-url-unreadable",))


def test_a_text_without_a_query_is_not_told_to_leave_one_out() -> None:
    (note,) = read_instance_url("not a url!!").notes
    assert str(note.text) == "This is no address: it holds a space or another character that no address holds"
