"""What goes to Jira: the first sync at its pace, live events, failures that are only logged."""

import json
from typing import Any

import pytest

from tests.lab.gitlab.small_net import JIRA, SECRET, Lab, SmallNet, digest, settle
from wizard.lab.gitlab.devinfo.keys import KeyFinder
from wizard.lab.gitlab.jwt.canonical import query_hash
from wizard.lab.gitlab.jwt.policy import STRICT
from wizard.lab.gitlab.jwt.token import check_hs256, check_times, read_token
from wizard.lab.host import Answer

BULK = f"{JIRA}/rest/devinfo/0.10/bulk"
BRANCHES = "/projects/1/repository/branches"


async def _branch(lab: Lab, name: str = "PLAT-7-try") -> Any:
    answer = await lab.api("POST", BRANCHES, json={"branch": name, "ref": "main"})
    await settle()
    return answer


def _projects(net: SmallNet) -> list[str]:
    return [one.body["repositories"][0]["id"] for one in net.pushes()]


@pytest.mark.parametrize(
    "text, oldest, middle, newest",
    [
        ("PLAT-1 and DATA-2, PLAT-1", ["PLAT-1", "DATA-2"], ["PLAT-1", "DATA-2"], ["PLAT-1", "DATA-2"]),
        ("CVE-2024-1234 and PLAT-3", ["CVE-2024", "PLAT-3"], ["CVE-2024", "PLAT-3"], ["VE-2024", "PLAT-3"]),
        ("plat-1", [], [], []),
        ("xABC-1", ["ABC-1"], [], ["ABC-1"]),
        ("feature/A_B2-10-x", ["A_B2-10"], ["A_B2-10"], ["A_B2-10"]),
    ],
)
def test_keys_are_found_as_gitlab_finds_them(
    text: str, oldest: list[str], middle: list[str], newest: list[str]
) -> None:
    assert [KeyFinder.of(version).keys(text) for version in ("15.7.0", "17.0.0", "18.3.0")] == [oldest, middle, newest]


async def test_the_pattern_of_the_version_decides_what_is_sent(linked: Lab) -> None:
    await linked.net.clock.step(600)
    before = len(linked.net.pushes())
    linked.faults["gitlab-before-new-tokens"] = {}
    await _branch(linked, "xPLAT-7-inside-a-word")
    assert len(linked.net.pushes()) == before
    del linked.faults["gitlab-before-new-tokens"]
    await _branch(linked, "xPLAT-8-inside-a-word")
    assert len(linked.net.pushes()) == before + 1


async def test_first_sync_sends_twenty_projects_a_minute(linked: Lab) -> None:
    count = len(linked.host.instance.world.projects_under(linked.host.instance.world.namespaces.by_id(10)))
    assert count > 40
    await settle()
    assert _projects(linked.net) == []
    sent = []
    for _ in range(4):
        await linked.net.clock.step(60)
        sent.append(len(_projects(linked.net)))
    assert sent == [20, 40, count, count]
    assert linked.host.truth()["first_sync"] == {"projects": count, "done": count}


async def test_first_sync_sends_the_newest_400_merge_requests_with_keys(linked: Lab) -> None:
    await linked.net.clock.step(60)
    repository = next(
        one.body["repositories"][0] for one in linked.net.pushes() if one.body["repositories"][0]["id"] == "4"
    )
    iids = [int(one["displayId"].rpartition("!")[2]) for one in repository["pullRequests"]]
    assert len(iids) == 400
    assert iids == sorted(iids, reverse=True)
    assert all(one["issueKeys"] for one in repository["pullRequests"])
    assert all(one["issueKeys"] for one in repository["branches"])


async def test_live_event_outranks_the_first_sync_that_was_planned_before_it(linked: Lab) -> None:
    await linked.net.clock.step(1)
    await _branch(linked)
    await linked.net.clock.step(60)
    by_project = [one.body["repositories"][0] for one in linked.net.pushes() if _projects(linked.net)]
    live, first = [one["updateSequenceId"] for one in by_project if one["id"] == "1"]
    assert live > first


async def test_new_branch_reaches_jira_signed_as_the_app(linked: Lab) -> None:
    answer = await _branch(linked)
    assert answer.status_code == 201
    (push,) = linked.net.pushes()
    (branch,) = push.body["repositories"][0]["branches"]
    assert push.body["providerMetadata"] == {"product": "GitLab 18.5.0-ee"}
    assert (branch["id"], branch["name"], branch["issueKeys"]) == (digest("PLAT-7-try"), "PLAT-7-try", ["PLAT-7"])
    assert branch["lastCommit"]["id"] == answer.json()["commit"]["id"]
    scheme, _, text = push.headers["Authorization"].partition(" ")
    token = read_token(text, STRICT)
    check_hs256(token, SECRET)
    check_times(token.claims, linked.net.clock.now(), STRICT)
    assert scheme == "JWT"
    assert token.claims["iss"] == "gitlab-jira-connect-gitlab.example.com"
    assert token.claims["qsh"] == query_hash("POST", "/rest/devinfo/0.10/bulk")
    assert token.claims["exp"] - token.claims["iat"] == 60


async def test_branch_without_key_stays_here(linked: Lab) -> None:
    await _branch(linked, "no-key-here")
    assert linked.net.pushes() == []


async def test_project_outside_the_linked_group_stays_here(linked: Lab) -> None:
    data = linked.host.instance.world.projects_under(linked.host.instance.world.namespaces.by_id(12))[0]
    body = {"branch": "DATA-1-x", "ref": "main"}
    assert (await linked.api("POST", f"/projects/{data}/repository/branches", json=body)).status_code == 201
    await settle()
    assert linked.net.pushes() == []


async def test_removed_branch_is_taken_out_of_jira(linked: Lab) -> None:
    await _branch(linked)
    await linked.api("DELETE", f"{BRANCHES}/PLAT-7-try")
    await settle()
    removal = linked.net.pushes()[-1]
    assert (removal.method, removal.url) == (
        "DELETE", f"{JIRA}/rest/devinfo/0.10/repository/1/branch/{digest('PLAT-7-try')}",
    )  # fmt: skip


async def test_commit_and_merge_request_reach_jira(linked: Lab) -> None:
    commit = {
        "branch": "topic", "start_branch": "main", "commit_message": "PLAT-9 more\n\nand why",
        "actions": [{"action": "create", "file_path": "a.txt", "content": "1\n2"}],
    }  # fmt: skip
    made = (await linked.api("POST", "/projects/1/repository/commits", json=commit)).json()
    request = {"title": "PLAT-9 more", "source_branch": "topic", "target_branch": "main"}
    opened = (await linked.api("POST", "/projects/1/merge_requests", json=request)).json()
    await linked.api("PUT", f"/projects/1/merge_requests/{opened['iid']}/merge")
    await settle()
    repositories = [one.body["repositories"][0] for one in linked.net.pushes()]
    assert repositories[0]["commits"][0]["id"] == made["id"]
    assert [one["pullRequests"][0]["status"] for one in repositories[1:3]] == ["OPEN", "MERGED"]
    assert repositories[1]["pullRequests"][0]["displayId"] == f"platform/app!{opened['iid']}"


@pytest.mark.parametrize(
    "status, text",
    [(401, "Invalid JWT"), (413, "Data too large"), (429, "Rate limit exceeded"), (418, "Unknown error")],
)
async def test_error_status_is_logged_and_never_retried(linked: Lab, status: int, text: str) -> None:
    linked.net.answers["POST", BULK] = Answer(status, {}, b"{}")
    await _branch(linked)
    await linked.net.clock.step(40)
    assert len(linked.net.pushes()) == 1
    line = linked.host.truth()["log"][-1]
    assert (line["severity"], line["project_path"]) == ("ERROR", "platform/app")
    assert json.loads(line["jira_response"]) == {"errorMessages": [text], "responseCode": status} | (
        {"response": {}} if status == 418 else {}
    )
    assert linked.host.truth()["pushes"] == {"sent": 1, "last_status": status}


async def test_rejected_entities_of_a_202_are_an_error_in_the_log(linked: Lab) -> None:
    body = {"failedDevinfoEntities": {"1": {"branches": [{"id": "x", "errorMessages": [{"message": "bad"}]}]}}}
    linked.net.answers["POST", BULK] = Answer(202, {}, json.dumps(body).encode())
    await _branch(linked)
    line = linked.host.truth()["log"][-1]
    assert (line["severity"], json.loads(line["jira_response"])["errorMessages"]) == ("ERROR", ["bad"])


async def test_network_failure_is_tried_three_times_more(linked: Lab) -> None:
    linked.net.dead.add(JIRA)
    await _branch(linked)
    for _ in range(4):
        await linked.net.clock.step(31)
    failures = [line for line in linked.host.truth()["log"] if "Network error" in line.get("jira_response", "")]
    ours = [line for line in failures if line["project_id"] == 1]
    assert len(ours) >= 4
    linked.net.dead.clear()


async def test_lost_push_and_silent_mode_send_nothing(linked: Lab) -> None:
    linked.switch_on("gitlab-push-lost")
    assert (await _branch(linked, "PLAT-1-a")).status_code == 201
    linked.switch_off("gitlab-push-lost")
    linked.switch_on("gitlab-silent-mode")
    assert (await linked.api("GET", "/application/settings")).json()["silent_mode_enabled"] is True
    assert (await _branch(linked, "PLAT-1-b")).status_code == 201
    linked.switch_off("gitlab-silent-mode")
    assert linked.net.pushes() == []
    await _branch(linked, "PLAT-1-c")
    assert len(linked.net.pushes()) == 1


async def test_no_job_is_left_after_the_stop(linked: Lab) -> None:
    assert not linked.host.instance.desk.idle()
    await linked.host.stop()
    assert linked.host.instance.desk.idle()
    assert linked.host.truth()["failures"] == []
