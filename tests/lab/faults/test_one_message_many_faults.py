"""Faults that people see by one and the same message are told apart by the traffic; those below HTTP leave none."""

import re
from itertools import combinations

import httpx
import pytest

from tests.lab.admin import Admin, eventually
from wizard.lab.faults import ALL
from wizard.lab.person import PersonFailed

ON_THE_PAGE = [
    "browser-local-network",
    "gitlab-application-id-blank",
    "gitlab-application-id-blocked",
    "gitlab-cors-dropped",
    "gitlab-oauth-app-confidential",
    "gitlab-options-dropped",
    "gitlab-proxy-url-slash",
]
"""Of these people see one of two messages on the app's page in Jira."""
IN_THE_PANEL = [
    "gitlab-push-lost",
    "jira-gitlab-not-allowed",
    "jira-keys-unknown",
    "jira-panel-empty",
    "jira-push-rejected",
]
ELSEWHERE = ("install-keys-unreachable", "integration-jira-untrusted", "network-name-private", "tls-expires-soon")
"""Faults of other hosts, a private address, which answers from inside, and a certificate that is good for days."""
BELOW_HTTP = [fault.id for fault in ALL.values() if fault.layer in ("dns", "tcp", "tls") and fault.id not in ELSEWHERE]

BULK = "/rest/devinfo/0.10/bulk"
_BRANCH = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32,}|PLAT-[\w-]+|\d{5,}")
"""What one push has and no other: its issue and branch, ids, numbers and times."""

Row = tuple[str, str, str, str, int]


def rows_since(admin: Admin, seq: int) -> list[Row]:
    return [
        (one["from"], one["host"], one["method"], one["path"].partition("?")[0], one["status"])
        for one in admin.lab.traffic.since(seq)
    ]


def newest(admin: Admin) -> int:
    rows = admin.lab.traffic.since(0)
    return rows[-1]["seq"] if rows else 0


async def on_the_page(admin: Admin, fault: str) -> list[Row]:
    """Return what passes when the person connects while the fault is on, up to where it ends."""
    await admin.configure()
    await admin.lab.set_fault(fault, {})
    await admin.by_hand("jira-get-app")
    since = newest(admin)
    with pytest.raises(PersonFailed):
        await admin.by_hand("gitlab-com-choose-self-managed", "gitlab-com-link-groups")
    rows = rows_since(admin, since)
    await admin.lab.lift_fault(fault)
    await admin.configure()
    await admin.by_hand("gitlab-com-choose-self-managed", "gitlab-com-link-groups")
    return rows


async def test_faults_with_one_message_on_the_page_differ_in_traffic(admin: Admin):
    seen = {}
    for fault in ON_THE_PAGE:
        seen[fault] = await on_the_page(admin, fault)
        await admin.lab.reset()
    pairs = list(combinations(ON_THE_PAGE, 2))
    assert [pair for pair in pairs if seen[pair[0]] == seen[pair[1]]] == []


def said_of_pushes(admin: Admin) -> list[str]:
    """Return what integrations_json.log says that Jira answered, branch by branch alike."""
    lines = admin.lab.truth()[admin.gitlab["url"]]["log"]
    return [_BRANCH.sub("BRANCH", one["jira_response"]) for one in lines if "jira_response" in one]


async def in_the_panel(admin: Admin, fault: str, branch: str) -> tuple[set[Row], list[str], object]:
    """Return what passes when a branch is made under a fault, what GitLab's log says of it, and what the panel says."""
    await admin.lab.set_fault(fault, {})
    since, said = newest(admin), len(said_of_pushes(admin))
    made = await admin.at_gitlab("POST", "/projects/1/repository/branches", params={"branch": branch, "ref": "main"})
    assert made.status_code == 201

    async def over() -> bool:
        (on,) = [one["active"] for one in admin.lab.switchboard.listing() if one["id"] == fault]
        return (on["struck"] > 0) if fault == "gitlab-push-lost" else len(said_of_pushes(admin)) > said

    await eventually(over)
    shown = await admin.branch_names(branch[: branch.rindex("-")])
    rows = {row for row in rows_since(admin, since) if row[3] == BULK}
    await admin.lab.lift_fault(fault)
    return rows, said_of_pushes(admin)[said:], shown


async def test_faults_with_one_message_in_the_panel_differ_in_the_traffic_and_what_gitlab_logs_of_it(admin: Admin):
    await admin.connect()
    seen = {}
    for number, fault in enumerate(IN_THE_PANEL):
        seen[fault] = await in_the_panel(admin, fault, f"PLAT-{number + 3}-quiet")
        assert seen[fault][2] == []
    assert [pair for pair in combinations(IN_THE_PANEL, 2) if seen[pair[0]] == seen[pair[1]]] == []
    again = await in_the_panel(admin, "jira-push-rejected", "PLAT-20-quiet")
    assert again == seen["jira-push-rejected"]


@pytest.mark.parametrize("fault", BELOW_HTTP)
async def test_a_fault_below_http_leaves_no_row(fault: str, admin: Admin):
    await admin.lab.set_fault(fault, {})
    with pytest.raises(httpx.TransportError):
        await admin.client.get(f"{admin.gitlab['url']}/api/v4/version", timeout=0.5)
    assert admin.lab.traffic.since(0) == []
    await admin.lab.lift_fault(fault)
    assert (await admin.at_gitlab("GET", "/version")).status_code == 200


async def test_a_host_of_keys_that_is_out_of_reach_leaves_no_row(admin: Admin):
    keys = "https://connect-install-keys.atlassian.com"
    await admin.lab.set_fault("install-keys-unreachable", {"from": "everywhere"})
    with pytest.raises(httpx.TransportError):
        await admin.client.get(f"{keys}/nothing", timeout=0.5)
    assert admin.lab.traffic.since(0) == []
    await admin.lab.lift_fault("install-keys-unreachable")
    assert (await admin.client.get(f"{keys}/nothing")).status_code == 404


@pytest.mark.parametrize(
    ("fault", "task", "vantage"),
    [
        ("network-name-private", "gitlab-com-choose-self-managed", "gitlab-com"),
        ("browser-local-network", "gitlab-com-link-groups", "desktop"),
    ],
)
async def test_a_call_that_never_left_leaves_no_row(fault: str, task: str, vantage: str, admin: Admin):
    await admin.configure()
    tasks = ["jira-get-app", "gitlab-com-choose-self-managed", "gitlab-com-link-groups"]
    before = tasks[: tasks.index(task)]
    await admin.by_hand(*before)
    since = newest(admin)
    await admin.lab.set_fault(fault, {})
    with pytest.raises(PersonFailed):
        await admin.by_hand(task)
    assert [row for row in rows_since(admin, since) if row[:2] == (vantage, admin.gitlab["url"])] == []
    await admin.lab.lift_fault(fault)
    await admin.by_hand(*tasks[tasks.index(task) :])
