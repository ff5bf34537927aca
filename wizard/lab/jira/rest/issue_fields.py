"""What somebody wants an issue to be: read from the `fields` and `update` of a request, fault by fault."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol, TypeVar

import msgspec

from wizard.lab.jira.issue import PRIORITIES, TYPES, IssueType
from wizard.lab.jira.rest import adf
from wizard.lab.jira.rest.catalogue import FIELDS
from wizard.lab.jira.site import Site

LONGEST_SUMMARY = 254
_SETTABLE = frozenset(each.id for each in FIELDS if each.settable)


class Wanted(msgspec.Struct):
    """The body of a request that makes or edits an issue."""

    fields: dict[str, Any] = {}
    update: dict[str, list[dict[str, Any]]] = {}


@dataclass(slots=True)
class Reading:
    """New values of an issue's members, and what is wrong by field."""

    values: dict[str, Any] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)


class _Named(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def name(self) -> str: ...


Choice = TypeVar("Choice", bound=_Named)


def read_fields(site: Site, wanted: Wanted, version: str, labels: tuple[str, ...] = ()) -> Reading:
    """Return the values of all fields but `project` and `parent`, which name other things of the site.

    `labels` are those the issue has, for an update that adds or removes one.
    """
    reading = Reading()
    sent = dict(wanted.fields)
    for name, operations in wanted.update.items():
        for each in operations:
            if "set" in each:
                sent[name] = each["set"]
            elif name == "labels":
                sent[name] = _changed_labels(sent.get(name, list(labels)), each)
            else:
                reading.errors[name] = f"Field '{name}' does not support operations other than 'set'."
    for name, value in sent.items():
        if name not in _SETTABLE:
            reading.errors[name] = f"Field '{name}' cannot be set. It is not on the appropriate screen, or unknown."
        elif name in _READERS:
            _READERS[name](site, value, version, reading)
    return reading


def chosen_type(value: object) -> IssueType | None:
    """Return the issue type named by id or name."""
    return _chosen(TYPES, value)


def _chosen(options: Iterable[Choice], value: object) -> Choice | None:
    if not isinstance(value, Mapping):
        return None
    return next(
        (
            each
            for each in options
            if each.id == str(value.get("id", "")) or each.name.lower() == str(value.get("name", "")).lower()
        ),
        None,
    )


def _changed_labels(held: object, operation: Mapping[str, Any]) -> object:
    if not isinstance(held, list):
        return held
    left = [each for each in held if each != operation.get("remove")]
    return left + [each for each in [operation.get("add")] if each is not None and each not in left]


def _summary(_site: Site, value: object, _version: str, reading: Reading) -> None:
    if not isinstance(value, str) or not value.strip():
        reading.errors["summary"] = "You must specify a summary of the issue."
    elif "\n" in value:
        reading.errors["summary"] = "The summary is invalid because it contains newline characters."
    elif len(value) > LONGEST_SUMMARY:
        reading.errors["summary"] = "Summary can't exceed 255 characters."
    else:
        reading.values["summary"] = value


def _type(_site: Site, value: object, _version: str, reading: Reading) -> None:
    found = chosen_type(value)
    if found is None:
        reading.errors["issuetype"] = "Specify a valid issue type"
    else:
        reading.values["type"] = found


def _priority(_site: Site, value: object, _version: str, reading: Reading) -> None:
    found = _chosen(PRIORITIES, value)
    if found is None:
        reading.errors["priority"] = "Specify a valid 'id' or 'name' for priority"
    else:
        reading.values["priority"] = found


def _reporter(site: Site, value: object, _version: str, reading: Reading) -> None:
    account = str(value.get("accountId") or value.get("id") or "") if isinstance(value, Mapping) else ""
    if site.world.user(account) is None:
        reading.errors["reporter"] = "The reporter specified is not a user."
    else:
        reading.values["reporter"] = account


def _labels(_site: Site, value: object, _version: str, reading: Reading) -> None:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        reading.errors["labels"] = "data was not an array"
        return
    spaced = next((each for each in value if " " in each), None)
    if spaced is not None:
        reading.errors["labels"] = f"The label '{spaced}' contains spaces which is invalid."
    else:
        reading.values["labels"] = tuple(dict.fromkeys(value))


def _description(_site: Site, value: object, version: str, reading: Reading) -> None:
    try:
        reading.values["description"] = None if value is None else adf.read(value, version)
    except adf.NotADocument as error:
        reading.errors["description"] = str(error)


_READERS: Mapping[str, Callable[[Site, object, str, Reading], None]] = {
    "summary": _summary,
    "issuetype": _type,
    "priority": _priority,
    "reporter": _reporter,
    "labels": _labels,
    "description": _description,
}
