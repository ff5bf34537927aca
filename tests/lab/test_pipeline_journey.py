"""Pipelines, deployments and feature flags of the lab's GitLab are seen in the lab's Jira, told by GitLab alone."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.lab.admin import Admin, eventually
from tests.lab.descriptor_route import configure, install
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun

BRANCH = "PLAT-7-pipe"


@pytest.fixture
async def lab() -> AsyncIterator[LabRun]:
    async with LabRun(ServeOptions(scenario="manual", clock="fast")) as running:
        yield running


@pytest.fixture
async def linked(admin: Admin) -> Admin:
    """A lab whose app is installed and linked, with a branch that mentions an issue."""
    await configure(admin)
    await admin.by_hand("jira-development-mode-on")
    assert (await install(admin)).status_code == 303
    await admin.by_hand("gitlab-link-groups")
    actions = [{"action": "create", "file_path": "a.txt", "content": "a"}]
    new = {"branch": BRANCH, "start_branch": "main", "commit_message": "PLAT-7 try it", "actions": actions}
    made = await admin.at_gitlab("POST", "/projects/1/repository/commits", json=new)
    assert made.status_code == 201
    return admin


async def panel(admin: Admin) -> Any:
    issue = (await admin.at_jira("/rest/api/3/issue/PLAT-7")).json()["id"]
    return (await admin.at_jira("/rest/dev-status/latest/issue/summary", issueId=issue)).json()["summary"]


async def test_a_pipeline_and_its_deployment_arrive_in_the_panel(linked: Admin):
    made = await linked.at_gitlab("POST", "/projects/1/pipeline", params={"ref": BRANCH})
    assert (made.status_code, made.json()["status"]) == (201, "created")

    async def ended() -> bool:
        answer = await linked.at_gitlab("GET", f"/projects/1/pipelines/{made.json()['id']}")
        return answer.json()["status"] == "success"

    await eventually(ended)

    async def told() -> bool:
        shown = await panel(linked)
        places = shown["deployment-environment"]["overall"].get("topEnvironments", [])
        done = [one["status"] for one in places] == ["successful"]
        return done and shown["build"]["overall"].get("successfulBuildCount") == 1

    await eventually(told)
    query = {"jql": "issue in (PLAT-6, PLAT-7) and development[builds].all > 0", "fields": "summary"}
    found = (await linked.at_jira("/rest/api/3/search/jql", **query)).json()["issues"]
    assert [one["key"] for one in found] == ["PLAT-7"]


async def test_a_feature_flag_arrives_when_its_description_names_an_issue(linked: Admin):
    strategies = [{"name": "default", "scopes": [{"environment_scope": "production"}]}]
    for name, description in (("silent", "no issue"), ("loud", "for PLAT-7")):
        flag = {"name": name, "version": "new_version_flag", "description": description, "strategies": strategies}
        assert (await linked.at_gitlab("POST", "/projects/1/feature_flags", json=flag)).status_code == 201

    async def told() -> bool:
        return bool(linked.lab.truth()[linked.jira["url"]]["providers"]["flags"])

    await eventually(told)
    assert linked.lab.truth()[linked.jira["url"]]["providers"]["flags"] == 1
