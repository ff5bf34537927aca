"""Additional audience: only where the instance knows itself by another name, and knows the setting."""

import pytest

from tests.changes.conftest import Make
from tests.journey.fakes import FakeWorld
from wizard.changes.gitlab_additional_audience import CHANGE, NAME
from wizard.domain.gitlab import Page

OTHER = b'{"baseUrl": "https://gitlab.internal.example/-/jira_connect"}'


def serve(world: FakeWorld, monkeypatch: pytest.MonkeyPatch, status: int, body: bytes) -> None:
    async def page(*_args: object, **_named: object) -> Page:
        return Page(status, {}, body)

    monkeypatch.setattr(world.the_gitlab, "page", page)


async def test_the_same_name_needs_nothing(world: FakeWorld, context: Make) -> None:
    world.the_gitlab.values[NAME] = None
    assert await CHANGE.wanted(context(), await CHANGE.read(context())) is None


async def test_another_name_gets_the_public_one(
    world: FakeWorld, context: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.the_gitlab.values[NAME] = None
    serve(world, monkeypatch, 200, OTHER)
    assert await CHANGE.wanted(context(), await CHANGE.read(context())) == {NAME: "https://gitlab.example.com"}


@pytest.mark.parametrize(("status", "body"), [(404, b""), (200, b"<html>"), (200, b'{"baseUrl": "file:///etc"}')])
async def test_what_cannot_be_read_changes_nothing(
    world: FakeWorld, context: Make, monkeypatch: pytest.MonkeyPatch, status: int, body: bytes
) -> None:
    world.the_gitlab.values[NAME] = None
    serve(world, monkeypatch, status, body)
    assert await CHANGE.wanted(context(), await CHANGE.read(context())) is None


async def test_a_version_without_the_setting_is_left_alone(
    world: FakeWorld, context: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(world, monkeypatch, 200, OTHER)
    assert await CHANGE.wanted(context(), await CHANGE.read(context())) is None
