"""When the integration works: commits that were pushed, merge requests that were written or merged."""

from collections.abc import Coroutine, Sequence
from typing import Any

from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_issues.client import JiraClient
from wizard.lab.gitlab.jira_issues.close import close, closed_by
from wizard.lab.gitlab.jira_issues.imported import works
from wizard.lab.gitlab.jira_issues.inheritance import integration_of
from wizard.lab.gitlab.jira_issues.keys import keys_in
from wizard.lab.gitlab.jira_issues.mention import Entity, mention
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.gitlab.world.records import Commit, MergeRequest


def commits_pushed(gitlab: Instance, project: Project, branch: str, commits: Sequence[Commit]) -> None:
    """Mention each commit in the issues that its message names; on the default branch it closes those it says."""
    client = _client(gitlab, project)
    if client is None:
        return
    for commit in commits:
        url = f"{_address(gitlab, project)}/-/commit/{commit.sha}"
        closed = closed_by(commit.message) if branch == project.default_branch else []
        for key in keys_in(gitlab, client.settings, commit.message):
            if key in closed:
                _start(gitlab, key, close(client, key, commit.sha, url))
            elif client.settings["commit_events"]:
                entity = _entity(gitlab, project, "commit", commit.title, url, commit.author, branch)
                _start(gitlab, key, mention(client, key, entity))


def merge_request_written(gitlab: Instance, project: Project, one: MergeRequest) -> None:
    """Mention the merge request in the issues that its title and description name."""
    client = _client(gitlab, project)
    if client is None or not client.settings["merge_requests_events"]:
        return
    url = f"{_address(gitlab, project)}/-/merge_requests/{one.iid}"
    entity = _entity(gitlab, project, "merge_request", one.title, url, one.author)
    for key in keys_in(gitlab, client.settings, one.title, one.description):
        _start(gitlab, key, mention(client, key, entity))


def merge_request_merged(gitlab: Instance, project: Project, one: MergeRequest, commit: Commit) -> None:
    """Close the issues that the description says are closed by a merge into the default branch."""
    client = _client(gitlab, project)
    if client is None or one.target_branch != project.default_branch:
        return
    url = f"{_address(gitlab, project)}/-/commit/{commit.sha}"
    for key in closed_by(one.description):
        _start(gitlab, key, close(client, key, commit.sha, url))


def _client(gitlab: Instance, project: Project) -> JiraClient | None:
    settings = integration_of(gitlab, project)
    return JiraClient(gitlab, settings) if settings is not None and works(gitlab, project, settings) else None


def _entity(
    gitlab: Instance, project: Project, kind: str, title: str, url: str, author: str, branch: str = ""
) -> Entity:
    name = f"{project.namespace.full_name} / {project.name}"
    return Entity(kind, title, url, gitlab.world.user(author), name, _address(gitlab, project), branch)


def _address(gitlab: Instance, project: Project) -> str:
    return f"{gitlab.external_url}/{project.full_path}"


def _start(gitlab: Instance, key: str, job: Coroutine[Any, Any, None]) -> None:
    gitlab.desk.start(f"jira-issue-{key}", job)
