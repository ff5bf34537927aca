"""A lab with two tiny hosts."""

from collections.abc import AsyncIterator

import httpx
import pytest

from tests.lab.net.tiny import TINY
from tests.lab.reach import control, through_proxy
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun


@pytest.fixture
async def tiny() -> AsyncIterator[LabRun]:
    async with LabRun(ServeOptions(scenario=TINY)) as running:
        yield running


@pytest.fixture
async def desktop(tiny: LabRun) -> AsyncIterator[httpx.AsyncClient]:
    async with through_proxy(tiny.ready) as client:
        yield client


@pytest.fixture
async def steering(tiny: LabRun) -> AsyncIterator[httpx.AsyncClient]:
    async with control(tiny.ready) as client:
        yield client
