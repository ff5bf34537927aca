import pytest

from wizard.checks.gitlab_events_path import CHECK
from wizard.domain.errors import Refused
from wizard.domain.gitlab import Page

AT = ("POST", "/-/jira_connect/events/installed")


@pytest.mark.parametrize("status", [200, 301, 302, 403, 404, 405, 418, 422, 500, 502, 503])
async def test_every_answer_but_gitlabs_empty_401_blocks_with_its_own_cause(status, world) -> None:
    world.gitlab.pages[AT] = Page(status, {"content-type": "text/html"}, b"<html>")
    (finding,) = (await world.ask(CHECK)).findings
    assert (finding.code, finding.severity, finding.facts["status"]) == (
        "gitlab-events-blocked",
        "blocker",
        str(status),
    )


async def test_the_meaning_differs_by_status(world) -> None:
    causes = set()
    for status in (200, 302, 403, 404, 405, 500, 502, 503):
        world.gitlab.pages[AT] = Page(status, {}, b"<html>")
        causes.add(str((await world.ask(CHECK)).findings[0].cause))
    assert len(causes) == 8


@pytest.mark.parametrize("headers, body", [({}, b""), ({"x-request-id": "01J"}, b"<html>Sign in</html>")])
async def test_a_401_of_something_in_front_of_gitlab_blocks(headers, body, world) -> None:
    world.gitlab.pages[AT] = Page(401, headers, body)
    assert await world.codes(CHECK) == ["gitlab-events-blocked"]


async def test_gitlabs_own_404_points_to_the_allowlist(world, own_headers) -> None:
    world.gitlab.pages[AT] = Page(404, own_headers, b"<html>404</html>")
    world.gitlab.settings_ = {"allow_all_integrations": False, "allowed_integrations": []}
    (finding,) = (await world.ask(CHECK)).findings
    assert finding.root == "gitlab-integration-not-allowed"


@pytest.mark.parametrize("settings", [{}, Refused("http-403", {})])
async def test_without_an_allowlist_in_sight_the_404_is_its_own_root(settings, world, own_headers) -> None:
    world.gitlab.pages[AT] = Page(404, own_headers, b"<html>404</html>")
    world.gitlab.settings_ = settings
    (finding,) = (await world.ask(CHECK)).findings
    assert (finding.code, finding.root) == ("gitlab-events-blocked", "")


async def test_gitlabs_own_503_is_maintenance(world, own_headers) -> None:
    world.gitlab.pages[AT] = Page(503, own_headers, b"GitLab is undergoing maintenance")
    assert await world.codes(CHECK) == ["gitlab-maintenance"]
