"""An issue as the API shows it: which fields, in which version, with what beside them."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from starlette.requests import Request

from wizard.lab.jira.issue import STATUSES, Issue
from wizard.lab.jira.rest import adf
from wizard.lab.jira.rest.catalogue import FIELDS, priority_shape, status_shape, type_shape
from wizard.lab.jira.rest.comment_shape import comment_page
from wizard.lab.jira.rest.people import person_shape
from wizard.lab.jira.rest.projects import project_shape
from wizard.lab.jira.rest.server import jira_time
from wizard.lab.jira.site import Site

_NAVIGABLE = tuple(field.id for field in FIELDS if field.navigable)
_EVERY = tuple(field.id for field in FIELDS)


_DONE = next(each for each in STATUSES if each.category == "done")


def asked_fields(request: Request) -> list[str]:
    """Return the names of the query's `fields`, which may be repeated and hold several each."""
    return [name for text in request.query_params.getlist("fields") for name in text.split(",") if name]


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


def issue_shape(site: Site, issue: Issue, fields: Iterable[str], version: str = "3") -> dict[str, Any]:
    """Return the issue with these fields."""
    if site.twist.active("integration-issue-resolved") is not None:
        issue = replace(issue, status=_DONE)
    return {
        "expand": "renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations",
        "id": issue.id,
        "self": f"{site.url}/rest/api/{version}/issue/{issue.id}",
        "key": issue.key,
        "fields": {name: _FIELD[name](site, issue, version) for name in fields if name not in _hidden(site)},
    }


def _hidden(site: Site) -> tuple[str, ...]:
    """Return the fields that the site's field configuration hides: they are not there at all, not even empty."""
    return ("duedate",) if site.twist.active("integration-field-hidden") is not None else ()


def expanded(asked: str, fields: Iterable[str]) -> dict[str, Any]:
    """Return what `expand` puts beside the fields: their names and kinds."""
    known = {field.id: field for field in FIELDS}
    parts = {
        "names": {name: known[name].name for name in fields},
        "schema": {name: known[name].schema for name in fields},
    }
    return {name: part for name, part in parts.items() if name in asked.split(",")}


def _brief(site: Site, issue: Issue, version: str) -> Mapping[str, Any]:
    return {
        "id": issue.id,
        "key": issue.key,
        "self": f"{site.url}/rest/api/{version}/issue/{issue.id}",
        "fields": {
            "summary": issue.summary,
            "status": status_shape(site, issue.status),
            "issuetype": type_shape(site, issue.type),
        },
    }


def _parent(site: Site, issue: Issue, version: str) -> Mapping[str, Any] | None:
    parent = site.world.issue(issue.parent)
    return _brief(site, parent, version) if parent else None


def _resolution(site: Site, issue: Issue, version: str) -> Mapping[str, str] | None:
    """Return Done for what is done: each workflow here sets it on the way there and takes it back on the way out."""
    if issue.status.category != "done":
        return None
    address = f"{site.url}/rest/api/{version}/resolution/10000"
    return {"self": address, "id": "10000", "name": "Done", "description": "Work has been completed on this issue."}


_FIELD: Mapping[str, Callable[[Site, Issue, str], Any]] = {
    "summary": lambda _site, issue, _version: issue.summary,
    "issuetype": lambda site, issue, _version: type_shape(site, issue.type),
    "project": lambda site, issue, _version: project_shape(site, issue.project),
    "parent": _parent,
    "status": lambda site, issue, _version: status_shape(site, issue.status),
    "resolution": lambda site, issue, version: _resolution(site, issue, version),
    "priority": lambda site, issue, _version: priority_shape(site, issue.priority),
    "reporter": lambda site, issue, _version: person_shape(site, issue.reporter),
    "created": lambda _site, issue, _version: jira_time(issue.created),
    "updated": lambda _site, issue, _version: jira_time(issue.updated),
    "duedate": lambda _site, _issue, _version: None,
    "labels": lambda _site, issue, _version: list(issue.labels),
    "description": lambda _site, issue, version: adf.shown(issue.description, version) if issue.description else None,
    "subtasks": lambda site, issue, version: [
        _brief(site, each, version) for each in site.world.changes.subtasks(issue.key)
    ],
    "comment": lambda site, issue, version: comment_page(site, issue, version),
}
