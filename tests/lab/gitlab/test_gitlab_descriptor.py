"""The descriptor of each version, against the reference copies."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.lab.gitlab.small_net import COM, SELF, Lab, SmallNet, start

REFERENCE = Path(__file__).parents[4] / "shared/reference/gitlab"
pytestmark = pytest.mark.skipif(not REFERENCE.exists(), reason="the reference descriptors are not at hand")


def _reference(name: str) -> dict[str, Any]:
    return json.loads((REFERENCE / f"app_descriptor_{name}.json").read_text())["descriptor"]


def _without_digest(value: Any) -> Any:
    return json.loads(re.sub(r"gitlab_logo-(?:[0-9a-f]{64}|<64 hex digits>)\.png", "LOGO", json.dumps(value)))


@pytest.mark.parametrize(
    "version, name",
    [
        ("18.5.0-ee", "newest"),
        ("17.2.1-ee", "17.2"),
        ("16.2.0-ee", "16.2"),
        ("16.1.0-ee", "16.1"),
        ("15.8.0-ee", "15.8"),
    ],
)
async def test_descriptor_equals_the_reference_of_its_version(net: SmallNet, version: str, name: str) -> None:
    lab = await start(net, version=version)
    answer = await lab.client.get("/-/jira_connect/app_descriptor.json")
    assert answer.headers["content-type"].startswith("application/json")
    assert _without_digest(answer.json()) == _without_digest(_reference(name))


async def test_descriptor_of_gitlab_com_equals_the_reference(com: Lab) -> None:
    answer = await com.client.get("/-/jira_connect/app_descriptor")
    assert _without_digest(answer.json()) == _without_digest(_reference("gitlab.com_newest"))


async def test_logo_is_a_png(gitlab: Lab) -> None:
    descriptor = (await gitlab.client.get("/-/jira_connect/app_descriptor.json")).json()
    answer = await gitlab.client.get(descriptor["modules"]["jiraDevelopmentTool"]["logoUrl"])
    assert (answer.status_code, answer.content[:8]) == (200, b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize(
    "proxy, key",
    [
        (COM, "gitlab-jira-connect-gitlab.com"),
        (f"{COM}/", "gitlab-jira-connect-gitlab.com/"),
        ("https://proxy.example:8443/git", "gitlab-jira-connect-proxy.example/git"),
    ],
)
async def test_proxy_url_decides_the_app_key_to_the_letter(gitlab: Lab, proxy: str, key: str) -> None:
    await gitlab.api("PUT", "/application/settings", json={"jira_connect_proxy_url": proxy})
    descriptor = (await gitlab.client.get("/-/jira_connect/app_descriptor.json")).json()
    assert (descriptor["key"], descriptor["baseUrl"]) == (key, f"{SELF}/-/jira_connect")


async def test_wrong_external_url_shows_in_the_base_url(gitlab: Lab) -> None:
    gitlab.switch_on("gitlab-wrong-base-url")
    descriptor = (await gitlab.client.get("/-/jira_connect/app_descriptor.json")).json()
    assert descriptor["baseUrl"] == "https://gitlab.internal.example/-/jira_connect"
