"""Integrations of projects and groups: the list of active ones, and the app's own entry."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import json_answer, not_found
from wizard.lab.gitlab.api.caller import Caller, caller_of, group_of, project_of
from wizard.lab.gitlab.api.jira_integration import shown as shown_jira
from wizard.lab.gitlab.api.paging import paged
from wizard.lab.gitlab.flags import CONFIGURATION
from wizard.lab.gitlab.jira_issues.inheritance import in_force
from wizard.lab.gitlab.world.chance import stamp
from wizard.lab.gitlab.world.namespaces import Namespace
from wizard.lab.gitlab.world.people import MAINTAINER, OWNER


async def of_project(request: Request) -> Response:
    caller = caller_of(request)
    project = project_of(request, caller, MAINTAINER)
    rows = _cloud_app(caller, project.namespace) + _jira(caller, "project", project.id)
    return paged(request, rows, lambda one: one)


async def of_group(request: Request) -> Response:
    caller = caller_of(request)
    if not caller.gitlab.knows("cloud-app-integration"):
        raise not_found()
    group = group_of(request, caller, OWNER)
    return paged(request, _cloud_app(caller, group) + _jira(caller, "group", group.id), lambda one: one)


async def cloud_app_of_project(request: Request) -> Response:
    caller = caller_of(request)
    return _one(_cloud_app(caller, project_of(request, caller, MAINTAINER).namespace))


async def cloud_app_of_group(request: Request) -> Response:
    caller = caller_of(request)
    return _one(_cloud_app(caller, group_of(request, caller, OWNER)))


def _one(rows: list[dict[str, Any]]) -> Response:
    if not rows:
        raise not_found("Integration")
    return json_answer(rows[0])


def _cloud_app(caller: Caller, namespace: Namespace) -> list[dict[str, Any]]:
    """Return the entry of the GitLab for Jira Cloud app once the group or a group above it is linked."""
    gitlab = caller.gitlab
    if not gitlab.flag(CONFIGURATION) or not gitlab.receivers(namespace):
        return []
    line = {one.id for one in gitlab.world.namespaces.lineage(namespace)}
    since = min(one.created_at for one in gitlab.records.subscriptions.values() if one.namespace_id in line)
    return [
        {
            "id": 9000 + namespace.id, "title": "GitLab for Jira Cloud app", "slug": "jira-cloud-app",
            "created_at": stamp(since), "updated_at": stamp(since), "active": True, "inherited": False,
            "commit_events": True, "push_events": False, "merge_requests_events": True, "tag_push_events": False,
            "properties": {"jira_cloud_app_service_ids": None, "jira_cloud_app_enable_deployment_gating": False},
        }
    ]  # fmt: skip


def _jira(caller: Caller, kind: str, number: int) -> list[dict[str, Any]]:
    key = (kind, number)
    stored = in_force(caller.gitlab, key)
    if stored is None or not stored["active"]:
        return []
    return [{name: value for name, value in shown_jira(caller.gitlab, key, stored).items() if name != "properties"}]
