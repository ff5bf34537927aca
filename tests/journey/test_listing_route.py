"""The route of an own private listing: its changes, what is seen of its tasks, and whom it asks."""

import pytest

from tests.journey.fake_app_management import KEY
from tests.journey.fakes import FakeWorld
from tests.journey.test_applying import applied
from wizard.domain.answers import Answers
from wizard.domain.app_management import AccessToken
from wizard.domain.errors import Refused
from wizard.domain.jira import App
from wizard.domain.marketplace import Listing
from wizard.domain.route import OFFERED, Route
from wizard.journey.desk import SessionDesk
from wizard.journey.values import Mark

LISTED = Listing("GitLab for Jira (Acme)", "Acme")
APP = App(KEY, "GitLab for Jira (Acme)", "1.0.0-AC", True)
OF_THE_LISTING = ["marketplace-vendor", "marketplace-list-app", "marketplace-approval", "marketplace-token"]


@pytest.fixture
def listing(answers: Answers) -> Answers:
    return answers.with_(route=Route.LISTING, listing_vendor="Acme")


async def marks(desk: SessionDesk, answers: Answers) -> dict[str, Mark]:
    return {task.id: task.mark for task in await desk.tasks(answers)}


async def test_the_plan_is_that_of_an_own_app_without_its_install(
    desk: SessionDesk, world: FakeWorld, listing: Answers
) -> None:
    world.the_gitlab.values["jira_connect_proxy_url"] = "https://gitlab.com"
    rows = await applied(desk, listing)
    assert [row.id for row in rows] == ["gitlab-oauth-application", "gitlab-application-id", "gitlab-proxy-url-cleared"]
    assert world.the_jira.orders == []
    assert world.the_gitlab.apps[0].callback_url == "https://gitlab.example.com/-/jira_connect/oauth_callbacks"


async def test_before_the_approval_only_that_waits_and_the_rest_cannot_be_seen(
    desk: SessionDesk, listing: Answers
) -> None:
    await desk.begin(listing)
    seen = await marks(desk, listing)
    assert list(seen)[:5] == [*OF_THE_LISTING, "jira-install-listing"]
    assert seen["marketplace-approval"] is Mark.WAITING
    assert seen["jira-install-listing"] is Mark.WAITING
    assert {seen[name] for name in ("marketplace-vendor", "marketplace-list-app", "marketplace-token")} == {
        Mark.WARNING
    }


async def test_what_the_marketplace_shows_and_jira_holds_is_seen_done(
    desk: SessionDesk, world: FakeWorld, listing: Answers
) -> None:
    await desk.begin(listing)
    world.the_marketplace.listed = LISTED
    world.the_jira.installed.append(APP)
    world.the_jira.tokens = (AccessToken(KEY, "ACTIVE_TRIAL", valid=True),)
    seen = await marks(desk, listing)
    assert {seen[name] for name in (*OF_THE_LISTING, "jira-install-listing")} == {Mark.OK}


async def test_a_marketplace_that_does_not_answer_holds_nothing_up_but_the_wait(
    desk: SessionDesk, world: FakeWorld, listing: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def refused(_key: str, *, within_s: float = 0.0) -> Listing | None:
        raise Refused("http-403", {"status": "403"})

    monkeypatch.setattr(world.the_marketplace, "listing", refused)
    await desk.begin(listing)
    seen = await marks(desk, listing)
    assert seen["marketplace-vendor"] is Mark.WARNING
    assert seen["marketplace-approval"] is Mark.WAITING


@pytest.mark.parametrize("route", [route for route in OFFERED if route is not Route.LISTING])
async def test_on_every_other_route_the_marketplace_is_never_asked(
    desk: SessionDesk, world: FakeWorld, answers: Answers, route: Route, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(world, "marketplace", lambda: asked.append(route))
    other = answers.with_(route=route, proxy_url="https://hub.example.com")
    await desk.begin(other)
    await desk.run_checks(other, lambda _row: None)
    await desk.tasks(other)
    assert asked == []


async def test_an_undo_leaves_the_app_of_the_listing_to_people(
    desk: SessionDesk, world: FakeWorld, listing: Answers
) -> None:
    await applied(desk, listing)
    world.the_jira.installed.append(APP)
    rows = await desk.undo(lambda _row: None)
    assert [row.state for row in rows] == ["undone"] * len(rows)
    assert world.the_jira.removed == []
