"""A link fills in two addresses; what else is in it is named without its value, and nothing is obeyed."""

import pytest

from wizard.domain.deep_link import DeepLink, is_link, read_link

GITLAB, JIRA = "https://gitlab.example.com", "https://acme.atlassian.net"
CONNECT = "gitlab-jira-wizard://connect?"
TOKEN = "glpat-abcdefghij0123456789"


def said(link: DeepLink) -> str:
    return " ".join(map(str, link.notes))


@pytest.mark.parametrize(
    "link",
    [
        f"{CONNECT}gitlab={GITLAB}&jira={JIRA}",
        "gitlab-jira-wizard://connect/?gitlab=https%3A%2F%2Fgitlab.example.com%2F&jira=https%3A%2F%2Facme.atlassian.net",
        f"GitLab-Jira-Wizard:connect?jira={JIRA}&gitlab={GITLAB}#there",
    ],
)
def test_a_link_fills_in_both_addresses(link: str) -> None:
    assert is_link(link)
    assert read_link(link) == DeepLink(True, GITLAB, JIRA)


def test_a_link_may_name_one_address_or_none() -> None:
    assert read_link(f"{CONNECT}jira={JIRA}") == DeepLink(True, "", JIRA)
    assert read_link("gitlab-jira-wizard://connect") == DeepLink(True)


def test_unknown_keys_are_listed_once_without_what_they_hold() -> None:
    link = read_link(f"{CONNECT}gitlab={GITLAB}&route=manual&page=apply&route=saas")
    assert (link.connects, link.gitlab) == (True, GITLAB)
    assert "left out: route, page" in said(link)
    assert "manual" not in said(link)


@pytest.mark.parametrize(
    "part",
    [f"token={TOKEN}", f"GITLAB_TOKEN={TOKEN}", f"gitlab={TOKEN}", f"jira={TOKEN}", f"{TOKEN}=1", f"x={TOKEN}",
     "password=hunter2", "api%5Fkey=hunter2"],
)  # fmt: skip
def test_a_token_is_refused_unread_and_never_repeated(part: str) -> None:
    link = read_link(f"{CONNECT}{part}&jira={JIRA}")
    assert (link.gitlab, link.jira) == ("", JIRA) if not part.startswith("jira=") else link.jira == JIRA
    assert "was not read" in said(link)
    assert TOKEN not in repr(link)
    assert "hunter2" not in repr(link)


@pytest.mark.parametrize(
    "value",
    ["javascript:alert(1)", "file:///etc/passwd", "https://dana:pw@gitlab.example.com", "", "https://a\n.b", "x"],
)
def test_what_is_no_address_is_left_out_and_said_without_it(value: str) -> None:
    link = read_link(f"{CONNECT}gitlab={value}")
    assert (link.connects, link.gitlab) == (True, "")
    assert said(link) == "The link holds no usable address for gitlab; it was left out."


def test_of_an_address_that_is_named_twice_the_first_one_counts() -> None:
    link = read_link(f"{CONNECT}gitlab={GITLAB}&gitlab=https://evil.example")
    assert link.gitlab == GITLAB
    assert "twice" in said(link)


def test_a_bundle_is_answered_that_none_is_opened() -> None:
    link = read_link("gitlab-jira-wizard://report?file=/etc/passwd")
    assert not link.connects
    assert "this version opens none" in said(link)
    assert "passwd" not in said(link)


@pytest.mark.parametrize("link", ["gitlab-jira-wizard://apply?yes=1", "gitlab-jira-wizard:", CONNECT + "x" * 3_000])
def test_what_is_not_known_or_too_long_opens_nothing(link: str) -> None:
    assert read_link(link).connects is False
    assert len(read_link(link).notes) == 1


def test_more_values_than_a_link_needs_are_left_out() -> None:
    link = read_link(CONNECT + "&".join(f"k{number}=1" for number in range(40)))
    assert "k39" not in said(link)
    assert "more than 20 values" in said(link)


@pytest.mark.parametrize("argument", ["run", "--lab", "https://gitlab.example.com", "gitlab-jira-wizard"])
def test_other_arguments_are_no_links(argument: str) -> None:
    assert not is_link(argument)
