"""Every call of a set-up is made on behalf of something, so that a card can show its requests."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from tests.journey.fakes import FakeWorld
from wizard.domain.answers import Answers
from wizard.evidence.purpose import purpose
from wizard.journey.desk import SessionDesk


@pytest.fixture
def seen(world: FakeWorld, monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """Return on whose behalf calls were made."""
    found: dict[str, set[str]] = {}

    def watched(name: str, real: Callable[..., Awaitable[Any]]) -> Callable[..., Awaitable[Any]]:
        async def call(*args: Any, **named: Any) -> Any:
            found.setdefault(name, set()).add(purpose.get())
            return await real(*args, **named)

        return call

    monkeypatch.setattr(world.the_jira, "myself", watched("myself", world.the_jira.myself))
    for name in ("put_settings", "create_application", "delete_application", "create_branch"):
        monkeypatch.setattr(world.the_gitlab, name, watched(name, getattr(world.the_gitlab, name)))
    return found


async def test_writes_are_made_for_their_change_their_hop_and_their_undo(
    desk: SessionDesk, answers: Answers, seen: dict[str, set[str]]
) -> None:
    await desk.begin(answers)
    await desk.apply(await desk.make_plan(answers), lambda _row: None)
    await desk.prove(answers, lambda _hop: None)
    await desk.undo(lambda _row: None)
    assert seen["create_application"] == {"gitlab-oauth-application"}
    assert seen["put_settings"] == {"gitlab-application-id", "gitlab-proxy-url"}
    assert seen["create_branch"] == {"proof-branch-made"}
    assert seen["delete_application"] == {"gitlab-oauth-application"}
    assert purpose.get() == ""


async def test_each_check_asks_for_itself(desk: SessionDesk, answers: Answers, seen: dict[str, set[str]]) -> None:
    await desk.begin(answers)
    await desk.run_checks(answers, lambda _row: None)
    assert seen["myself"] == {"jira-user"}
