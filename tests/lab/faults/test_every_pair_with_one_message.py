"""Every two faults that people see by one and the same message differ in the traffic of the step that shows it."""

from collections.abc import Awaitable, Callable
from itertools import combinations

import pytest

from tests.lab.admin import Admin, eventually
from tests.lab.descriptor_route import configure, install
from tests.lab.faults.test_one_message_many_faults import BELOW_HTTP, IN_THE_PANEL, ON_THE_PAGE, newest
from tests.lab.reach import through_proxy
from wizard.lab.faults import ALL
from wizard.lab.person import PersonFailed

Drill = Callable[[Admin], Awaitable[None]]
BULK = "/rest/devinfo/0.10/bulk"
BRANCHES = "/projects/1/repository/branches"


async def ask_both_sides(admin: Admin) -> None:
    """Ask what every check asks: who we are, what may be changed, what is installed."""
    for _ in range(2):
        async with through_proxy(admin.lab.ready) as client:
            await Admin(admin.lab, client).at_gitlab("GET", "/user")
    await admin.at_gitlab("GET", "/application/settings")
    await admin.at_gitlab("POST", BRANCHES, params={"branch": "PLAT-3-pair", "ref": "main"})
    await admin.at_gitlab("DELETE", f"{BRANCHES}/PLAT-3-pair")
    await admin.at_jira("/rest/api/3/myself")


async def choose_the_instance(admin: Admin) -> None:
    await admin.by_hand("jira-get-app")
    with pytest.raises(PersonFailed):
        await admin.by_hand("gitlab-com-choose-self-managed")


def alike(message: str) -> list[str]:
    return [fault.id for fault in ALL.values() if fault.message.rstrip(".") == message]


DRILLS: dict[str, Drill] = {
    "401 Unauthorized": ask_both_sides,
    "403 Forbidden": ask_both_sides,
    "Client must be authenticated to access this resource": ask_both_sides,
    "Could not be installed on the instance. Error response code 401": choose_the_instance,
    "Rate limit exceeded": ask_both_sides,
    "The site was not found, renamed or temporarily suspended": ask_both_sides,
}
WITH_OWN_DESCRIPTOR = "The app host returned HTTP response code 401 when we tried to contact it during installation"
OF_AN_APP = "This app is disabled"
ELSEWHERE = {
    "Failed to load Jira Connect Application ID. Please try again": ON_THE_PAGE,
    "Failed to sign in to GitLab": ON_THE_PAGE,
    "Invalid JWT": ["jira-invalid-jwt", "jira-secret-not-forwarded"],
    "No data in the development panel": IN_THE_PANEL,
    "unable to get local issuer certificate": BELOW_HTTP,
}
"""Messages of other tests: of the page, the panel, secrets (`test_secret_reissue.py`), and of what has no traffic."""


def test_each_message_of_several_faults_is_held_somewhere() -> None:
    said = [fault.message.rstrip(".") for fault in ALL.values()]
    shared = {message for message in said if said.count(message) > 1}
    assert shared == {*DRILLS, *ELSEWHERE, WITH_OWN_DESCRIPTOR, OF_AN_APP}
    assert [message for message, held in ELSEWHERE.items() if not set(alike(message)) <= set(held)] == []


async def rows_under(admin: Admin, fault: str, drill: Drill) -> list[tuple[object, ...]]:
    """Return what passes in the drill while the fault is on, in a world made anew."""
    await admin.lab.reset()
    since = newest(admin)
    await admin.lab.set_fault(fault, {})
    await drill(admin)
    columns = ("from", "host", "method", "status", "fault")
    return [(*(one[name] for name in columns), one["path"].partition("?")[0]) for one in admin.lab.traffic.since(since)]


@pytest.mark.parametrize("message", DRILLS)
async def test_two_faults_with_one_message_differ_in_traffic(message: str, admin: Admin) -> None:
    seen = {fault: await rows_under(admin, fault, DRILLS[message]) for fault in alike(message)}
    assert [pair for pair in combinations(seen, 2) if seen[pair[0]] == seen[pair[1]]] == []


@pytest.mark.parametrize("scenario", ["manual"])
async def test_two_reasons_for_a_401_at_the_install_differ_in_traffic(admin: Admin) -> None:
    async def order(here: Admin) -> None:
        await configure(here)
        await here.by_hand("jira-development-mode-on")
        assert "401" in (await install(here)).json()["status"]["errorMessage"]

    seen = {fault: await rows_under(admin, fault, order) for fault in alike(WITH_OWN_DESCRIPTOR)}
    assert [pair for pair in combinations(seen, 2) if seen[pair[0]] == seen[pair[1]]] == []


async def test_an_app_that_is_disabled_and_one_that_will_be_at_its_install_differ_in_traffic(admin: Admin) -> None:
    answered = {}
    for fault in alike(OF_AN_APP):
        await admin.lab.reset()
        await admin.connect()
        since = newest(admin)
        await admin.lab.set_fault(fault, {})
        await admin.at_gitlab("POST", BRANCHES, params={"branch": "PLAT-3-pair", "ref": "main"})

        def statuses(since: int = since) -> set[int]:
            return {one["status"] for one in admin.lab.traffic.since(since) if one["path"] == BULK}

        async def told(statuses: Callable[[], set[int]] = statuses) -> bool:
            return bool(statuses())

        await eventually(told)
        answered[fault] = statuses()
    assert answered["jira-app-disabled-after-install"] == {202}
    assert 202 not in answered["jira-app-disabled"]
