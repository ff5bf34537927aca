"""The fields that a request sets: read into values, and each wrong one named."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.records import PRIORITIES, RESOLUTIONS, TYPES, IssueType, Named

Option = TypeVar("Option", IssueType, Named)
_LONGEST_SUMMARY = 255
_UNSETTABLE = "Field '{name}' cannot be set. It is not on the appropriate screen, or unknown."


class Wanted(msgspec.Struct):
    """The body of a request that makes or edits an issue."""

    fields: dict[str, Any] = {}
    update: dict[str, list[dict[str, Any]]] = {}


@dataclass(slots=True)
class Reading:
    values: dict[str, Any] = field(default_factory=dict)
    """Attributes of an issue."""
    errors: dict[str, str] = field(default_factory=dict)


class _Wrong(Exception):
    """The value cannot stand; the text goes to the caller."""


def read_fields(instance: Instance, wanted: Wanted, labels: Iterable[str] = ()) -> Reading:
    """Return what the body sets; `project`, `parent` and `resolution` are left to others."""
    reading = Reading()
    for name, value in wanted.fields.items():
        if name in ("project", "parent", "resolution"):
            continue
        _read(instance, reading, name, value)
    for name, steps in wanted.update.items():
        if name == "labels":
            reading.values["labels"] = _changed(tuple(reading.values.get("labels", labels)), steps)
        elif name != "comment":
            for step in steps:
                _read(instance, reading, name, step.get("set"))
    return reading


def resolution_of(sent: Any) -> Named | None:  # noqa: ANN401 - reads one member of a JSON body
    """Return the resolution that was sent by name or id, None for none or an unknown one."""
    return _listed(sent, RESOLUTIONS)


def _read(instance: Instance, reading: Reading, name: str, value: Any) -> None:  # noqa: ANN401 - one member of a body
    reader = _READERS.get(name)
    if reader is None:
        reading.errors[name] = _UNSETTABLE.format(name=name)
        return
    attribute, read = reader
    try:
        reading.values[attribute] = read(instance, value)
    except _Wrong as wrong:
        reading.errors[name] = str(wrong)


def _summary(_instance: Instance, value: Any) -> str:  # noqa: ANN401 - one member of a JSON body
    if not isinstance(value, str) or not value.strip():
        raise _Wrong("You must specify a summary of the issue.")
    if "\n" in value:
        raise _Wrong("The summary is invalid because it contains newline characters.")
    if len(value) > _LONGEST_SUMMARY:
        raise _Wrong(f"Summary must be less than {_LONGEST_SUMMARY} characters.")
    return value


def _description(_instance: Instance, value: Any) -> str:  # noqa: ANN401 - one member of a JSON body
    if value is not None and not isinstance(value, str):
        # What Jira Cloud calls a document: here a description is wiki text.
        raise _Wrong("Operation value must be a string")
    return value or ""


def _type(_instance: Instance, value: Any) -> IssueType:  # noqa: ANN401 - one member of a JSON body
    found = _listed(value, TYPES)
    if found is None:
        raise _Wrong("Could not find issuetype by id or name.")
    return found


def _priority(_instance: Instance, value: Any) -> Named:  # noqa: ANN401 - one member of a JSON body
    found = _listed(value, PRIORITIES)
    if found is None:
        raise _Wrong("The priority selected is invalid.")
    return found


def _person(instance: Instance, value: Any) -> str:  # noqa: ANN401 - one member of a JSON body
    if value is None or value == {"name": None} or value == {"name": ""}:
        return ""
    name = value.get("name") if isinstance(value, dict) else None
    if not isinstance(name, str):
        # Account ids are of Jira Cloud.
        raise _Wrong("expected Object containing a 'name' property")
    person = instance.world.person(name)
    if person is None:
        raise _Wrong(f"User '{name}' does not exist.")
    return person.name


def _labels(_instance: Instance, value: Any) -> tuple[str, ...]:  # noqa: ANN401 - one member of a JSON body
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise _Wrong("data was not an array")
    spaced = next((each for each in value if " " in each), None)
    if spaced is not None:
        raise _Wrong(f"The label '{spaced}' contains spaces which is invalid.")
    return tuple(dict.fromkeys(value))


def _changed(labels: tuple[str, ...], steps: list[dict[str, Any]]) -> tuple[str, ...]:
    for step in steps:
        if "set" in step:
            labels = tuple(step["set"])
        labels = tuple(each for each in labels if each != step.get("remove"))
        if step.get("add"):
            labels = (*labels, str(step["add"]))
    return tuple(dict.fromkeys(labels))


def _listed(value: Any, options: Iterable[Option]) -> Option | None:  # noqa: ANN401 - one member of a JSON body
    """Return the option that was sent by id or name."""
    if not isinstance(value, dict):
        return None
    number, name = value.get("id"), value.get("name")
    return next((one for one in options if one.id == str(number) or one.name == name), None)


_READERS: Mapping[str, tuple[str, Callable[[Instance, Any], Any]]] = {
    "summary": ("summary", _summary),
    "description": ("description", _description),
    "issuetype": ("type", _type),
    "priority": ("priority", _priority),
    "assignee": ("assignee", _person),
    "reporter": ("reporter", _person),
    "labels": ("labels", _labels),
}
"""Field -> attribute of an issue, and how its value is read."""
