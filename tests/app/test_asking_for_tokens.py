"""Tokens that nobody gave: asked for on a terminal by host and user, named by their variables elsewhere."""

import sys

import click
import pytest

from tests.journey.fakes import FakeWorld
from wizard.app.commands._world import _ask_for_tokens
from wizard.app.ends import CommandEnded
from wizard.domain.answers import Answers
from wizard.domain.route import Route
from wizard.domain.secret import Secret
from wizard.domain.url import Url

GITLAB, CLOUD, OWN = "https://gitlab.example.com", "https://acme.atlassian.net", "https://jira.example.com"


class NothingGiven(FakeWorld):
    """A world in which a token is known for GitLab alone."""

    async def given_secret(self, url: Url) -> Secret | None:
        return Secret("given") if str(url) == GITLAB else None


@pytest.fixture
def world() -> NothingGiven:
    return NothingGiven()


@pytest.fixture
def alone() -> Answers:
    """The integration alone, with a Jira of one's own."""
    return Answers().with_(
        route=Route.INTEGRATION,
        gitlab_url=GITLAB,
        jira_url=OWN,
        integration_scope="project",
        integration_username="gitlab",
    )


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let somebody sit at a terminal, and write down what they are asked."""
    asked: list[str] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    monkeypatch.setattr(click, "prompt", lambda text, **_options: asked.append(text) or f"typed-{len(asked)}")
    return asked


async def test_the_integration_alone_asks_for_its_own_token_and_for_no_administrator_s(world, alone, terminal) -> None:
    await _ask_for_tokens(world, alone)
    assert terminal == ["Token of gitlab for jira.example.com"]
    assert world.secrets.kept == {("jira.example.com", "gitlab"): "typed-1"}
    await _ask_for_tokens(world, alone)
    assert len(terminal) == 1


async def test_beside_the_app_both_users_of_one_site_are_asked_for_by_name(world, alone, terminal) -> None:
    both = alone.with_(
        route=Route.MARKETPLACE,
        jira_url=CLOUD,
        jira_email="dana@acme.example",
        integration_username="gitlab@acme.example",
    )
    await _ask_for_tokens(world, both)
    assert terminal == [
        "Token of dana@acme.example for acme.atlassian.net",
        "Token of gitlab@acme.example for acme.atlassian.net",
    ]


async def test_one_user_of_one_site_is_asked_for_once(world, alone, terminal) -> None:
    same = alone.with_(route=Route.MARKETPLACE, jira_url=CLOUD, jira_email="dana@acme.example", integration_username="")
    await _ask_for_tokens(world, same)
    assert terminal == ["Token of dana@acme.example for acme.atlassian.net"]


async def test_without_a_terminal_the_variable_is_named(world, alone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    with pytest.raises(CommandEnded, match="Set GJW_INTEGRATION_TOKEN"):
        await _ask_for_tokens(world, alone)


async def test_who_takes_over_settings_is_asked_for_no_token_of_theirs(world, alone, terminal) -> None:
    await _ask_for_tokens(world, alone.with_(integration_inherit=True, integration_web_url=""))
    assert terminal == []


async def test_each_user_of_a_move_is_asked_for_by_name_once(world, alone, terminal) -> None:
    users = {"eve": "eve@acme.example", "sam": "gitlab"}
    move = alone.with_(integration_from_url="https://jira.old.example.com", integration_new_users=users)
    await _ask_for_tokens(world, move)
    assert terminal == ["Token of gitlab for jira.example.com", "Token of eve@acme.example for jira.example.com"]
    await _ask_for_tokens(world, move)
    assert len(terminal) == 2


async def test_without_a_terminal_the_variable_of_a_user_is_named(
    world, alone, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.secrets.kept["jira.example.com", "gitlab"] = "kept"
    move = alone.with_(
        integration_from_url="https://jira.old.example.com", integration_new_users={"eve": "eve@acme.example"}
    )
    monkeypatch.setattr(sys.stdin, "isatty", lambda: False)
    with pytest.raises(CommandEnded, match="Set GJW_INTEGRATION_TOKEN__eve_acme_example"):
        await _ask_for_tokens(world, move)
