"""What a push must fulfil where the integration checks commits: an issue is named, exists, and has an allowed status.

Source: gitlab.md 6.4 for the first two texts; that of the status is recalled. From 18.3 on.
"""

from typing import Any
from urllib.parse import quote

from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_issues.client import JiraClient, JiraRefused
from wizard.lab.gitlab.jira_issues.inheritance import integration_of
from wizard.lab.gitlab.jira_issues.keys import keys_in
from wizard.lab.gitlab.world.projects import Project


async def push_problem(gitlab: Instance, project: Project, message: str) -> str | None:
    """Return why a commit with this message may not be pushed; None when it may."""
    settings = integration_of(gitlab, project)
    if settings is None or not settings["jira_check_enabled"] or not gitlab.knows("push-checks"):
        return None
    keys = keys_in(gitlab, settings, message)
    if not keys:
        return "No Jira issue found in commit message"
    client, allowed = JiraClient(gitlab, settings), _statuses(settings)
    if not settings["jira_exists_check_enabled"] and not allowed:
        return None
    for key in keys:
        problem = await _problem_of(client, key, allowed)
        if problem is not None:
            return problem
    return None


async def _problem_of(client: JiraClient, key: str, allowed: list[str]) -> str | None:
    try:
        issue = await client.get(f"/issue/{quote(key)}")
    except JiraRefused:
        return f"Jira issue {key} does not exist"
    status = str(issue["fields"]["status"]["name"])
    if allowed and status.lower() not in allowed:
        return f"Jira issue {key} does not have an allowed status: {status}"
    return None


def _statuses(settings: dict[str, Any]) -> list[str]:
    named = settings["jira_allowed_statuses_as_string"] if settings["jira_status_check_enabled"] else ""
    return [one.strip().lower() for one in named.split(",") if one.strip()]
