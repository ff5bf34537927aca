from datetime import date

import pytest

from wizard.checks.gitlab_token import CHECK
from wizard.domain.errors import Refused, Unexpected
from wizard.domain.gitlab import TokenInfo, User

LATER = date(2027, 6, 1)


def _token(scopes=("api",), expires_at=LATER, active=True) -> TokenInfo:
    return TokenInfo("set-up", scopes, expires_at, active)


@pytest.mark.parametrize(
    "token, codes",
    [
        (_token(), []),
        (_token(scopes=None), []),
        (_token(expires_at=None), []),
        (_token(scopes=("read_api", "read_user")), ["gitlab-token-scope-missing"]),
        (_token(scopes=()), ["gitlab-token-scope-missing"]),
        (_token(active=False), ["gitlab-token-invalid"]),
        (_token(expires_at=date(2026, 11, 28)), []),
        (_token(expires_at=date(2026, 11, 27)), ["gitlab-token-expires-soon"]),
        (_token(expires_at=date(2026, 11, 21)), ["gitlab-token-expires-soon"]),
    ],
)
async def test_scopes_state_and_last_day_of_the_token(token, codes, world) -> None:
    world.gitlab.token_ = token
    assert await world.codes(CHECK) == codes


@pytest.mark.parametrize("code", ["http-403", "http-403-scope"])
async def test_an_administrator_who_is_turned_away_lacks_admin_mode(code, world) -> None:
    world.gitlab.settings_ = Refused(code, {"host": "gitlab.example.com"})
    (finding,) = (await world.ask(CHECK)).findings
    assert (finding.code, finding.facts["missing"]) == ("gitlab-token-scope-missing", "admin_mode")


async def test_a_token_with_admin_mode_is_not_blamed_for_it(world) -> None:
    world.gitlab.token_ = _token(scopes=("api", "admin_mode"))
    world.gitlab.settings_ = Refused("http-403", {})
    assert await world.codes(CHECK) == []


async def test_a_user_who_is_no_administrator_is_another_checks_matter(world) -> None:
    world.gitlab.user_ = User(2, "eve", "Eve", False)
    world.gitlab.settings_ = Refused("http-403", {})
    assert await world.codes(CHECK) == []


async def test_a_broken_settings_page_is_not_taken_for_a_missing_scope(world) -> None:
    world.gitlab.settings_ = Unexpected("http-500", {})
    with pytest.raises(Unexpected):
        await CHECK.run(world.answers, world.ports)


@pytest.mark.parametrize(
    "known, itself, codes",
    [
        ([True, True, True], None, []),
        ([True, False, True], None, ["gitlab-nodes-differ"]),
        ([False, False, False], None, ["gitlab-nodes-differ"]),
        ([True, True, True], "http-401", ["gitlab-nodes-differ"]),
    ],
)
async def test_nodes_of_which_one_does_not_know_the_token_are_told_from_a_wrong_token(
    known, itself, codes, world
) -> None:
    world.gitlab.known = known
    world.gitlab.token_ = _token() if itself is None else Refused(itself, {"host": "gitlab.example.com"})
    assert await world.codes(CHECK) == codes


async def test_a_token_that_no_node_knows_is_a_wrong_token(world) -> None:
    world.gitlab.known = [False, False, False]
    world.gitlab.token_ = Refused("http-401", {"host": "gitlab.example.com"})
    with pytest.raises(Refused, match="http-401"):
        await CHECK.run(world.answers, world.ports)
