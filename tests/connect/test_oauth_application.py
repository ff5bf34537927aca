from dataclasses import replace

import pytest

from wizard.connect.oauth_application import Misfit, misfits
from wizard.domain.gitlab import OAuthApplication
from wizard.domain.route import MARKETPLACE_REDIRECT

RIGHT = OAuthApplication(7, "abc", "GitLab for Jira", MARKETPLACE_REDIRECT, confidential=False, scopes=("api",))


@pytest.mark.parametrize(
    "change, found",
    [
        ({}, ()),
        ({"scopes": None}, ()),
        ({"confidential": True}, (Misfit.CONFIDENTIAL,)),
        ({"callback_url": f"{MARKETPLACE_REDIRECT}/"}, (Misfit.WRONG_REDIRECT,)),
        ({"scopes": ("api", "read_user")}, (Misfit.FOREIGN_SCOPES,)),
        ({"scopes": ()}, (Misfit.FOREIGN_SCOPES,)),
        ({"confidential": True, "callback_url": ""}, (Misfit.CONFIDENTIAL, Misfit.WRONG_REDIRECT)),
    ],
)
def test_everything_that_keeps_the_app_from_signing_in_is_named(change: dict, found: tuple) -> None:
    assert misfits(replace(RIGHT, **change), MARKETPLACE_REDIRECT) == found
