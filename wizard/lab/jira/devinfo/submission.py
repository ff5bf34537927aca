"""Reading one bulk submission: refused as a whole, or judged entity by entity."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec

from wizard.lab.jira.devinfo.entities import KINDS, NAMES, REPOSITORY
from wizard.lab.jira.refusals import dev_tools

MOST_REPOSITORIES = 100
MOST_ENTITIES = 1000
MOST_OF_A_KIND = 400
MOST_PROPERTIES = 5
LONGEST_PROPERTY = 255
LONGEST_MESSAGE = 1024

Entity = Mapping[str, Any]


@dataclass(slots=True)
class Submission:
    """What is kept of a submission, and the answer that tells the app about the rest."""

    properties: Mapping[str, str]
    repositories: list[tuple[Entity, Mapping[str, list[Entity]]]] = field(default_factory=list)
    accepted: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    failed: dict[str, dict[str, Any]] = field(default_factory=dict)
    unknown_keys: dict[str, None] = field(default_factory=dict)

    @property
    def rejections(self) -> int:
        """Repositories and entities that are not kept."""
        return sum(
            bool(each["errorMessages"]) + sum(len(each[kind]) for kind in KINDS) for each in self.failed.values()
        )

    def reject(self, repository_id: str, kind: str, entity_id: str, message: str) -> None:
        """Tell of an entity that would have been kept."""
        self.accepted[repository_id][kind].remove(entity_id)
        entry = self.failed.setdefault(repository_id, _failure())
        entry[kind].append({"id": entity_id, "errorMessages": [{"message": message}]})

    def answer(self) -> Mapping[str, Any]:
        return {
            "acceptedDevinfoEntities": self.accepted,
            "failedDevinfoEntities": self.failed,
            "unknownIssueKeys": list(self.unknown_keys),
        }


def read_submission(body: bytes, knows: Callable[[str], bool]) -> Submission:
    """Return the judged submission; `knows` tells whether an issue key exists here.

    Raises: `Refused` with 400 when the request as a whole is wrong.
    """
    request = _request(body)
    submission = Submission(_properties(request.get("properties") or {}))
    for repository in _repositories(request):
        _judge_repository(submission, repository, knows)
    return submission


def reject_all(submission: Submission, message: str) -> None:
    """Turn everything that would have been kept into a rejection."""
    for repository_id, kinds in submission.accepted.items():
        entry = submission.failed.setdefault(repository_id, _failure())
        entry["errorMessages"].append({"message": message})
        for kind, ids in kinds.items():
            entry[kind] += [{"id": each, "errorMessages": [{"message": message}]} for each in ids]
    submission.accepted.clear()
    submission.repositories.clear()


def _request(body: bytes) -> Mapping[str, Any]:
    try:
        request = msgspec.json.decode(body)
    except msgspec.DecodeError as error:
        raise dev_tools(400, "The request body is not valid JSON") from error
    if not isinstance(request, dict):
        raise dev_tools(400, "The request body must be an object")
    return request


def _properties(properties: object) -> Mapping[str, str]:
    if not isinstance(properties, dict) or len(properties) > MOST_PROPERTIES:
        raise dev_tools(400, f"At most {MOST_PROPERTIES} properties are allowed")
    for key, value in properties.items():
        if not isinstance(value, str) or max(len(key), len(value)) > LONGEST_PROPERTY:
            raise dev_tools(400, f"Property keys and values are strings of at most {LONGEST_PROPERTY} characters")
        if key.startswith("_") or ":" in key:
            raise dev_tools(400, "Property keys must not start with '_' or contain ':'")
    return properties


def _repositories(request: Mapping[str, Any]) -> list[dict[str, Any]]:
    repositories = request.get("repositories")
    if not isinstance(repositories, list) or not all(isinstance(each, dict) for each in repositories):
        raise dev_tools(400, "'repositories' must be a list of objects")
    if not 1 <= len(repositories) <= MOST_REPOSITORIES:
        raise dev_tools(400, f"Between 1 and {MOST_REPOSITORIES} repositories must be provided")
    _require_distinct("repository", repositories)
    entities = 0
    for repository in repositories:
        if not isinstance(repository.get("id"), str) or not repository["id"]:
            raise dev_tools(400, "'id' is required")
        entities += sum(_check_list(repository, kind) for kind in KINDS)
    if entities > MOST_ENTITIES:
        raise dev_tools(400, f"At most {MOST_ENTITIES} entities are allowed in one request")
    return repositories


def _check_list(repository: Mapping[str, Any], kind: str) -> int:
    """Return how many entities of this kind there are; GitLab sends null for a kind it has nothing of."""
    entities = repository.get(kind) or []
    if not isinstance(entities, list) or not all(isinstance(each, dict) for each in entities):
        raise dev_tools(400, f"'{kind}' must be a list of objects")
    if len(entities) > MOST_OF_A_KIND:
        raise dev_tools(400, f"At most {MOST_OF_A_KIND} {kind} are allowed in one repository")
    _require_distinct(NAMES[kind], entities)
    return len(entities)


def _require_distinct(name: str, entities: list[dict[str, Any]]) -> None:
    ids = [str(each.get("id")) for each in entities]
    if len(set(ids)) < len(ids):
        raise dev_tools(400, f"Duplicate {name} ids are not allowed")


def _judge_repository(submission: Submission, repository: Entity, knows: Callable[[str], bool]) -> None:
    repository_id = repository["id"]
    problems = REPOSITORY.problems(repository)
    if problems:
        failure = submission.failed.setdefault(repository_id, _failure())
        failure["errorMessages"] += [{"message": problem} for problem in problems]
        return
    kept: dict[str, list[Entity]] = {kind: [] for kind in KINDS}
    for kind in KINDS:
        for entity in repository.get(kind) or []:
            problem = _judge_entity(submission, kind, entity, knows)
            if problem:
                failure = submission.failed.setdefault(repository_id, _failure())
                failed_id = str(entity.get("id", ""))
                failure[kind].append({"id": failed_id, "errorMessages": [{"message": problem}]})
            else:
                kept[kind].append(_kept(entity, knows))
    submission.repositories.append((repository, kept))
    submission.accepted[repository_id] = {kind: [each["id"] for each in kept[kind]] for kind in KINDS}


def _judge_entity(submission: Submission, kind: str, entity: Entity, knows: Callable[[str], bool]) -> str:
    problems = KINDS[kind].problems(entity)
    if problems:
        return problems[0]
    unknown = [key for key in entity["issueKeys"] if not knows(key)]
    submission.unknown_keys.update(dict.fromkeys(unknown))
    return f"No valid issues found for {NAMES[kind]}" if len(unknown) == len(entity["issueKeys"]) else ""


def _kept(entity: Entity, knows: Callable[[str], bool]) -> Entity:
    kept = {**entity, "issueKeys": [key for key in entity["issueKeys"] if knows(key)]}
    if "message" in kept:
        kept["message"] = kept["message"][:LONGEST_MESSAGE]
    return kept


def _failure() -> dict[str, Any]:
    return {"errorMessages": [], **{kind: [] for kind in KINDS}}
