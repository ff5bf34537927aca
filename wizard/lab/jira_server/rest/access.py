"""Which issue or project a request names, and whether who asks may see it."""

from starlette.requests import Request

from wizard.lab.jira_server.callers import caller, signed_in
from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.records import Issue, Person, Project
from wizard.lab.jira_server.refusals import ISSUE_UNKNOWN, ISSUE_UNSEEN, refused

_HIDING = ("integration-issue-hidden", "integration-no-browse")
"""Faults under which no issue is seen, in projects that are."""


def asked_issue(instance: Instance, request: Request) -> Issue:
    """Return the issue that the path names.

    Raises: Refused. Unlike Jira Cloud an old Jira tells what is not there (404) from what may not be seen (401, 403).
    """
    issue = instance.world.issue(request.path_params["key"])
    if issue is None:
        raise refused(404, ISSUE_UNKNOWN)
    person = caller(request)
    hidden = any(instance.bites(fault) is not None for fault in _HIDING)
    if hidden or not instance.browses(person, issue.project):
        raise refused(401, ISSUE_UNSEEN, "Login Required") if person is None else refused(403, ISSUE_UNSEEN)
    return issue


def issue_to_change(instance: Instance, request: Request) -> tuple[Person, Issue]:
    """Return who asks and the issue that the path names. Raises: Refused, also for an anonymous call."""
    issue = asked_issue(instance, request)
    return signed_in(request), issue


def asked_project(instance: Instance, request: Request) -> Project:
    """Return the project that the path names. Raises: Refused, also for one that may not be seen."""
    named = request.path_params["key"]
    project = instance.world.project(named)
    unseen = instance.bites("integration-project-hidden") is not None
    if project is None or unseen or not instance.browses(caller(request), project):
        kind = "id" if named.isdigit() else "key"
        raise refused(404, f"No project could be found with {kind} '{named}'.")
    return project
