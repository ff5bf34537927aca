from dataclasses import replace

import pytest

from wizard.checks.gitlab_reachable import CHECK
from wizard.domain.gitlab import Page
from wizard.domain.route import Route

AT = ("GET", "/-/jira_connect/app_descriptor.json")
HTML = {"content-type": "text/html; charset=utf-8"}


@pytest.mark.parametrize(
    "page",
    [
        Page(200, HTML, b"<html>Sign in</html>"),
        Page(302, {"location": "https://sso.example.com"}, b""),
        Page(200, {"content-type": "application/json"}, b"[]"),
        Page(200, {"content-type": "application/json"}, b'{"key": 1, "baseUrl": "https://gitlab.example.com"}'),
        Page(404, HTML, b"<html>nginx</html>"),
        Page(403, HTML, b""),
    ],
)
async def test_what_is_no_descriptor_of_gitlab_blocks(page, world) -> None:
    world.gitlab.pages[AT] = page
    assert await world.codes(CHECK) == ["gitlab-not-answering"]


async def test_gitlabs_own_404_is_gitlab_all_the_same(world, own_headers) -> None:
    world.gitlab.pages[AT] = Page(404, {**own_headers, **HTML}, b"<html>404</html>")
    assert await world.codes(CHECK) == []


async def test_the_row_names_the_key_that_gitlab_serves(world) -> None:
    assert "gitlab-jira-connect-gitlab.com" in str((await world.ask(CHECK)).note)


@pytest.mark.parametrize("ms, codes", [(0.0, []), (1500.0, []), (1501.0, ["network-slow"])])
async def test_a_slow_answer_is_a_warning_and_no_more(ms, codes, world) -> None:
    world.gitlab.pages[AT] = replace(world.gitlab.pages[AT], ms=ms)
    result = await world.ask(CHECK)
    assert [finding.code for finding in result.findings] == codes
    assert {finding.severity for finding in result.findings} <= {"warning"}


@pytest.mark.parametrize(
    ("status", "from_gitlab", "codes"),
    [(401, True, []), (200, True, []), (401, False, ["gitlab-not-answering"]), (302, True, ["gitlab-not-answering"])],
)
async def test_the_integration_alone_needs_nothing_but_the_api(world, own_headers, status, from_gitlab, codes) -> None:
    world.integrate(route=Route.INTEGRATION)
    world.gitlab.pages["GET", "/-/jira_connect/app_descriptor.json"] = Page(302, {}, b"")
    headers = own_headers if from_gitlab else {"content-type": "text/html"}
    world.gitlab.pages["GET", "/api/v4/version"] = Page(status, headers, b"")
    assert await world.codes(CHECK) == codes
