"""What the table of the sign-in shows follows the token."""

import pytest

from wizard.domain.gitlab import TokenInfo, User
from wizard.domain.route import Route
from wizard.journey.permissions import ADMIN_MODE, API, held, scopes

USER = User(1, "dana", "Dana Admin", True)
LACKS = ("gitlab-token-scope-missing",)


@pytest.mark.parametrize(
    ("scopes", "codes", "api", "admin_mode"),
    [
        (("read_api",), LACKS, False, False),
        (("api",), LACKS, True, False),
        (("api",), (), True, True),
        (("api", "admin_mode"), (), True, True),
        (("read_api", "admin_mode"), LACKS, False, True),
        (None, (), None, None),
    ],
)
def test_a_scope_is_ticked_only_where_the_token_has_it_or_gitlab_let_it_act_without(scopes, codes, api, admin_mode):
    rows = {
        row.name: row.present for row in held(Route.MARKETPLACE, USER, TokenInfo("wizard", scopes, None, True), codes)
    }
    assert (rows[API], rows[ADMIN_MODE]) == (api, admin_mode)


def test_the_integration_alone_needs_no_administrator():
    names = [row.name for row in held(Route.INTEGRATION, USER, TokenInfo("wizard", ("api",), None, True), ())]
    assert names == [API, "Maintainer"]
    assert scopes(Route.INTEGRATION) == (API,)


def test_admin_mode_that_the_token_lacks_is_said_to_be_done_without_instead_of_held():
    rows = held(Route.MARKETPLACE, USER, TokenInfo("wizard", ("api",), None, True), ())
    row = next(one for one in rows if one.name == ADMIN_MODE)
    assert row.present
    assert str(row.needed_for).startswith("not in this token and not needed")
