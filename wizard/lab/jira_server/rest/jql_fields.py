"""The fields that a query can ask for: what an issue holds there, and which values there are."""

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.records import (
    DONE,
    IN_PROGRESS,
    PRIORITIES,
    RESOLUTIONS,
    STATUSES,
    TO_DO,
    TYPES,
    Issue,
    Person,
    Project,
)

Test = Callable[[Issue], bool]
_COMPARES: Mapping[str, Callable[[float, float], bool]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge, "=": operator.eq,
}  # fmt: skip
_DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M")
_RELATIVE = re.compile(r"([+-]?\d{1,6})([mhdw])")
_UNIT_S = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_ISSUES = ("issue", "key", "issuekey", "id")
_PEOPLE = ("assignee", "reporter")


class JqlRefused(Exception):
    """The query cannot be answered; the text goes to the caller."""


@dataclass(frozen=True, slots=True)
class Sources:
    """What the fields of a query look at."""

    instance: Instance
    asking: Person | None


def _both(options: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return what a value may be called, by name and by id -> its id."""
    return {called.lower(): number for number, name in options for called in (number, name)}


_LISTED: Mapping[str, dict[str, str]] = {
    "status": _both(tuple((one.id, one.name) for one in STATUSES)),
    "issuetype": _both(tuple((one.id, one.name) for one in TYPES)),
    "priority": _both(tuple((one.id, one.name) for one in PRIORITIES)),
    "resolution": _both(tuple((one.id, one.name) for one in RESOLUTIONS)) | {"unresolved": ""},
    "statuscategory": _both(tuple((str(one.id), one.name) for one in (TO_DO, IN_PROGRESS, DONE)))
    | {one.key: str(one.id) for one in (TO_DO, IN_PROGRESS, DONE)},
}
_HOLDS: Mapping[str, Callable[[Issue], tuple[str, ...]]] = {
    "status": lambda issue: (issue.status.id,),
    "issuetype": lambda issue: (issue.type.id,),
    "priority": lambda issue: (issue.priority.id,),
    "resolution": lambda issue: (issue.resolution.id if issue.resolution else "",),
    "statuscategory": lambda issue: (str(issue.status.category.id),),
    "project": lambda issue: (issue.project.key,),
    "key": lambda issue: (issue.key,),
    "assignee": lambda issue: (issue.assignee,),
    "reporter": lambda issue: (issue.reporter,),
    "labels": lambda issue: issue.labels or ("",),
}


def test_of(field: str, sign: str, values: list[str], sources: Sources) -> Test:
    """Return the test that a field, an operator and its values make.

    Raises: JqlRefused for a field, operator or value that is not there.
    """
    name = _plain(field)
    if name in ("summary", "description", "text"):
        return _worded(name, sign, values)
    if name in ("created", "updated"):
        return _dated(field, name, sign, values, sources)
    if name not in _HOLDS:
        raise JqlRefused(f"Field '{field}' does not exist or you do not have permission to view it.")
    if sign not in ("=", "!=", "in", "not in", "is", "is not"):
        raise JqlRefused(f"The operator '{sign}' is not supported by the '{field}' field.")
    holds = _HOLDS[name]
    wanted = {""} if sign.startswith("is") else {_known(field, name, value, sources) for value in values}
    if sign in ("!=", "not in", "is not"):
        return lambda issue: wanted.isdisjoint(holds(issue))
    return lambda issue: not wanted.isdisjoint(holds(issue))


def named_in(field: str, sign: str, values: list[str], sources: Sources) -> frozenset[str] | None:
    """Return the keys of the projects outside of which this cannot hold, None where it says nothing of them."""
    name = _plain(field)
    if sign not in ("=", "in") or name not in ("project", "key"):
        return None
    known = (_known(field, name, value, sources) for value in values)
    return frozenset(key if name == "project" else key.rpartition("-")[0] for key in known)


def _plain(field: str) -> str:
    name = field.lower()
    return "key" if name in _ISSUES else {"type": "issuetype", "createddate": "created"}.get(name, name)


def _known(field: str, name: str, value: str, sources: Sources) -> str:
    """Return how an issue holds this value. Raises: JqlRefused for one that is not there."""
    world, instance = sources.instance.world, sources.instance
    if name == "key":
        issue = world.issue(value)
        if issue is None or not instance.browses(sources.asking, issue.project):
            raise JqlRefused(f"An issue with key '{value}' does not exist for field '{field}'.")
        return issue.key
    if name == "project":
        project = world.project(value) or world.project(value.upper()) or _called(value, sources)
        if project is None or not instance.browses(sources.asking, project):
            raise JqlRefused(f"The value '{value}' does not exist for the field '{field}'.")
        return project.key
    if name in _PEOPLE and value.lower() == "currentuser()":
        return sources.asking.name if sources.asking else ""
    if name == "labels" or value.lower() in ("empty", "null"):
        return "" if value.lower() in ("empty", "null") else value
    return _listed(field, name, value, sources)


def _called(value: str, sources: Sources) -> Project | None:
    """Return the project of this name."""
    return next((one for one in sources.instance.world.projects if one.name.lower() == value.lower()), None)


def _listed(field: str, name: str, value: str, sources: Sources) -> str:
    if name in _PEOPLE:
        person = sources.instance.world.person(value)
        found = person.name if person else None
    else:
        found = _LISTED[name].get(value.lower())
    if found is None:
        raise JqlRefused(f"The value '{value}' does not exist for the field '{field}'.")
    return found


def _worded(name: str, sign: str, values: list[str]) -> Test:
    """Return the test of `~`: every word begins a word of the text."""
    if sign not in ("~", "!~"):
        raise JqlRefused(f"The operator '{sign}' is not supported by the '{name}' field.")
    wanted = [word.rstrip("*").lower() for word in values[0].split()]

    def found(issue: Issue) -> bool:
        texts = {"summary": issue.summary, "description": issue.description}
        text = texts.get(name, f"{issue.summary} {issue.description}").lower()
        said = re.findall(r"\w+", text)
        return all(any(one.startswith(word) for one in said) for word in wanted)

    return found if sign == "~" else lambda issue: not found(issue)


def _dated(field: str, name: str, sign: str, values: list[str], sources: Sources) -> Test:
    if sign not in _COMPARES:
        raise JqlRefused(f"The operator '{sign}' is not supported by the '{field}' field.")
    compare, asked = _COMPARES[sign], _moment(field, values[0], sources.instance.now())
    if name == "created":
        return lambda issue: compare(issue.created, asked)
    return lambda issue: compare(issue.updated, asked)


def _moment(field: str, text: str, now: float) -> float:
    relative = _RELATIVE.fullmatch(text)
    if relative is not None:
        return now + int(relative[1]) * _UNIT_S[relative[2]]
    if text.lower() == "now()":
        return now
    for form in _DATES:
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC).timestamp()
        except ValueError:
            continue
    raise JqlRefused(
        f"Date value '{text}' for field '{field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', "
        "'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'."
    )
