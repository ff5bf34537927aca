"""The query of Jira's own development dialog: all six kinds, by the fields that were asked for."""

from typing import Any

import pytest

from tests.lab.jira.conftest import Stage
from tests.lab.jira.entities import branch, commit, pull_request, repository, submission
from tests.lab.jira.outside import DANA
from tests.lab.jira.provided import SUITE, build, deployment, flag

NEW, OLD = "/jsw2/graphql", "/jsw/graphql"
ISSUE = "10001"


async def ask(stage: Stage, fields: str, issue: str = ISSUE, path: str = NEW) -> Any:
    query = f"query DevDetailsDialog($issueId: ID!) {{ developmentInformation(issueId: $issueId) {{ {fields} }} }}"
    body = {"operationName": "DevDetailsDialog", "query": query, "variables": {"issueId": issue}}
    answer = await stage.client.post(path, params={"operation": "DevDetailsDialog"}, headers=DANA, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def details(stage: Stage, fields: str, path: str = NEW) -> Any:
    told = await ask(stage, f"details {{ {fields} }}", path=path)
    assert "errors" not in told
    return told["data"]["developmentInformation"]["details"]


@pytest.fixture
async def told(stage: Stage) -> Stage:
    """A site whose app has told of everything."""
    stage.internet.offer(SUITE)
    assert (await stage.install()).status_code == 303
    one = repository(branches=[branch()], commits=[commit()], pullRequests=[pull_request()])
    await stage.as_app("POST", "/rest/devinfo/0.10/bulk", json=submission(one))
    for kind, listed, entity in (
        ("builds", "builds", build()), ("deployments", "deployments", deployment()), ("featureflags", "flags", flag())
    ):  # fmt: skip
        answer = await stage.as_app("POST", f"/rest/{kind}/0.1/bulk", json={listed: [entity]})
        assert answer.status_code == 202, answer.text
    await stage.clock.sleep(1)
    return stage


@pytest.mark.parametrize("path", [NEW, OLD])
async def test_only_what_was_asked_for_comes(told: Stage, path: str) -> None:
    found = await details(told, "instanceTypes { type repository { name branches { name } } }", path)
    assert found == {
        "instanceTypes": [{"type": "GitLab", "repository": [{"name": "app", "branches": [{"name": "PLAT-1-fix"}]}]}]
    }


async def test_builds_deployments_and_flags_stand_under_their_providers(told: Stage) -> None:
    asked = (
        "buildProviders { name builds { buildNumber url state } } "
        "deploymentProviders { deployments { displayName pipelineId environment { type displayName } } } "
        "featureFlagProviders { featureFlags { key details { environment { name } status { enabled } } } }"
    )
    found = await details(told, asked)
    (builds,) = found["buildProviders"]
    assert builds["builds"] == [{"buildNumber": 12, "url": build()["url"], "state": "SUCCESSFUL"}]
    (deployed,) = found["deploymentProviders"][0]["deployments"]
    assert (deployed["pipelineId"], deployed["environment"]["type"]) == ("3", "production")
    (switched,) = found["featureFlagProviders"][0]["featureFlags"]
    assert switched["key"] == flag()["key"]


async def test_commits_and_merge_requests_are_told_with_their_addresses(told: Stage) -> None:
    found = await details(told, "instanceTypes { repository { commits { id url } pullRequests { id url status } } }")
    (one,) = found["instanceTypes"][0]["repository"]
    assert one["commits"] == [{"id": commit()["id"], "url": commit()["url"]}]
    assert one["pullRequests"][0]["url"] == pull_request()["url"]


async def test_an_issue_of_which_nothing_was_told_has_empty_lists(told: Stage) -> None:
    answer = await ask(told, "details { buildProviders { id } instanceTypes { id } }", "10002")
    assert answer["data"]["developmentInformation"]["details"] == {"buildProviders": [], "instanceTypes": []}


async def test_an_unknown_field_and_half_a_query_are_errors_of_graphql(told: Stage) -> None:
    unknown = await ask(told, "details { buildProviders { secrets } }")
    assert "secrets" in unknown["errors"][0]["message"]
    half = await ask(told, "details { buildProviders { id ")
    assert half["data"] == {"developmentInformation": None}
    assert half["errors"]


async def test_without_view_development_tools_nothing_is_told(told: Stage) -> None:
    told.set_fault("jira-panel-forbidden")
    answer = await ask(told, "details { instanceTypes { id } }")
    assert answer["errors"][0]["extensions"]["statusCode"] == 403
    assert answer["data"] == {"developmentInformation": None}


async def test_an_empty_panel_is_empty_here_too(told: Stage) -> None:
    told.set_fault("jira-panel-empty")
    assert (await details(told, "buildProviders { id }")) == {"buildProviders": []}


async def test_it_is_for_signed_in_people_and_for_this_query_alone(told: Stage) -> None:
    body = {"query": "query Other { developmentInformation { details { id } } }", "variables": {"issueId": ISSUE}}
    assert (await told.client.post(NEW, json=body)).status_code == 401
    answer = await told.client.post(NEW, headers=DANA, json=body)
    assert answer.json()["errors"]
