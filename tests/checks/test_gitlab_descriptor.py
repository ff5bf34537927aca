"""What Jira would not install is said before it is asked to."""

import json

import pytest

from tests.checks.conftest import OWN_KEY
from wizard.checks.gitlab_descriptor import CHECK
from wizard.domain.gitlab import Page
from wizard.domain.route import MARKETPLACE_APP_KEY
from wizard.domain.url import Url

DESCRIPTOR = ("GET", "/-/jira_connect/app_descriptor.json")
LONG = "gitlab-with-a-rather-long-name.departments.example.com"


@pytest.mark.parametrize(
    ("host", "port", "key", "base", "codes"),
    [
        ("gitlab.example.com", 443, OWN_KEY, "https://gitlab.example.com/-/jira_connect", []),
        ("gitlab.example.com", 8080, OWN_KEY, "https://gitlab.example.com/-/jira_connect", []),
        ("gitlab.example.com", 8443, OWN_KEY, "https://gitlab.example.com/x", ["gitlab-descriptor-port"]),
        ("gitlab.example.com", 443, OWN_KEY, "http://gitlab.example.com/x", ["gitlab-descriptor-not-https"]),
        ("gitlab.example.com", 443, OWN_KEY, "nothing", ["gitlab-descriptor-not-https"]),
        ("gitlab.example.com", 443, "gitlab-jira-connect-inner", "https://x/y", ["gitlab-app-key-differs"]),
        (LONG, 443, f"gitlab-jira-connect-{LONG}"[:64], "https://x/y", ["gitlab-app-key-cut"]),
        (LONG, 443, f"gitlab-jira-connect-{LONG}", "https://x/y", ["gitlab-app-key-too-long"]),
    ],
)
async def test_what_jira_would_not_install_is_said_before(host, port, key, base, codes, manual) -> None:
    manual.gitlab.url = Url("https", host, port)
    manual.serve(key, base)
    assert await manual.codes(CHECK) == codes


async def test_a_descriptor_that_is_not_served_blocks(manual, own_headers) -> None:
    manual.gitlab.pages[DESCRIPTOR] = Page(404, own_headers, b"")
    assert await manual.codes(CHECK) == ["gitlab-descriptor-missing"]


async def test_a_key_that_the_plan_mends_is_not_called_different(manual) -> None:
    manual.serve(MARKETPLACE_APP_KEY)
    manual.gitlab.settings_ = {"jira_connect_proxy_url": "https://gitlab.com"}
    assert await manual.codes(CHECK) == []


@pytest.mark.parametrize(
    ("logo", "codes"),
    [
        ("https://gitlab.example.com/logo.png", []),
        ("http://gitlab.example.com/logo.png", ["gitlab-external-url-http"]),
    ],
)
async def test_links_without_https_tell_an_instance_that_does_not_know_of_its_tls(logo, codes, manual) -> None:
    whole = {
        "key": OWN_KEY,
        "baseUrl": "https://gitlab.example.com/-/jira_connect",
        "modules": {"jiraDevelopmentTool": {"logoUrl": logo}},
    }
    manual.gitlab.pages[DESCRIPTOR] = Page(200, {}, json.dumps(whole).encode())
    result = await manual.ask(CHECK)
    assert [finding.code for finding in result.findings] == codes
    assert all(finding.severity == "warning" for finding in result.findings)
