"""What stands between Jira and an instance decides its key, its redirect and the origin it trusts."""

import pytest

from wizard.connect.through import app_of, front, redirect_of
from wizard.domain.answers import Answers
from wizard.domain.route import Route
from wizard.domain.url import parse

OWN = parse("https://gitlab.example.com")
HUB = "https://hub.example.com"
CALLBACK = "/-/jira_connect/oauth_callbacks"


def on(route: Route, proxy: str = HUB) -> Answers:
    return Answers(route=route).with_(gitlab_url=str(OWN), proxy_url=proxy)


@pytest.mark.parametrize(
    ("route", "server", "key", "redirect"),
    [
        (Route.MARKETPLACE, "https://gitlab.com", "gitlab-jira-connect-gitlab.com", "https://gitlab.com"),
        (Route.LEAF, HUB, "gitlab-jira-connect-hub.example.com", HUB),
        (Route.PROXY, "None", "gitlab-jira-connect-gitlab.example.com", str(OWN)),
        (Route.MANUAL, "None", "gitlab-jira-connect-gitlab.example.com", str(OWN)),
    ],
)
def test_each_way_has_its_server_its_key_and_its_redirect(route, server, key, redirect) -> None:
    answers = on(route)
    assert str(front(answers)) == server
    assert app_of(answers, OWN) == key
    assert redirect_of(answers, OWN) == redirect + CALLBACK


@pytest.mark.parametrize("typed", [f"{HUB}/", f" {HUB}"])
def test_the_setting_never_gets_a_slash_behind_the_proxy(typed) -> None:
    assert str(front(on(Route.LEAF, typed))) == HUB


@pytest.mark.parametrize("typed", ["", "hub", "https://dana:secret@hub.example.com"])
def test_a_proxy_that_cannot_be_read_is_none(typed) -> None:
    assert front(on(Route.LEAF, typed)) is None
