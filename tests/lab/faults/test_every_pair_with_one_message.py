"""Every two faults that people see by one and the same message differ in the traffic of the step that shows it.

Compared is what somebody could see on the wire: who asked whom what, the status, and of a refusal heard by the program
its telling headers and its words. The name that the lab itself writes beside a row is left out.
"""

import re
from collections.abc import Awaitable, Callable
from itertools import combinations

import httpx
import pytest

from tests.lab.admin import Admin, eventually
from tests.lab.descriptor_route import configure, install
from tests.lab.faults.test_faults_of_a_fleet import CHOOSE, FAST, MET_BEHIND_A_PROXY, REFUSED, prepare
from tests.lab.faults.test_one_message_many_faults import BELOW_HTTP, IN_THE_PANEL, ON_THE_PAGE, newest
from tests.lab.reach import through_proxy
from wizard.lab.faults import ALL
from wizard.lab.person import PersonFailed

Drill = Callable[[Admin], Awaitable[None]]
Seen = tuple[object, ...]
BULK = "/rest/devinfo/0.10/bulk"
BRANCHES = "/projects/1/repository/branches"
TELLING = (
    "Content-Type",
    "Location",
    "RateLimit-Reason",
    "Retry-After",
    "WWW-Authenticate",
    "X-Authentication-Denied-Reason",
    "X-Seraph-LoginReason",
)
"""Headers of a refusal that say why; they are the same each time that it is given."""
IN_COMMON = [fault for fault in ALL.values() if fault.id not in MET_BEHIND_A_PROXY]
FIRST_WORDS = 300
DRAWN = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
ALIKE_ON_THE_WIRE = {
    ("jira-token-expired", "jira-token-invalid"): "H4: a token that has ended is refused as a wrong one is; "
    "only the day on which it was made tells them apart, which Atlassian's page of tokens shows",
    ("gitlab-key-storage-off", "gitlab-leaf-slow"): "both end at a key that the proxy does not have: never kept, or "
    "forgotten by then; the proxy's setting and the time between the calls tell them apart",
}
"""Pairs that nothing on the wire tells apart, by what the failure catalogue says, and what does."""


async def ask_both_sides(admin: Admin) -> None:
    """Ask what every check asks: who we are, what may be changed, what is installed."""
    for _ in range(2):
        async with through_proxy(admin.lab.ready) as client:
            client.event_hooks = admin.client.event_hooks
            await Admin(admin.lab, client).at_gitlab("GET", "/user")
    await admin.at_gitlab("GET", "/application/settings")
    await admin.at_gitlab("POST", BRANCHES, params={"branch": "PLAT-3-pair", "ref": "main"})
    await admin.at_gitlab("DELETE", f"{BRANCHES}/PLAT-3-pair")
    await admin.at_jira("/rest/api/3/myself")
    await admin.at_jira("/rest/api/2/myself")
    account = next(one for one in admin.lab.ready["integration"]["accounts"] if one["auth"] == "service-account")
    auth = (admin.jira["email"], admin.jira["token"])
    await admin.client.get(f"{account['url']}/rest/api/2/myself", auth=auth)


async def look_into_a_project(admin: Admin) -> None:
    """Ask what the integration asks of a project in both systems, and take an issue on to what is done."""
    await admin.at_gitlab("GET", "/projects/1/integrations/jira")
    for path in ("/project/PLAT", "/issue/PLAT-1"):
        await admin.at_jira(f"/rest/api/2{path}")
    found = await admin.at_jira("/rest/api/3/search/jql", jql="project = PLAT and status != Done", fields="key")
    issues = found.json()["issues"] if found.is_success else []
    auth = (admin.jira["email"], admin.jira["token"])
    for one in issues[:1]:
        url = f"{admin.jira['url']}/rest/api/2/issue/{one['key']}/transitions"
        await admin.client.post(url, json={"transition": {"id": "31"}}, auth=auth)


async def choose_the_instance(admin: Admin) -> None:
    await admin.by_hand("jira-get-app")
    with pytest.raises(PersonFailed):
        await admin.by_hand("gitlab-com-choose-self-managed")


def alike(message: str) -> list[str]:
    """Return the faults with this message; those behind a proxy of one's own are held in a world that has one."""
    return [fault.id for fault in IN_COMMON if fault.message.rstrip(".") == message]


DRILLS: dict[str, Drill] = {
    "401 Unauthorized": ask_both_sides,
    "403 Forbidden": ask_both_sides,
    "Client must be authenticated to access this resource": ask_both_sides,
    "Could not be installed on the instance. Error response code 401": choose_the_instance,
    "No comments appear in Jira": look_into_a_project,
    "Rate limit exceeded": ask_both_sides,
    "The credentials for accessing Jira are not allowed to access the data": look_into_a_project,
    "The issue is not closed": look_into_a_project,
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
    said = [fault.message.rstrip(".") for fault in IN_COMMON]
    shared = {message for message in said if said.count(message) > 1}
    assert shared == {*DRILLS, *ELSEWHERE, WITH_OWN_DESCRIPTOR, OF_AN_APP}
    assert [message for message, held in ELSEWHERE.items() if not set(alike(message)) <= set(held)] == []


def place(path: str) -> str:
    """Return a path without its query; ids that each world draws anew are one and the same."""
    return DRAWN.sub("*", path.partition("?")[0])


async def nothing_before(_admin: Admin) -> None:
    """Begin with the world as it starts."""


async def seen_under(
    admin: Admin, fault: str, drill: Drill, before: Drill = nothing_before
) -> tuple[set[Seen], list[Seen]]:
    """Return what passes in the drill, and which refusals the program hears, in a world made anew with the fault on.

    The Marketplace reads descriptors by the clock, whatever the drill does; hosts that are asked at once have no order,
    and how often somebody asks whether an install is over is chance.
    """
    await admin.lab.reset()
    await before(admin)
    since = newest(admin)
    await admin.lab.set_fault(fault, {})
    refusals: list[Seen] = []

    async def hear(answer: httpx.Response) -> None:
        if not answer.is_success:
            await answer.aread()
            told = tuple(answer.headers.get(name) for name in TELLING)
            refusals.append((answer.url.path, answer.status_code, *told, answer.text[:FIRST_WORDS]))

    held = admin.client.event_hooks
    admin.client.event_hooks = {"response": [*held["response"], hear]}
    try:
        await drill(admin)
    finally:
        admin.client.event_hooks = held
    columns = ("from", "host", "method", "status")
    rows = {(*(one[name] for name in columns), place(one["path"])) for one in admin.lab.traffic.since(since)}
    return {row for row in rows if row[0] != "marketplace"}, refusals


async def alike_in_traffic(
    admin: Admin, faults: list[str], drill: Drill, before: Drill = nothing_before
) -> list[tuple[str, str]]:
    """Return the pairs that nothing tells apart; one fault twice must be alike, or the comparison says nothing."""
    seen = {fault: await seen_under(admin, fault, drill, before) for fault in faults}
    assert await seen_under(admin, faults[0], drill, before) == seen[faults[0]]
    return [pair for pair in combinations(seen, 2) if seen[pair[0]] == seen[pair[1]]]


def admitted(faults: list[str]) -> list[tuple[str, str]]:
    return [pair for pair in combinations(faults, 2) if pair in ALIKE_ON_THE_WIRE]


@pytest.mark.parametrize("message", DRILLS)
async def test_two_faults_with_one_message_differ_in_traffic(message: str, admin: Admin) -> None:
    assert await alike_in_traffic(admin, alike(message), DRILLS[message]) == admitted(alike(message))


@pytest.mark.parametrize("scenario", ["manual"])
async def test_two_reasons_for_a_401_at_the_install_differ_in_traffic(admin: Admin) -> None:
    async def order(here: Admin) -> None:
        await configure(here)
        await here.by_hand("jira-development-mode-on")
        assert "401" in (await install(here)).json()["status"]["errorMessage"]

    assert await alike_in_traffic(admin, alike(WITH_OWN_DESCRIPTOR), order) == []


@pytest.mark.parametrize("scenario", ["leaf"])
async def test_refusals_behind_a_proxy_of_one_s_own_differ_in_traffic(admin: Admin) -> None:
    async def choose(here: Admin) -> None:
        here.lab.clock.set_rate(FAST)
        with pytest.raises(PersonFailed):
            await here.by_hand(CHOOSE)

    refused = [fault for fault, met in MET_BEHIND_A_PROXY.items() if met == (CHOOSE, REFUSED)]
    assert await alike_in_traffic(admin, refused, choose, prepare) == admitted(refused)


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
