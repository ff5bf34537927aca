"""The fields that a query can ask for, each with the operators it takes."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from wizard.lab.jira.issue import PRIORITIES, STATUSES, TYPES, Issue, Project
from wizard.lab.jira.rest import adf
from wizard.lab.jira.rest.jql_condition import Condition, opposite
from wizard.lab.jira.rest.jql_words import JqlRefused, WordReader
from wizard.lab.jira.world import World

DEVELOPMENT = re.compile(r"^development\[(\w+)\]\.all$", re.IGNORECASE)
_KINDS = {
    "branches": "branches",
    "commits": "commits",
    "pullrequests": "pullRequests",
    "builds": "builds",
    "deployments": "deployments",
}
_RELATIVE = re.compile(r"^([+-]?\d{1,6})([mhdw])$")
_UNIT_S = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_DATE_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y-%m-%d %H:%M", "%Y/%m/%d %H:%M")
_COMPARE: Mapping[str, Callable[[float, float], bool]] = {
    ">": lambda held, asked: held > asked,
    ">=": lambda held, asked: held >= asked,
    "=": lambda held, asked: held == asked,
    "<": lambda held, asked: held < asked,
    "<=": lambda held, asked: held <= asked,
}


@dataclass(frozen=True, slots=True)
class Sources:
    """What the fields of a query look at."""

    world: World
    count: Callable[[str, str, int], int]
    """Branches, commits, pullRequests, builds or deployments; key of a project; number of an issue -> how many."""
    readable: Callable[[Project], bool]
    """Whether who asks may browse the project."""
    asking: str
    """Account id of who asks."""
    now: float


def condition(name: str, reader: WordReader, sources: Sources) -> Condition:
    """Return what a field, the operator and the value after it ask.

    Raises: `JqlRefused` for a field, operator or value that is not known.
    """
    development = DEVELOPMENT.match(name)
    if development:
        return _development(development[1].lower(), reader, sources)
    field = _ALIASES.get(name.lower(), name.lower())
    if field in _NAMED:
        return _chosen(field, reader, sources)
    if field in ("created", "updated"):
        return _date(field, reader, sources)
    if field in ("summary", "description", "text"):
        return _words(field, reader)
    raise JqlRefused(f"Field '{name}' does not exist or you do not have permission to view it.")


def _chosen(field: str, reader: WordReader, sources: Sources) -> Condition:
    """Read `=`, `!=`, `in`, `not in` and `is empty`."""
    if reader.skip("is"):
        negated = reader.skip("not")
        if not (reader.skip("empty") or reader.skip("null")):
            raise JqlRefused(f"Error in the JQL Query: Expecting 'EMPTY' but got '{reader.ahead}'.")
        held = _HELD[field]
        found = Condition(lambda issue: not held(issue))
        return opposite(found) if negated else found
    negated = reader.skip("!=") or reader.skip("not", "in")
    if negated:
        values = reader.values() if reader.rest and reader.rest[0].says("(") else [reader.value()]
    elif reader.skip("="):
        values = [reader.value()]
    else:
        reader.require("in")
        values = reader.values()
    found = _NAMED[field](field, values, sources)
    return opposite(found) if negated else found


def _issues(_field: str, names: Iterable[str], sources: Sources) -> Condition:
    wanted = set()
    for name in names:
        issue = sources.world.issue(name)
        if issue is None or not sources.readable(issue.project):
            raise JqlRefused(f"An issue with key '{name}' does not exist for field 'issue'.")
        wanted.add(issue.key)
    return Condition(lambda issue: issue.key in wanted, keys=frozenset(wanted), exact=True)


def _projects(_field: str, names: Iterable[str], sources: Sources) -> Condition:
    wanted = set()
    for name in names:
        project = sources.world.project(name) or sources.world.project(name.upper())
        if project is None or not sources.readable(project):
            raise JqlRefused(f"The value '{name}' does not exist for the field 'project'.")
        wanted.add(project.key)
    return Condition(lambda issue: issue.project.key in wanted, projects=frozenset(wanted), exact=True)


def _listed(field: str, names: Iterable[str], _sources: Sources) -> Condition:
    """Read values of which the site has a list: by name, or by id."""
    options = {option.lower(): value for value, names_of in _OPTIONS[field].items() for option in names_of}
    wanted = set()
    for name in names:
        if name.lower() not in options:
            raise JqlRefused(f"The value '{name}' does not exist for the field '{field}'.")
        wanted.add(options[name.lower()])
    held = _HELD[field]
    return Condition(lambda issue: not wanted.isdisjoint(held(issue)))


def _free(field: str, names: Iterable[str], sources: Sources) -> Condition:
    wanted = {sources.asking if name.lower() == "currentuser()" else name for name in names}
    held = _HELD[field]
    return Condition(lambda issue: not wanted.isdisjoint(held(issue)))


def _development(kind: str, reader: WordReader, sources: Sources) -> Condition:
    if kind not in _KINDS:
        raise JqlRefused(f"Field 'development[{kind}].all' does not exist or you do not have permission to view it.")
    operator, number = reader.next(), reader.next()
    if operator not in _COMPARE or not (number.isascii() and number.isdigit()) or len(number) > 9:
        raise JqlRefused("Error in the JQL Query: Expecting a comparison with a number.")
    test, asked = _COMPARE[operator], int(number)

    def may_pass(project: str, number: int) -> bool:
        return test(sources.count(_KINDS[kind], project, number), asked)

    def matches(issue: Issue) -> bool:
        return may_pass(issue.project.key, issue.number)

    return Condition(matches, may_pass=may_pass)


def _date(field: str, reader: WordReader, sources: Sources) -> Condition:
    operator = reader.next()
    if operator not in _COMPARE:
        raise JqlRefused(f"The operator '{operator}' is not supported by the '{field}' field.")
    test, asked = _COMPARE[operator], _moment(field, reader.value(), sources.now)
    if field == "created":
        return Condition(lambda issue: test(issue.created, asked))
    return Condition(lambda issue: test(issue.updated, asked))


def _moment(field: str, text: str, now: float) -> float:
    if text.lower() == "now()":
        return now
    relative = _RELATIVE.match(text)
    if relative:
        return now + int(relative[1]) * _UNIT_S[relative[2]]
    for form in _DATE_FORMS:
        try:
            return datetime.strptime(text, form).replace(tzinfo=UTC).timestamp()
        except ValueError:
            continue
    raise JqlRefused(
        f"Date value '{text}' for field '{field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', "
        "'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'."
    )


def _words(field: str, reader: WordReader) -> Condition:
    negated = reader.skip("!~")
    if not negated and not reader.skip("~"):
        raise JqlRefused(f"The operator '{reader.ahead}' is not supported by the '{field}' field.")
    wanted = [word.rstrip("*") for word in reader.value().lower().split()]

    def matches(issue: Issue) -> bool:
        held = _text_of(field, issue).lower().split()
        return all(any(each.startswith(word) for each in held) for word in wanted)

    found = Condition(matches)
    return opposite(found) if negated else found


def _text_of(field: str, issue: Issue) -> str:
    description = adf.plain(issue.description) if issue.description else ""
    return {"summary": issue.summary, "description": description}.get(field, f"{issue.summary} {description}")


_ALIASES = {
    "key": "issue",
    "issuekey": "issue",
    "id": "issue",
    "type": "issuetype",
    "createddate": "created",
    "updateddate": "updated",
}
_HELD: Mapping[str, Callable[[Issue], tuple[str, ...]]] = {
    "issue": lambda issue: (issue.key,),
    "project": lambda issue: (issue.project.key,),
    "status": lambda issue: (issue.status.id,),
    "statuscategory": lambda issue: (issue.status.category,),
    "issuetype": lambda issue: (issue.type.id,),
    "priority": lambda issue: (issue.priority.id,),
    "reporter": lambda issue: (issue.reporter,),
    "labels": lambda issue: issue.labels,
    "parent": lambda issue: (issue.parent,) if issue.parent else (),
}
_OPTIONS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "status": {each.id: (each.id, each.name) for each in STATUSES},
    "statuscategory": {each.category: (str(each.category_id), each.category, each.category_name) for each in STATUSES},
    "issuetype": {each.id: (each.id, each.name) for each in TYPES},
    "priority": {each.id: (each.id, each.name) for each in PRIORITIES},
}
_NAMED: Mapping[str, Callable[[str, Iterable[str], Sources], Condition]] = {
    "issue": _issues,
    "project": _projects,
    **dict.fromkeys(_OPTIONS, _listed),
    **dict.fromkeys(("reporter", "labels", "parent"), _free),
}
