"""A started self-managed GitLab, and GitLab.com beside it."""

from collections.abc import AsyncIterator

import pytest

from tests.lab.gitlab.small_net import COM, Lab, SmallNet, start


@pytest.fixture
def net() -> SmallNet:
    return SmallNet()


@pytest.fixture
async def gitlab(net: SmallNet) -> AsyncIterator[Lab]:
    lab = await start(net)
    yield lab
    await lab.host.stop()
    await lab.client.aclose()


@pytest.fixture
async def com(net: SmallNet) -> AsyncIterator[Lab]:
    lab = await start(net, COM, version="19.2.0-ee", com=True)
    yield lab
    await lab.host.stop()
    await lab.client.aclose()


@pytest.fixture
async def linked(gitlab: Lab) -> Lab:
    """The self-managed GitLab with group platform linked to Jira."""
    gitlab.known_to_jira()
    answer = await gitlab.link()
    assert answer.status_code == 201
    return gitlab
