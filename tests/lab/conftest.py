"""A whole lab in the test's own loop."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.lab.admin import Admin
from tests.lab.jira import schemas
from tests.lab.reach import through_proxy
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun


@pytest.fixture
def scenario() -> str:
    """The world to start; modules and tests of other worlds replace it."""
    return "marketplace"


@pytest.fixture
async def lab(scenario: str) -> AsyncIterator[LabRun]:
    """The world, running; its ready file's content is `lab.ready`."""
    async with LabRun(ServeOptions(scenario=scenario)) as running:
        yield running


@pytest.fixture
async def lab_client(lab: LabRun) -> AsyncIterator[httpx.AsyncClient]:
    """An httpx client as a program on the desktop would have it; what Jira says is held against its description."""
    async with through_proxy(lab.ready) as client:
        client.event_hooks = {"response": [schemas.hold]}
        yield client


@pytest.fixture
def admin(lab: LabRun, lab_client: httpx.AsyncClient) -> Admin:
    """Both sides as the admin of the world reaches them."""
    return Admin(lab, lab_client)
