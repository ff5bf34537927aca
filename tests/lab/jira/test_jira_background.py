"""Installs in the background: an unforeseen failure is told, and stopping the site leaves it as it was."""

import asyncio
from collections.abc import Mapping

import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import BASE_URL, DANA, PreparedInternet
from wizard.lab.host import Answer


@pytest.mark.expect_log(r"install .* failed")
async def test_an_unforeseen_failure_ends_the_task_with_the_internal_error(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object, **__: object) -> Answer:
        raise RuntimeError("a cable was pulled")

    monkeypatch.setattr(stage.internet, "send", broken)
    shown = (await stage.install()).json()["status"]
    assert shown["errorMessage"] == (
        "An internal error occurred while installing this app. Please contact Atlassian support."
    )


async def test_an_install_that_is_cut_off_leaves_no_app(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    called = asyncio.Event()
    original = PreparedInternet.send

    async def hanging(
        method: str,
        url: str,
        *,
        headers: Mapping[str, str] | None = None,
        content: bytes = b"",
        timeout_s: float = 10.0,
    ) -> Answer:
        answer = await original(stage.internet, method, url, headers=headers, content=content, timeout_s=timeout_s)
        if url == f"{BASE_URL}/events/installed":
            called.set()
            await asyncio.Event().wait()
        return answer

    monkeypatch.setattr(stage.internet, "send", hanging)
    await stage.start_install()
    await called.wait()
    assert [app["enabled"] for app in stage.host.truth()["apps"]] == [False]
    await stage.host.stop()
    assert stage.host.truth()["apps"] == []
    listed = (await stage.client.get("/rest/plugins/1.0/", headers=DANA)).json()["plugins"]
    assert not any(each["userInstalled"] for each in listed)
