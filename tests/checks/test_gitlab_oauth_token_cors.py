import pytest

from wizard.checks.gitlab_oauth_token_cors import CHECK
from wizard.domain.gitlab import Page

AT = ("OPTIONS", "/oauth/token")


@pytest.mark.parametrize(
    "status, origin, codes",
    [
        (204, "https://gitlab.com", []),
        (200, "*", []),
        (204, "", ["gitlab-oauth-token-cors"]),
        (204, "https://other.example", ["gitlab-oauth-token-cors"]),
        (405, "https://gitlab.com", ["gitlab-oauth-token-cors"]),
    ],
)
async def test_a_dropped_preflight_is_a_warning(status, origin, codes, world) -> None:
    world.gitlab.pages[AT] = Page(status, {"access-control-allow-origin": origin}, b"")
    result = await world.ask(CHECK)
    assert [finding.code for finding in result.findings] == codes
    assert {finding.severity for finding in result.findings} <= {"warning"}


async def test_before_the_proxy_url_is_set_gitlab_allows_nobody_and_that_is_fine(world) -> None:
    world.gitlab.pages[AT] = Page(404, {}, b"")
    world.gitlab.settings_ = {}
    assert await world.codes(CHECK) == []
