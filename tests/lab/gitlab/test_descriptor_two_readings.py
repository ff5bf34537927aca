"""The descriptor that the product makes offline and the one that the lab's GitLab serves: two readings, one result."""

import json
import re
from typing import Any

import pytest

from tests.lab.gitlab.small_net import SELF, SmallNet, start
from wizard.connect.descriptor_making import DescriptorInput, make
from wizard.domain.url import parse
from wizard.domain.version import Version


def _without_digest(value: Any) -> Any:
    return json.loads(re.sub(r"gitlab_logo-[0-9a-f]{64}\.png", "LOGO", json.dumps(value)))


@pytest.mark.parametrize("version", ["15.7.0-ee", "15.8.0-ee", "16.1.0-ee", "16.2.0-ee", "17.2.1-ee", "18.5.0-ee"])
@pytest.mark.parametrize("proxy", ["", "https://gitlab.com", "https://gitlab.com/", "https://hub.example.com:8443/git"])
async def test_what_is_made_offline_is_what_is_served(net: SmallNet, version: str, proxy: str) -> None:
    lab = await start(net, version=version)
    if proxy:
        await lab.api("PUT", "/application/settings", json={"jira_connect_proxy_url": proxy})
    served = (await lab.client.get("/-/jira_connect/app_descriptor.json")).json()
    made = make(DescriptorInput(parse(SELF), Version.parse(version), proxy))
    assert _without_digest(made) == _without_digest(served)
    await lab.host.stop()
    await lab.client.aclose()
