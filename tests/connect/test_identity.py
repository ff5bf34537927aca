import json
from pathlib import Path

import pytest

from wizard.connect.identity import app_key, audience, redirect_uri
from wizard.domain.route import Route
from wizard.domain.url import parse

DESCRIPTORS = Path(__file__).parents[3] / "shared/reference/gitlab"


@pytest.mark.parametrize(
    "host_or_proxy, key",
    [
        ("gitlab.example.com", "gitlab-jira-connect-gitlab.example.com"),
        ("https://gitlab.com", "gitlab-jira-connect-gitlab.com"),
        ("https://gitlab.com/", "gitlab-jira-connect-gitlab.com/"),
        ("https://proxy.example.com:8443/gitlab", "gitlab-jira-connect-proxy.example.com/gitlab"),
        ("https://[2001:db8::1]:8443", "gitlab-jira-connect-[2001:db8::1]"),
        ("x" * 80, "gitlab-jira-connect-" + "x" * 44),
    ],
)
def test_the_app_key_is_host_and_path_cut_at_64(host_or_proxy: str, key: str) -> None:
    assert app_key(host_or_proxy) == key


def test_served_descriptors_carry_the_key_and_audience_we_compute() -> None:
    served = DESCRIPTORS / "app_descriptor_newest.json"
    if not served.exists():
        pytest.skip("the served descriptors are not beside this checkout")
    descriptor = json.loads(served.read_text())["descriptor"]
    assert descriptor["key"] == app_key("gitlab.example.com")
    assert descriptor["baseUrl"] == audience(parse("https://gitlab.example.com"))


@pytest.mark.parametrize(
    "url, expected",
    [
        ("https://gitlab.example.com", "https://gitlab.example.com/-/jira_connect"),
        ("http://gitlab.example.com", "https://gitlab.example.com/-/jira_connect"),
        ("https://example.com:8443/gitlab", "https://example.com:8443/gitlab/-/jira_connect"),
    ],
)
def test_the_audience_is_https_whatever_the_instance_speaks(url: str, expected: str) -> None:
    assert audience(parse(url)) == expected


@pytest.mark.parametrize("route", [Route.MARKETPLACE, Route.SAAS])
def test_the_marketplace_app_is_redirected_to_gitlab_com(route: Route) -> None:
    assert (
        redirect_uri(route, parse("https://gitlab.example.com")) == "https://gitlab.com/-/jira_connect/oauth_callbacks"
    )


@pytest.mark.parametrize("route", [Route.MANUAL, Route.LISTING, Route.PROXY, Route.LEAF, Route.FORGE])
def test_an_own_app_is_redirected_to_its_own_instance(route: Route) -> None:
    url = parse("https://example.com/gitlab")
    assert redirect_uri(route, url) == "https://example.com/gitlab/-/jira_connect/oauth_callbacks"


def test_the_dvcs_route_has_no_redirect_of_this_app() -> None:
    with pytest.raises(ValueError, match="DVCS"):
        redirect_uri(Route.DVCS, parse("https://gitlab.example.com"))
