import json

import pytest

from wizard.checks.gitlab_base_url import CHECK
from wizard.domain.gitlab import Metadata, Page
from wizard.domain.url import parse
from wizard.domain.version import Version

AT = ("GET", "/-/jira_connect/app_descriptor.json")


def _serve(world, base_url: str) -> None:
    body = json.dumps({"key": "gitlab-jira-connect-gitlab.com", "baseUrl": base_url}).encode()
    world.gitlab.pages[AT] = Page(200, {}, body)


@pytest.mark.parametrize(
    "version, severity", [(Version(17, 6, 9), "blocker"), (Version(17, 7), "warning"), (Version(15, 7), "blocker")]
)
async def test_another_name_blocks_until_17_7_can_add_an_audience(version, severity, world) -> None:
    world.gitlab.metadata_ = Metadata(version, f"{version}-ee", True)
    _serve(world, "https://gitlab.internal.example/-/jira_connect")
    (finding,) = (await world.ask(CHECK)).findings
    assert (finding.code, finding.severity) == ("gitlab-base-url-differs", severity)
    assert finding.facts["base_url_host"] == "gitlab.internal.example"


@pytest.mark.parametrize(
    "entered, base_url, codes",
    [
        ("https://gitlab.example.com", "https://gitlab.example.com/-/jira_connect", []),
        ("https://gitlab.example.com", "https://GitLab.example.com:443/-/jira_connect", []),
        ("https://example.com/gitlab", "https://example.com/gitlab/-/jira_connect", []),
        ("https://example.com/gitlab", "https://example.com/-/jira_connect", ["gitlab-base-url-differs"]),
        ("https://gitlab.example.com", "https://gitlab.example.com:8443/-/jira_connect", ["gitlab-base-url-differs"]),
        ("https://gitlab.example.com", "nonsense", ["gitlab-base-url-differs"]),
    ],
)
async def test_host_port_and_path_must_be_those_entered(entered, base_url, codes, world) -> None:
    world.gitlab.url = parse(entered)
    _serve(world, base_url)
    assert await world.codes(CHECK) == codes


async def test_without_a_descriptor_there_is_nothing_to_compare(world, own_headers) -> None:
    world.gitlab.pages[AT] = Page(404, own_headers, b"")
    assert await world.codes(CHECK) == []
