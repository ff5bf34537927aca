"""A secret that the site issues anew: who is told, what works from then on, and what is taken back."""

import jwt
import pytest

from tests.lab.admin import eventually
from tests.lab.jira.conftest import Stage
from tests.lab.jira.outside import APP_KEY, BASE_URL, DANA

EXISTS = "/rest/devinfo/0.10/existsByProperties"
PLUGIN = f"/rest/plugins/1.0/{APP_KEY}-key"


async def told(stage: Stage, times: int) -> None:
    """Wait until the app has been told its secret so often."""

    async def so_often() -> bool:
        return stage.internet.events().count("installed") == times

    await eventually(so_often)


async def may_send(stage: Stage) -> bool:
    return (await stage.as_app("GET", EXISTS, "a=1")).status_code == 200


async def test_a_re_issue_is_a_signed_installed_with_another_secret_that_works_at_once(installed: Stage) -> None:
    first = installed.secret
    installed.set_fault("jira-secret-not-forwarded")
    await told(installed, 2)
    assert installed.secret != first
    token = installed.internet.token("installed")
    assert jwt.get_unverified_header(token)["alg"] == "RS256"
    assert jwt.decode(token, options={"verify_signature": False})["aud"] == [BASE_URL]
    assert await may_send(installed)


async def test_a_secret_that_was_used_is_not_taken_back(installed: Stage) -> None:
    installed.set_fault("jira-secret-not-forwarded")
    await told(installed, 2)
    second = installed.secret
    assert await may_send(installed)
    installed.lift_fault("jira-secret-not-forwarded")
    await told(installed, 3)
    assert installed.secret == second
    assert await may_send(installed)


async def test_a_secret_that_nobody_has_used_is_taken_back_and_the_app_is_told(installed: Stage) -> None:
    first = installed.secret
    installed.set_fault("jira-secret-not-forwarded")
    await told(installed, 2)
    installed.lift_fault("jira-secret-not-forwarded")
    await told(installed, 3)
    assert installed.secret == first
    assert await may_send(installed)


async def test_an_app_that_refuses_the_new_secret_stays_installed(installed: Stage) -> None:
    installed.internet.answer_event("installed", 500)
    installed.set_fault("jira-secret-not-forwarded")
    await told(installed, 2)
    assert (await installed.client.get(PLUGIN, headers=DANA)).json()["enabled"] is True
    installed.internet.answer_event("installed", 200)
    installed.lift_fault("jira-secret-not-forwarded")
    await told(installed, 3)
    assert await may_send(installed)


async def test_an_upgrade_tells_the_app_a_secret_that_it_missed(installed: Stage) -> None:
    first = installed.secret
    installed.set_fault("jira-invalid-jwt")
    assert not await may_send(installed)
    del installed.switches.on["jira-invalid-jwt"]
    await installed.install()
    assert installed.secret != first
    assert await may_send(installed)


@pytest.mark.parametrize("again", [200, 500])
async def test_what_is_left_of_a_removed_app_keeps_its_old_secret_until_it_is_back(
    installed: Stage, again: int
) -> None:
    first = installed.secret
    await installed.client.delete(PLUGIN, headers=DANA)
    installed.internet.answer_event("installed", again)
    await installed.install()
    kept = [remnant.secret for remnant in installed.host.site.apps.remnants.values()]
    assert kept == ([] if again == 200 else [first])
