"""Builds, deployments and feature flags: what is kept, what is rejected alone, what is refused whole."""

import json
from typing import Any

import httpx
import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.entities import LEFT_OUT, repository, submission
from tests.lab.jira.outside import DANA, app_headers, descriptor
from tests.lab.jira.provided import SUITE, build, deployment, flag
from tests.lab.jira.schemas import MISSING, REFERENCE, present
from wizard.lab.jira.connect.deletions import DELETED_AFTER_S

BUILDS = "/rest/builds/0.1"
DEPLOYMENTS = "/rest/deployments/0.1"
FLAGS = "/rest/featureflags/0.1"
BUILD = f"{BUILDS}/pipelines/3/builds/12"
DEPLOYMENT = f"{DEPLOYMENTS}/pipelines/3/environments/9/deployments/5"
FLAG = f"{FLAGS}/flag/11"
EACH = [
    (BUILDS, "builds", build(), BUILD),
    (DEPLOYMENTS, "deployments", deployment(), DEPLOYMENT),
    (FLAGS, "flags", flag(), FLAG),
]
KINDS = ["builds", "deployments", "flags"]


@pytest.fixture
async def suite(stage: Stage) -> Stage:
    """The stage with an app on the site that tells of builds, deployments and flags."""
    stage.internet.offer(SUITE)
    answer = await stage.install()
    assert answer.status_code == 303, answer.text
    return stage


async def push(stage: Stage, base: str, listed: str, *entities: Any, **more: Any) -> httpx.Response:
    """Submit and let it become visible."""
    body = {"providerMetadata": {"product": "GitLab 18.5.0-ee"}, listed: list(entities)} | more
    answer = await stage.as_app("POST", f"{base}/bulk", json=body)
    await stage.clock.sleep(1)
    return answer


@pytest.mark.parametrize(("base", "listed", "entity", "place"), EACH, ids=KINDS)
async def test_what_was_accepted_is_found_again(
    suite: Stage, base: str, listed: str, entity: dict[str, Any], place: str
) -> None:
    assert (await push(suite, base, listed, entity)).status_code == 202
    held = await suite.as_app("GET", place)
    assert held.json() == {name: value for name, value in entity.items() if value is not None}
    assert suite.host.truth()["providers"][listed] == 1


@pytest.mark.skipif(not present(), reason=MISSING)
@pytest.mark.parametrize(
    ("entity", "example"),
    [
        (build(35, pipelineId="Test Pipeline Build"), "builds_202_accepted"),
        (build(36, pipelineId="Test Pipeline Build", url=LEFT_OUT), "builds_202_rejected_missing_field"),
        (build(36, "TEST-110", pipelineId="Test Pipeline Build"), "builds_202_rejected_unknown_issue"),
    ],
)
async def test_builds_are_answered_as_another_program_recorded_it(
    suite: Stage, entity: dict[str, Any], example: str
) -> None:
    recorded = json.loads((REFERENCE / "devinfo-response-examples.json").read_text())
    assert (await push(suite, BUILDS, "builds", entity)).json() == recorded[example]


@pytest.mark.parametrize(
    ("base", "listed", "entity", "message"),
    [
        (BUILDS, "builds", build(state="done"), "'state' must be one of pending, in_progress, successful, failed, "),
        (BUILDS, "builds", build(issueKeys=["PLAT-1"] * 101), "issueKeys must not have more than 100 keys"),
        (BUILDS, "builds", build(references=[]), "references must not be empty"),
        (BUILDS, "builds", build(references=build()["references"] * 6), "'references' must not have more than 5 "),
        (BUILDS, "builds", build(testInfo={"totalNumber": 1}), "testInfo: 'numberPassed' is required"),
        (DEPLOYMENTS, "deployments", deployment(description="d" * 256), "'description' must be at most 255"),
        (DEPLOYMENTS, "deployments", deployment(associations=[]), "'associations' must have between 1 and 3 items"),
        (DEPLOYMENTS, "deployments", deployment(associations=LEFT_OUT), "No valid issues found for deployment"),
        (DEPLOYMENTS, "deployments", deployment(associations=[{"associationType": "issueKeys"}]), "values must not "),
        (DEPLOYMENTS, "deployments", deployment(key="PLAT-9999"), "No valid issues found for deployment"),
        (FLAGS, "flags", flag(details=[]), "details must not be empty"),
        (FLAGS, "flags", flag(key="PLAT-1", summary={"lastUpdated": "x"}), "summary: 'status' is required"),
        (FLAGS, "flags", flag(issueKeys=["PLAT-9999"]), "No valid issues found for feature flag"),
    ],
)
async def test_a_broken_entity_is_rejected_alone(
    suite: Stage, base: str, listed: str, entity: dict[str, Any], message: str
) -> None:
    good = {"builds": build(1), "deployments": deployment(1), "flags": flag(1)}[listed]
    answer = await push(suite, base, listed, good, entity)
    assert answer.status_code == 202
    assert message in answer.text
    assert suite.host.truth()["providers"][listed] == 1


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ([], "must be an object"),
        ({}, "'builds' must be a list of objects"),
        ({"builds": []}, "Between 1 and 100 builds must be provided"),
        ({"builds": [build(n) for n in range(101)]}, "Between 1 and 100 builds must be provided"),
        ({"builds": [build(), build()]}, "Duplicate build keys are not allowed"),
        ({"builds": [build(pipelineId=LEFT_OUT)]}, "The key of a build is missing"),
        ({"builds": [build()], "properties": {f"k{n}": "v" for n in range(6)}}, "At most 5 properties"),
        ({"builds": [build()], "properties": {"_k": "v"}}, "must not start with '_'"),
        ({"builds": [build()], "properties": {"k": "v" * 256}}, "at most 255 characters"),
    ],
)
async def test_a_malformed_request_is_refused_whole_with_a_bare_list(suite: Stage, body: Any, message: str) -> None:
    answer = await suite.as_app("POST", f"{BUILDS}/bulk", json=body)
    assert answer.status_code == 400
    (told,) = answer.json()
    assert message in told["message"]
    assert suite.host.truth()["providers"]["builds"] == 0


async def test_a_request_of_more_than_a_megabyte_is_refused(suite: Stage) -> None:
    answer = await push(suite, BUILDS, "builds", build(label="l" * (1 << 20)))
    assert answer.status_code == 413


@pytest.mark.parametrize(("base", "listed", "entity", "place"), EACH, ids=KINDS)
async def test_an_app_without_the_module_may_not_tell(
    installed: Stage, base: str, listed: str, entity: dict[str, Any], place: str
) -> None:
    assert (await push(installed, base, listed, entity)).status_code == 403
    assert (await installed.as_app("GET", place)).status_code == 403


async def test_an_app_needs_the_scope_of_what_it_does(stage: Stage) -> None:
    stage.internet.offer(descriptor(modules=SUITE["modules"], scopes=["READ", "WRITE"]))
    assert (await stage.install()).status_code == 303
    assert (await push(stage, BUILDS, "builds", build())).status_code == 202
    assert (await stage.as_app("DELETE", BUILD)).status_code == 403


async def test_people_may_not_tell_of_builds(suite: Stage) -> None:
    answer = await suite.client.post(f"{BUILDS}/bulk", headers=DANA, json={"builds": [build()]})
    assert (answer.status_code, answer.json()) == (401, {"code": 401, "message": "Unauthorized"})


@pytest.mark.parametrize(("base", "listed", "entity", "place"), EACH, ids=KINDS)
async def test_older_data_is_ignored_and_still_accepted(
    suite: Stage, base: str, listed: str, entity: dict[str, Any], place: str
) -> None:
    sequence = "updateSequenceId" if listed == "flags" else "updateSequenceNumber"
    await push(suite, base, listed, entity)
    assert (await push(suite, base, listed, entity | {sequence: 999, "displayName": "older"})).status_code == 202
    assert (await suite.as_app("GET", place)).json()["displayName"] == entity["displayName"]
    await push(suite, base, listed, entity | {sequence: 1001, "displayName": "newer"})
    assert (await suite.as_app("GET", place)).json()["displayName"] == "newer"


@pytest.mark.parametrize(("base", "listed", "entity", "place"), EACH, ids=KINDS)
async def test_one_entity_is_deleted_a_moment_after_the_answer(
    suite: Stage, base: str, listed: str, entity: dict[str, Any], place: str
) -> None:
    await push(suite, base, listed, entity)
    assert (await suite.as_app("DELETE", place)).status_code == 202
    assert (await suite.as_app("GET", place)).status_code == 200
    await suite.clock.sleep(1)
    assert (await suite.as_app("GET", place)).status_code == 404


async def test_a_delete_spares_what_is_newer_than_it_says(suite: Stage) -> None:
    await push(suite, BUILDS, "builds", build())
    await suite.as_app("DELETE", BUILD, "_updateSequenceNumber=999")
    await suite.clock.sleep(1)
    assert (await suite.as_app("GET", BUILD)).status_code == 200


@pytest.mark.parametrize(("base", "listed", "entity", "place"), EACH, ids=KINDS)
async def test_only_what_has_all_properties_is_deleted_by_them(
    suite: Stage, base: str, listed: str, entity: dict[str, Any], place: str
) -> None:
    await push(suite, base, listed, entity, properties={"projectId": "project-1", "kind": "a"})
    for query, left in (("kind=a&projectId=project-2", 200), ("kind=a&projectId=project-1", 404)):
        assert (await suite.as_app("DELETE", f"{base}/bulkByProperties", query)).status_code == 202
        await suite.clock.sleep(1)
        assert (await suite.as_app("GET", place)).status_code == left


async def test_a_delete_by_properties_needs_one_and_each_once(suite: Stage) -> None:
    assert (await suite.as_app("DELETE", f"{BUILDS}/bulkByProperties")).status_code == 400
    path = f"{BUILDS}/bulkByProperties"
    headers = app_headers(suite.secret, f"DELETE&{path}&a=1,2", suite.clock.now())
    assert (await suite.client.delete(f"{path}?a=1&a=2", headers=headers)).status_code == 400


async def test_keys_that_are_known_keep_an_entity_and_the_others_are_named(suite: Stage) -> None:
    answer = await push(suite, BUILDS, "builds", build(issueKeys=["PLAT-1", "NOPE-7"]))
    assert answer.json()["unknownIssueKeys"] == ["NOPE-7"]
    assert (await suite.as_app("GET", BUILD)).json()["issueKeys"] == ["PLAT-1"]


async def test_a_deployment_may_name_issues_by_id_and_services_that_nobody_knows(suite: Stage) -> None:
    named = [
        {"associationType": "serviceIdOrKeys", "values": ["b:abc"]},
        {"associationType": "issueIdOrKeys", "values": ["10001"]},
    ]
    answer = await push(suite, DEPLOYMENTS, "deployments", deployment(associations=named))
    assert answer.json()["unknownAssociations"] == named[:1]
    assert answer.json()["acceptedDeployments"] == [
        {"pipelineId": "3", "environmentId": "9", "deploymentSequenceNumber": 5}
    ]


@pytest.mark.parametrize(("repository_id", "accepted"), [("1", 1), ("2", 0)])
async def test_a_deployment_may_name_a_repository_that_the_app_has_told_of(
    suite: Stage, repository_id: str, accepted: int
) -> None:
    await suite.as_app("POST", "/rest/devinfo/0.10/bulk", json=submission(repository(1)))
    await suite.clock.sleep(1)
    values = [{"commitHash": "8f3c", "repositoryId": repository_id}]
    entity = deployment(associations=[{"associationType": "commit", "values": values}])
    answer = await push(suite, DEPLOYMENTS, "deployments", entity)
    assert len(answer.json()["acceptedDeployments"]) == accepted


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, "invalid"),
        ({"state": "pending", "commands": [{"command": "initiate_deployment_gating"}]}, "awaiting"),
    ],
)
async def test_a_gate_is_awaited_by_a_pending_deployment_that_asked_for_one(
    suite: Stage, changes: dict[str, Any], status: str
) -> None:
    await push(suite, DEPLOYMENTS, "deployments", deployment(**changes))
    answer = await suite.as_app("GET", f"{DEPLOYMENT}/gating-status")
    assert answer.json()["gatingStatus"] == status


async def test_uninstalling_the_app_deletes_what_it_told(suite: Stage) -> None:
    await push(suite, BUILDS, "builds", build())
    listing = await suite.client.head("/rest/plugins/1.0/", headers=DANA)
    key = SUITE["key"]
    gone = await suite.client.delete(f"/rest/plugins/1.0/{key}-key?token={listing.headers['upm-token']}", headers=DANA)
    assert gone.status_code == 204
    assert suite.host.truth()["providers"]["builds"] == 1
    suite.clock.time += DELETED_AFTER_S
    assert suite.host.truth()["providers"]["builds"] == 0


async def test_the_panel_counts_builds_and_deployments(suite: Stage) -> None:
    await push(suite, BUILDS, "builds", build(1), build(2, state="failed"), build(3, state="pending"))
    await push(suite, DEPLOYMENTS, "deployments", deployment(1, state="failed"), deployment(2))
    answer = await suite.client.get("/rest/dev-status/latest/issue/summary?issueId=10001", headers=DANA)
    told = answer.json()["summary"]
    assert told["build"] == {
        "overall": {
            "count": 3,
            "lastUpdated": "2026-07-01T08:10:00.000+0000",
            "dataType": "build",
            "successfulBuildCount": 1,
            "failedBuildCount": 1,
            "unknownBuildCount": 1,
        },
        "byInstanceType": {"cloud-providers": {"count": 3, "name": "Other providers"}},
    }
    environments = told["deployment-environment"]["overall"]
    assert environments["count"] == 2
    assert environments["topEnvironments"] == [{"id": "9", "title": "app/production", "status": "successful"}]


@pytest.mark.parametrize(("kind", "base", "entity"), [
    ("builds", BUILDS, build()), ("deployments", DEPLOYMENTS, deployment()),
])  # fmt: skip
async def test_issues_are_found_by_what_was_told_of_them(
    suite: Stage, kind: str, base: str, entity: dict[str, Any]
) -> None:
    await push(suite, base, kind, entity)
    jql = f"issue in (PLAT-1, PLAT-2) and development[{kind}].all > 0"
    found = await suite.client.post("/rest/api/3/search/jql", headers=DANA, json={"jql": jql, "fields": ["summary"]})
    assert [each["key"] for each in found.json()["issues"]] == ["PLAT-1"]
