"""Reading one submission of builds, deployments or flags: refused as a whole, or judged entity by entity."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec

from wizard.lab.jira.providers.family import Entity, Family, Key, Verdict
from wizard.lab.jira.refusals import providers

MOST_ENTITIES = 100
MOST_PROPERTIES = 5
LONGEST_PROPERTY = 255
LONGEST_BODY = 1 << 20
"""Our own choice: 413 is documented, the size is not."""


@dataclass(frozen=True, slots=True)
class Known:
    """What a site can tell of the names in a submission."""

    issue: Callable[[str], str | None]
    """Key or id -> key of the issue."""
    repository: Callable[[str], bool]
    """Tells whether the app has sent development information of this repository."""


@dataclass(slots=True)
class Submission:
    """What is kept: entities, each with the keys of the issues it belongs to."""

    properties: Mapping[str, str]
    kept: list[tuple[Key, Entity, Sequence[str]]] = field(default_factory=list)
    rejected: list[tuple[Key, Sequence[str]]] = field(default_factory=list)
    unknown_keys: dict[str, None] = field(default_factory=dict)
    unknown_associations: list[Mapping[str, Any]] = field(default_factory=list)

    def verdict(self) -> Verdict:
        accepted = [key for key, _, _ in self.kept]
        return Verdict(accepted, self.rejected, list(self.unknown_keys), self.unknown_associations)


def read_submission(body: bytes, family: Family, known: Known) -> Submission:
    """Return the judged submission.

    Raises: `Refused` when the request as a whole is wrong.
    """
    if len(body) > LONGEST_BODY:
        raise providers(413, "The request is too large")
    request = _request(body)
    submission = Submission(_properties(request.get("properties") or {}))
    keys: set[Key] = set()
    for entity in _entities(request, family):
        key = _key(entity, family)
        if key in keys:
            raise providers(400, f"Duplicate {family.noun} keys are not allowed")
        keys.add(key)
        _judge(submission, entity, key, family, known)
    return submission


def _request(body: bytes) -> Mapping[str, Any]:
    try:
        request = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError) as error:
        raise providers(400, "The request body is not valid JSON") from error
    if not isinstance(request, dict):
        raise providers(400, "The request body must be an object")
    return request


def _properties(properties: object) -> Mapping[str, str]:
    if not isinstance(properties, dict) or len(properties) > MOST_PROPERTIES:
        raise providers(400, f"At most {MOST_PROPERTIES} properties are allowed")
    for key, value in properties.items():
        if not isinstance(value, str) or max(len(key), len(value)) > LONGEST_PROPERTY:
            raise providers(400, f"Property keys and values are strings of at most {LONGEST_PROPERTY} characters")
        if key.startswith("_"):
            raise providers(400, "Property keys must not start with '_'")
    return properties


def _entities(request: Mapping[str, Any], family: Family) -> list[dict[str, Any]]:
    listed = request.get(family.listed)
    if not isinstance(listed, list) or not all(isinstance(each, dict) for each in listed):
        raise providers(400, f"'{family.listed}' must be a list of objects")
    if not 1 <= len(listed) <= MOST_ENTITIES:
        raise providers(400, f"Between 1 and {MOST_ENTITIES} {family.listed} must be provided")
    return listed


def _key(entity: Entity, family: Family) -> Key:
    """Return what names the entity; an answer could not speak of one without."""
    parts = family.key_of(entity)
    key = tuple(part for part in parts if isinstance(part, str | int) and not isinstance(part, bool) and part != "")
    if len(key) < len(parts):
        raise providers(400, f"The key of a {family.noun} is missing")
    return key


def _judge(submission: Submission, entity: Entity, key: Key, family: Family, known: Known) -> None:
    problems = family.rules.problems(entity)
    if problems:
        submission.rejected.append((key, problems))
        return
    asked = family.links_of(entity)
    issues = {name: known.issue(name) for name in asked}
    submission.unknown_keys.update((name, None) for name, found in issues.items() if found is None)
    others, unknown = _associated(entity, known)
    submission.unknown_associations += unknown
    found = list(dict.fromkeys(key for key in issues.values() if key is not None))
    if found or others:
        kept = family.rules.known(entity)
        if "issueKeys" in kept:
            kept["issueKeys"] = [name for name in kept["issueKeys"] if issues[name]]
        submission.kept.append((key, kept, found))
    else:
        submission.rejected.append((key, [f"No valid issues found for {family.noun}"]))


def _associated(entity: Entity, known: Known) -> tuple[bool, list[Mapping[str, Any]]]:
    """Tell whether the entity is bound to a repository that is known, and what of the rest is not.

    The site has no services: all that are named are unknown.
    """
    bound, unknown = False, list[Mapping[str, Any]]()
    for each in entity.get("associations") or ():
        kind, values = each["associationType"], each["values"]
        missing = [one for one in values if not known.repository(str(one.get("repositoryId")))] if _coded(kind) else []
        if kind == "serviceIdOrKeys":
            missing = values
        elif _coded(kind):
            bound = bound or len(missing) < len(values)
        if missing:
            unknown.append({"associationType": kind, "values": missing})
    return bound, unknown


def _coded(kind: str) -> bool:
    return kind in ("commit", "repository")
