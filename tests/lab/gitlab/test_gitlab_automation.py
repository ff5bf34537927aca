"""Pipelines, environments, deployments and feature flags: over the API, and as Jira is told of them."""

import re
from typing import Any

import pytest

from tests.lab.gitlab.small_net import JIRA, Lab, SmallNet, settle, start
from wizard.lab.host import Answer

PROJECT = "/projects/1"
BRANCH = "PLAT-7-pipe"
RUN = (2, 30, 10)
"""Seconds a pipeline waits, tests and deploys."""
MOST_RUNS = 40
"""More than enough for one of the pipelines to fail."""
FLAG = {"name": "login", "version": "new_version_flag", "description": "for PLAT-7"}


def keys_in(message: str) -> list[str]:
    return re.findall(r"\b[A-Z]+-\d+\b", message)


def told(net: SmallNet, kind: str) -> list[dict[str, Any]]:
    """Return the bodies that went to one of the three resources, oldest first."""
    return [one.body for one in net.sent if one.url == f"{JIRA}/rest/{kind}/0.1/bulk"]


async def commit(lab: Lab, message: str, branch: str = BRANCH, **more: str) -> str:
    actions = [{"action": "create", "file_path": "a.txt", "content": "a"}]
    body = {"branch": branch, "commit_message": message, "actions": actions} | more
    made = await lab.api("POST", f"{PROJECT}/repository/commits", json=body)
    assert made.status_code == 201, made.text
    return str(made.json()["id"])


async def run(lab: Lab, ref: str = BRANCH) -> dict[str, Any]:
    """Run a pipeline to its end and return it."""
    made = await lab.api("POST", f"{PROJECT}/pipeline", json={"ref": ref})
    assert made.status_code == 201, made.text
    await settle()
    for seconds in RUN:
        await lab.net.clock.step(seconds)
    ended = await lab.api("GET", f"{PROJECT}/pipelines/{made.json()['id']}")
    shape: dict[str, Any] = ended.json()
    return shape


@pytest.fixture
async def branched(linked: Lab) -> Lab:
    """The linked GitLab with a branch whose commit mentions an issue."""
    await commit(linked, "PLAT-7 try it", start_branch="main")
    return linked


async def test_a_pipeline_tells_each_of_its_steps(branched: Lab) -> None:
    ended = await run(branched)
    assert ended["status"] == "success"
    builds = [body["builds"][0] for body in told(branched.net, "builds")]
    assert [one["state"] for one in builds] == ["pending", "in_progress", "successful"]
    numbers = [one["updateSequenceNumber"] for one in builds]
    assert numbers == sorted(set(numbers))


async def test_a_build_has_the_members_gitlab_sends(branched: Lab) -> None:
    ended = await run(branched)
    body = told(branched.net, "builds")[-1]
    assert body["providerMetadata"] == {"product": "GitLab 18.5.0-ee"}
    (build,) = body["builds"]
    url = "https://gitlab.example.com/platform/app"
    assert build | {"updateSequenceNumber": 0, "lastUpdated": ""} == {
        "schemaVersion": "1.0",
        "pipelineId": "1",
        "buildNumber": 1,
        "updateSequenceNumber": 0,
        "displayName": BRANCH,
        "url": f"{url}/-/pipelines/{ended['id']}",
        "state": "successful",
        "lastUpdated": "",
        "issueKeys": ["PLAT-7"],
        "testInfo": {"totalNumber": 3, "numberPassed": 3, "numberFailed": 0, "numberSkipped": 0},
        "references": [
            {
                "commit": {"id": ended["sha"], "repositoryUri": url},
                "ref": {"name": BRANCH, "uri": f"{url}/-/commits/{BRANCH}"},
            }
        ],
    }


async def test_a_pipeline_of_one_branch_keeps_its_number_in_jira(branched: Lab) -> None:
    first, second = await run(branched), await run(branched)
    assert first["id"] != second["id"]
    builds = [body["builds"][0] for body in told(branched.net, "builds")]
    assert {(one["pipelineId"], one["buildNumber"]) for one in builds} == {("1", 1), ("1", 2)}


async def test_keys_of_a_build_come_from_the_merge_request_of_its_branch_too(branched: Lab) -> None:
    await commit(branched, "no key here")
    body = {"source_branch": BRANCH, "target_branch": "main", "title": "For DATA-3", "description": "see PLAT-9"}
    assert (await branched.api("POST", f"{PROJECT}/merge_requests", json=body)).status_code == 201
    await run(branched)
    assert told(branched.net, "builds")[-1]["builds"][0]["issueKeys"] == ["PLAT-7", "DATA-3", "PLAT-9"]


async def test_the_name_of_a_branch_alone_gives_a_build_no_key(branched: Lab) -> None:
    await commit(branched, "no key here")
    await run(branched)
    assert told(branched.net, "builds") == []


async def test_the_first_deployment_of_a_branch_carries_its_whole_past_without_merges(branched: Lab) -> None:
    await commit(branched, "no key here")
    await run(branched)
    query = {"ref_name": BRANCH, "per_page": "100"}
    past = (await branched.api("GET", f"{PROJECT}/repository/commits", params=query)).json()
    keys = [key for one in past if len(one["parent_ids"]) < 2 for key in keys_in(one["message"])]
    assert len(past) < 100
    assert keys[0] == "PLAT-7"
    assert len(keys) > 1
    sent = told(branched.net, "deployments")[-1]["deployments"][0]["associations"][0]["values"]
    assert sent == list(dict.fromkeys(keys))


async def test_a_deployment_names_issues_by_association(branched: Lab) -> None:
    await run(branched)
    running, done = (body["deployments"][0] for body in told(branched.net, "deployments"))
    assert (running["state"], done["state"]) == ("in_progress", "successful")
    (named,) = done["associations"]
    assert (named["associationType"], named["values"][0]) == ("issueKeys", "PLAT-7")
    assert done["environment"] == {"id": "1", "displayName": f"app/review/{BRANCH}", "type": "development"}
    assert done["description"].startswith("Deployment 1 (deployment-1) of app (project-1)\n          at ")
    assert "issueKeys" not in done
    assert done["commands"] is None


async def test_a_deployment_carries_what_was_committed_since_the_last_success(branched: Lab) -> None:
    await run(branched)
    for message in ("PLAT-11 second", "DATA-4 third", "no key"):
        await commit(branched, message)
    await run(branched)
    last = told(branched.net, "deployments")[-1]["deployments"][0]
    assert last["associations"][0]["values"] == ["DATA-4", "PLAT-11"]


async def test_older_versions_name_issues_of_a_deployment_directly(net: SmallNet) -> None:
    lab = await start(net, version="16.1.0-ee")
    lab.known_to_jira()
    assert (await lab.link()).status_code == 201
    await commit(lab, "PLAT-7 try it", start_branch="main")
    await run(lab)
    done = told(net, "deployments")[-1]["deployments"][0]
    assert done["issueKeys"][0] == "PLAT-7"
    assert not {"associations", "commands"} & done.keys()
    await lab.host.stop()
    await lab.client.aclose()


async def test_a_cancelled_pipeline_stays_cancelled(branched: Lab) -> None:
    made = (await branched.api("POST", f"{PROJECT}/pipeline", json={"ref": BRANCH})).json()
    await settle()
    stopped = await branched.api("POST", f"{PROJECT}/pipelines/{made['id']}/cancel")
    assert stopped.json()["status"] == "canceled"
    for seconds in RUN:
        await branched.net.clock.step(seconds)
    assert (await branched.api("GET", f"{PROJECT}/pipelines/{made['id']}")).json()["status"] == "canceled"
    assert told(branched.net, "builds")[-1]["builds"][0]["state"] == "cancelled"
    assert told(branched.net, "deployments") == []


async def test_a_pipeline_that_fails_in_its_tests_deploys_nothing_and_can_be_run_again(branched: Lab) -> None:
    failed: dict[str, Any] = {}
    for _ in range(MOST_RUNS):
        failed = await run(branched)
        if failed["status"] == "failed":
            break
    assert failed["status"] == "failed"
    build = told(branched.net, "builds")[-1]["builds"][0]
    assert build["testInfo"] == {"totalNumber": 3, "numberPassed": 1, "numberFailed": 1, "numberSkipped": 1}
    deployed = [body["deployments"][0]["pipeline"]["displayName"] for body in told(branched.net, "deployments")]
    assert str(failed["iid"]) not in deployed
    again = await branched.api("POST", f"{PROJECT}/pipelines/{failed['id']}/retry")
    assert again.json()["status"] == "pending"
    await settle()
    for seconds in RUN:
        await branched.net.clock.step(seconds)
    assert (await branched.api("GET", f"{PROJECT}/pipelines/{failed['id']}")).json()["status"] == "success"


async def test_a_pipeline_that_is_cancelled_and_run_again_runs_once(branched: Lab) -> None:
    made = (await branched.api("POST", f"{PROJECT}/pipeline", json={"ref": BRANCH})).json()
    await settle()
    for step in ("cancel", "retry"):
        assert (await branched.api("POST", f"{PROJECT}/pipelines/{made['id']}/{step}")).status_code == 201
    await settle()
    for seconds in RUN:
        await branched.net.clock.step(seconds)
    states = [body["builds"][0]["state"] for body in told(branched.net, "builds")]
    assert states == ["pending", "cancelled", "pending", "in_progress", "successful"]


async def test_a_deployment_told_to_the_api_is_not_told_to_jira(branched: Lab) -> None:
    sha = await commit(branched, "PLAT-8 deploy me")
    body = {"environment": "production", "sha": sha, "ref": BRANCH, "tag": False, "status": "running"}
    made = await branched.api("POST", f"{PROJECT}/deployments", json=body)
    assert (made.status_code, made.json()["environment"]["name"]) == (201, "production")
    changed = await branched.api("PUT", f"{PROJECT}/deployments/{made.json()['id']}", json={"status": "success"})
    assert changed.json()["status"] == "success"
    await settle()
    assert told(branched.net, "deployments") == []


async def test_a_first_sync_sends_no_builds_deployments_or_flags(branched: Lab) -> None:
    await branched.net.clock.step(60)
    assert len(branched.net.pushes()) > 1
    assert [told(branched.net, kind) for kind in ("builds", "deployments", "featureflags")] == [[], [], []]


async def test_a_flag_has_the_members_gitlab_sends(linked: Lab) -> None:
    strategy = {
        "name": "flexibleRollout",
        "parameters": {"rollout": "50", "groupId": "default", "stickiness": "default"},
        "scopes": [{"environment_scope": "production"}, {"environment_scope": "*"}],
    }
    made = await linked.api("POST", f"{PROJECT}/feature_flags", json=FLAG | {"strategies": [strategy]})
    assert made.status_code == 201
    await settle()
    (body,) = told(linked.net, "featureflags")
    assert body["properties"] == {"projectId": "project-1"}
    (flag,) = body["flags"]
    assert (flag["id"], flag["key"], flag["issueKeys"]) == ("1", "login", ["PLAT-7"])
    status = {"enabled": True, "defaultValue": "", "rollout": {"percentage": 50.0, "text": "Percent rollout"}}
    assert flag["summary"]["status"] == status
    assert [one["environment"] for one in flag["details"]] == [
        {"name": "production", "type": "production"},
        {"name": "*"},
    ]
    assert all(one["status"] == status for one in flag["details"])


async def test_keys_of_a_flag_come_from_its_description_only(linked: Lab) -> None:
    body = FLAG | {"name": "PLAT-7", "description": "none"}
    assert (await linked.api("POST", f"{PROJECT}/feature_flags", json=body)).status_code == 201
    await settle()
    assert told(linked.net, "featureflags") == []
    changed = await linked.api("PUT", f"{PROJECT}/feature_flags/PLAT-7", json={"description": "DATA-5"})
    assert changed.json()["description"] == "DATA-5"
    await settle()
    assert told(linked.net, "featureflags")[-1]["flags"][0]["issueKeys"] == ["DATA-5"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"version": "legacy_flag"}, "version does not have a valid value"),
        ({"name": None}, "name is empty"),
        ({"strategies": [{"name": "sometimes"}]}, "strategy name is invalid"),
        ({"strategies": [{"name": "flexibleRollout", "parameters": {"rollout": "101"}}]}, "between 0 and 100"),
    ],
)
async def test_a_flag_that_is_none_is_refused(linked: Lab, changes: dict[str, Any], said: str) -> None:
    answer = await linked.api("POST", f"{PROJECT}/feature_flags", json=FLAG | changes)
    assert answer.status_code == 400
    assert said in answer.text
    assert (await linked.api("POST", f"{PROJECT}/feature_flags", json=FLAG)).status_code == 201


async def test_an_environment_is_stopped_before_it_is_deleted(gitlab: Lab) -> None:
    made = (await gitlab.api("POST", f"{PROJECT}/environments", json={"name": "staging/eu"})).json()
    assert (made["tier"], made["slug"], made["state"]) == ("staging", "staging-eu", "available")
    place = f"{PROJECT}/environments/{made['id']}"
    assert (await gitlab.api("DELETE", place)).status_code == 403
    assert (await gitlab.api("POST", f"{place}/stop")).json()["state"] == "stopped"
    assert (await gitlab.api("DELETE", place)).status_code == 204
    assert (await gitlab.api("GET", place)).status_code == 404


@pytest.mark.parametrize(
    ("kind", "status", "answer", "said"),
    [
        ("builds", 403, "", "App does not support builds"),
        ("builds", 202, '{"rejectedBuilds": [{"key": {}, "errors": [{"message": "no"}]}]}', "no"),
        ("deployments", 403, "", "App does not support deployments"),
        ("deployments", 202, '{"rejectedDeployments": [{"key": {}, "errors": [{"message": "no"}]}]}', "no"),
    ],
)
async def test_what_jira_did_not_take_is_in_the_log(
    branched: Lab, kind: str, status: int, answer: str, said: str
) -> None:
    branched.net.answers["POST", f"{JIRA}/rest/{kind}/0.1/bulk"] = Answer(status, {}, answer.encode())
    await run(branched)
    lines = [
        line for line in branched.host.truth()["log"] if f'"errorMessages":["{said}"]' in line.get("jira_response", "")
    ]
    assert {line["severity"] for line in lines} == {"ERROR"}


async def test_a_pipeline_needs_a_branch_that_is_there(gitlab: Lab) -> None:
    answer = await gitlab.api("POST", f"{PROJECT}/pipeline", json={"ref": "nowhere"})
    assert (answer.status_code, answer.json()) == (400, {"message": {"base": ["Reference not found"]}})
    assert (await gitlab.api("GET", f"{PROJECT}/pipelines")).json() == []
    assert (await gitlab.api("POST", f"{PROJECT}/pipeline", json={"ref": "main"})).status_code == 201
    assert len((await gitlab.api("GET", f"{PROJECT}/pipelines")).json()) == 1
