"""Faults of an own proxy and of the instances behind it: each is met by a person, and the way goes on after it."""

import pytest

from tests.lab.admin import Admin
from wizard.lab.person import PersonFailed

PROXY = "https://gitlab.example.com"
REFUSED = "Could not be installed on the instance. Error response code 401"
CHOOSE, LINK = "proxy-choose-instance", "proxy-link-groups"
MET_BEHIND_A_PROXY = {
    "gitlab-key-storage-off": (CHOOSE, REFUSED),
    "gitlab-leaf-redirect-gitlab-com": (LINK, "redirect"),
    "gitlab-leaf-slow": (CHOOSE, REFUSED),
    "gitlab-proxy-url-gitlab-com": (CHOOSE, REFUSED),
    "gitlab-proxy-url-path": (CHOOSE, REFUSED),
    "gitlab-public-keys-blocked": (CHOOSE, REFUSED),
}
"""Fault -> the task that fails, and what the person reads."""
TAKES_TIME = frozenset({"gitlab-leaf-slow"})
FAST = 60.0
"""Lab seconds a second, where time must pass: a key that lives five minutes is gone within five. What people and hosts
wait for one another is short by then too, so the other faults are met at the pace of the day."""


@pytest.fixture
def scenario() -> str:
    return "leaf"


async def prepare(admin: Admin) -> None:
    """Let the instance name its proxy, with an application that leads back there."""
    wish = {"name": "GitLab for Jira", "redirect_uri": f"{PROXY}/-/jira_connect/oauth_callbacks", "scopes": "api"}
    made = await admin.at_gitlab("POST", "/applications", json={**wish, "confidential": False})
    named = {"jira_connect_application_key": made.json()["application_id"], "jira_connect_proxy_url": PROXY}
    assert (await admin.at_gitlab("PUT", "/application/settings", json=named)).status_code == 200


@pytest.mark.parametrize("fault", MET_BEHIND_A_PROXY)
async def test_a_fault_of_a_fleet_stops_its_task_until_it_is_lifted(fault: str, admin: Admin):
    await prepare(admin)
    task, said = MET_BEHIND_A_PROXY[fault]
    await admin.by_hand(*(CHOOSE,) * (task == LINK))
    await admin.lab.set_fault(fault, {})
    admin.lab.clock.set_rate(FAST if fault in TAKES_TIME else 1.0)
    with pytest.raises(PersonFailed, match=said):
        await admin.by_hand(task)
    admin.lab.clock.set_rate(1.0)
    await admin.lab.lift_fault(fault)
    await admin.by_hand(CHOOSE, LINK)
    assert admin.lab.truth()[admin.gitlab["url"]]["subscriptions"] == ["platform"]
