import pytest

from wizard.checks.gitlab_application_id import CHECK
from wizard.domain.errors import Refused
from wizard.domain.gitlab import Page

AT = ("GET", "/-/jira_connect/oauth_application_id")
ID = b'{"application_id": "abc"}'


def _page(origin: str | None) -> Page:
    return Page(200, {"access-control-allow-origin": origin} if origin else {}, ID)


@pytest.mark.parametrize(
    "page",
    [
        Page(403, {}, b"<html>"),
        Page(404, {}, b"<html>nginx</html>"),
        Page(200, {}, b"<html>Sign in</html>"),
        Page(200, {}, b"{}"),
    ],
)
async def test_a_wall_in_front_of_the_path_blocks(page, world) -> None:
    world.gitlab.pages[AT] = page
    assert await world.codes(CHECK) == ["gitlab-application-id-blocked"]


async def test_gitlabs_empty_404_only_means_not_set_yet(world, own_headers) -> None:
    world.gitlab.pages[AT] = Page(404, own_headers, b"")
    assert await world.codes(CHECK) == []


@pytest.mark.parametrize("origin", [None, "https://gitlab.com/", "*"])
async def test_a_wrong_origin_blocks_once_the_proxy_url_is_right(origin, world) -> None:
    world.gitlab.pages[AT] = _page(origin)
    assert await world.codes(CHECK) == ["gitlab-application-id-cors"]


@pytest.mark.parametrize("settings", [{"jira_connect_proxy_url": None}, Refused("http-403", {})])
async def test_a_missing_origin_is_no_fault_before_the_plan_was_applied(settings, world) -> None:
    world.gitlab.pages[AT] = _page(None)
    world.gitlab.settings_ = settings
    assert await world.codes(CHECK) == []


async def test_it_asks_as_a_page_of_gitlab_com(world) -> None:
    await world.ask(CHECK)
    assert world.gitlab.asked == [(*AT, "https://gitlab.com", "")]


async def test_gitlabs_own_404_follows_from_the_allowlist(world, own_headers) -> None:
    world.gitlab.pages[AT] = Page(404, own_headers, b"<html>404</html>")
    world.gitlab.settings_ = {"allow_all_integrations": False, "allowed_integrations": []}
    (finding,) = (await world.ask(CHECK)).findings
    assert finding.root == "gitlab-integration-not-allowed"
