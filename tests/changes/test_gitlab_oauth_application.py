"""The OAuth application: ours by its mark, else one that fits; never a confidential one."""

import pytest

from tests.changes.conftest import Make
from tests.journey.fakes import FakeWorld
from wizard.changes.gitlab_oauth_application import CHANGE
from wizard.domain.gitlab import OAuthApplication

REDIRECT = "https://gitlab.com/-/jira_connect/oauth_callbacks"


def application(
    number: int, *, name: str = "x", redirect: str = REDIRECT, confidential: bool = False, scopes: object = ("api",)
) -> OAuthApplication:
    return OAuthApplication(number, f"id-{number}", name, redirect, confidential, scopes)


@pytest.mark.parametrize(
    "found",
    [
        application(1, confidential=True),
        application(1, redirect="https://gitlab.com/-/jira_connect/oauth_callbacks/"),
        application(1, scopes=("api", "sudo")),
    ],
    ids=["confidential", "wrong-redirect", "foreign-scopes"],
)
async def test_what_does_not_fit_is_made_anew(world: FakeWorld, context: Make, found: OAuthApplication) -> None:
    world.the_gitlab.apps = [found]
    world.the_gitlab.values["jira_connect_application_key"] = "id-1"
    before = await CHANGE.read(context())
    assert before["application_id"] == "id-1"
    after = await CHANGE.wanted(context(), before)
    assert after == {
        "name": "GitLab for Jira Cloud (set-up 7f3a)",
        "redirect_uri": REDIRECT,
        "scopes": "api",
        "confidential": False,
    }


async def test_one_that_fits_is_enough_even_if_its_scopes_cannot_be_read(world: FakeWorld, context: Make) -> None:
    world.the_gitlab.apps = [application(1, scopes=None)]
    before = await CHANGE.read(context())
    assert await CHANGE.wanted(context(), before) is None


async def test_a_read_back_finds_exactly_ours_among_many(world: FakeWorld, context: Make) -> None:
    after = await CHANGE.wanted(context(), {})
    assert after is not None
    world.the_gitlab.apps = [application(1, name="GitLab for Jira Cloud (set-up 0000)")]
    assert not CHANGE.holds(await CHANGE.read(context()), after)
    made = await CHANGE.write(context(), {}, after)
    world.the_gitlab.apps.append(application(99, name="newer"))
    now = await CHANGE.read(context())
    assert CHANGE.holds(now, after)
    assert now["id"] == made["id"]


async def test_undo_removes_ours_alone(world: FakeWorld, context: Make) -> None:
    world.the_gitlab.apps = [application(1)]
    after = await CHANGE.wanted(context(), {})
    assert after is not None
    made = await CHANGE.write(context(), {}, after)
    await CHANGE.undo(context(), {}, after, made)
    assert world.the_gitlab.apps == [application(1)]


def test_the_diff_shows_what_matters() -> None:
    assert CHANGE.shown({}) == ()
    line = CHANGE.shown({"name": "n", "scopes": "api", "confidential": True, "redirect_uri": REDIRECT})
    assert line == ("n, scope api, confidential", REDIRECT)
