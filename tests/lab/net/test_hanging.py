"""A host that hangs: it takes the connection and the request, and never answers."""

import httpx
import pytest

from tests.lab.net.tiny import GITLAB, JIRA
from tests.lab.reach import through_proxy
from wizard.lab.net.run import LabRun

HOUR = 3600.0


@pytest.mark.parametrize("host, other", [(GITLAB, JIRA), (JIRA, GITLAB)])
async def test_one_host_hangs_and_the_other_goes_on(tiny: LabRun, host: str, other: str) -> None:
    await tiny.set_fault("http-slow", {"host": host, "delay_s": HOUR})
    async with through_proxy(tiny.ready, timeout=0.2) as client:
        with pytest.raises(httpx.ReadTimeout):
            await client.get(f"{host}/x")
        assert (await client.get(f"{other}/x")).status_code == 200
