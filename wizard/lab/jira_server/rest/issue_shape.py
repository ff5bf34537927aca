"""An issue as the API shows it: wiki text, people by name, and what `expand` puts beside the fields."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from starlette.requests import Request

from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.records import CLOSED, DONE, RESOLUTIONS, Comment, Issue
from wizard.lab.jira_server.rest.asked import jira_time
from wizard.lab.jira_server.rest.catalogue import FIELDS, named_shape, status_shape, type_shape
from wizard.lab.jira_server.rest.people import named
from wizard.lab.jira_server.rest.projects import project_shape
from wizard.lab.jira_server.wiki import rendered
from wizard.lab.jira_server.workflow import LEADS_ON, Transition

_EVERY = tuple(field.id for field in FIELDS)
_NAVIGABLE = tuple(field.id for field in FIELDS if field.navigable)
_EXPANDS = "renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations"


def asked_fields(request: Request) -> list[str]:
    """Return the names of the query's `fields`, which may be repeated and hold several each."""
    return [name.strip() for text in request.query_params.getlist("fields") for name in text.split(",") if name.strip()]


def chosen(asked: Iterable[str], default: str) -> list[str]:
    """Return the ids of the fields to show: `*all`, `*navigable`, names, and names taken away by a minus."""
    names = list(asked) or [default]
    if all(name.startswith("-") for name in names):
        names = [default, *names]
    shown: set[str] = set()
    for name in names:
        if name.startswith("-"):
            shown.discard(name[1:])
        else:
            shown.update({"*all": _EVERY, "*navigable": _NAVIGABLE}.get(name, (name,)))
    return [each for each in _EVERY if each in shown]


def issue_shape(instance: Instance, issue: Issue, fields: Iterable[str], expand: str = "") -> dict[str, Any]:
    """Return the issue with these fields, and what `expand` names beside them."""
    hidden = ("duedate",) if instance.bites("integration-field-hidden") is not None else ()
    fields = [name for name in fields if name not in hidden]
    if instance.bites("integration-issue-resolved") is not None:
        issue = replace(issue, status=CLOSED, resolution=RESOLUTIONS[0], resolved=issue.resolved or issue.created)
    return {
        "expand": _EXPANDS,
        "id": issue.id,
        "self": f"{instance.url}/rest/api/2/issue/{issue.id}",
        "key": issue.key,
        "fields": {name: _FIELD[name](instance, issue) for name in fields},
    } | _beside(instance, issue, fields, expand)


def leads_on(instance: Instance, issue: Issue) -> Sequence[Transition]:
    """Return what the workflow leads on to; that of another type has other numbers and no way to what is done."""
    if instance.bites("integration-transition-unknown") is None:
        return LEADS_ON[issue.status]
    open_ways = (each for each in LEADS_ON[issue.status] if each.to.category is not DONE)
    return [replace(each, id=f"9{each.id}") for each in open_ways]


def transition_shape(instance: Instance, transition: Transition) -> dict[str, Any]:
    return {"id": transition.id, "name": transition.name, "to": status_shape(instance, transition.to)}


def comment_shape(instance: Instance, issue: Issue, comment: Comment) -> dict[str, Any]:
    author = named(instance, comment.author)
    return {
        "self": f"{instance.url}/rest/api/2/issue/{issue.id}/comment/{comment.id}",
        "id": comment.id,
        "author": author,
        "body": comment.body,
        "updateAuthor": author,
        "created": jira_time(comment.created),
        "updated": jira_time(comment.created),
    }


def comment_page(instance: Instance, issue: Issue) -> dict[str, Any]:
    """Return all comments: an old Jira gives them in one page."""
    shapes = [comment_shape(instance, issue, each) for each in issue.comments]
    return {"comments": shapes, "maxResults": len(shapes), "total": len(shapes), "startAt": 0}


def _beside(instance: Instance, issue: Issue, fields: list[str], expand: str) -> dict[str, Any]:
    known = {field.id: field for field in FIELDS}
    parts: Mapping[str, Callable[[], Any]] = {
        "renderedFields": lambda: {
            "description": rendered(issue.description),
            "comment": {"comments": [{"id": each.id, "body": rendered(each.body)} for each in issue.comments]},
        },
        "transitions": lambda: [transition_shape(instance, each) for each in leads_on(instance, issue)],
        "names": lambda: {name: known[name].name for name in fields},
        "schema": lambda: {name: known[name].schema for name in fields},
    }
    return {name: part() for name, part in parts.items() if name in expand.split(",")}


def _brief(instance: Instance, issue: Issue) -> dict[str, Any]:
    return {
        "id": issue.id,
        "key": issue.key,
        "self": f"{instance.url}/rest/api/2/issue/{issue.id}",
        "fields": {
            "summary": issue.summary,
            "status": status_shape(instance, issue.status),
            "issuetype": type_shape(instance, issue.type),
        },
    }


def _parent(instance: Instance, issue: Issue) -> dict[str, Any] | None:
    parent = instance.world.issue(issue.parent) if issue.parent else None
    return _brief(instance, parent) if parent else None


_FIELD: Mapping[str, Callable[[Instance, Issue], Any]] = {
    "summary": lambda _instance, issue: issue.summary,
    "issuetype": lambda instance, issue: type_shape(instance, issue.type),
    "project": lambda instance, issue: project_shape(instance, issue.project),
    "parent": _parent,
    "status": lambda instance, issue: status_shape(instance, issue.status),
    "resolution": lambda instance, issue: issue.resolution and named_shape(instance, "resolution", issue.resolution),
    "resolutiondate": lambda _instance, issue: jira_time(issue.resolved) if issue.resolution else None,
    "priority": lambda instance, issue: named_shape(instance, "priority", issue.priority),
    "reporter": lambda instance, issue: named(instance, issue.reporter),
    "assignee": lambda instance, issue: named(instance, issue.assignee),
    "created": lambda _instance, issue: jira_time(issue.created),
    "updated": lambda _instance, issue: jira_time(issue.updated),
    "duedate": lambda _instance, _issue: None,
    "labels": lambda _instance, issue: list(issue.labels),
    "description": lambda _instance, issue: issue.description or None,
    "subtasks": lambda instance, issue: [_brief(instance, each) for each in instance.world.subtasks(issue.key)],
    "comment": comment_page,
}
