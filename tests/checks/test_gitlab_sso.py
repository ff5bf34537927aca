"""Single sign-on is named where both the account and the group have it, with the address to open."""

from dataclasses import replace

import pytest

from wizard.checks.gitlab_sso import CHECK
from wizard.domain.gitlab import Page
from wizard.domain.route import Route


@pytest.fixture
def saas(world):
    world.go_by(Route.SAAS)
    world.gitlab.user_ = replace(world.gitlab.user_, single_sign_on=True)
    world.gitlab.pages[("GET", "/groups/platform/-/saml/sso")] = Page(200, {}, b"<p>Sign in</p>")
    world.gitlab.pages[("GET", "/groups/data/-/saml/sso")] = Page(404, {}, b"")
    return world


async def test_the_address_of_the_top_level_group_is_named(saas) -> None:
    saas.answers = saas.answers.with_(groups_paths=("platform/mobile", "platform", "data"))
    (finding,) = (await saas.ask(CHECK)).findings
    assert finding.facts["address"] == "https://gitlab.com/groups/platform/-/saml/sso"
    assert finding.facts["address"] in str(finding.fix)
    assert finding.severity == "warning"


async def test_a_group_without_it_is_not_accused(saas) -> None:
    saas.answers = saas.answers.with_(groups_paths=("data",))
    assert await saas.codes(CHECK) == []


async def test_an_account_with_a_password_needs_nothing(saas) -> None:
    saas.gitlab.user_ = replace(saas.gitlab.user_, single_sign_on=False)
    assert await saas.codes(CHECK) == []
    assert saas.gitlab.asked == []
