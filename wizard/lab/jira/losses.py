"""Single entities that a site does not keep, though GitLab heard of success or was told in the answer alone."""

import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from wizard.lab.jira.devinfo.submission import Submission as DevinfoSubmission
from wizard.lab.jira.providers.submission import Submission as ProviderSubmission

LOST: Final = "jira-entities-lost"
REJECTED: Final = "jira-entities-rejected"
_MESSAGE: Final = "The entity could not be stored"
_KINDS: Final = {
    "branches": "branch", "commits": "commit", "pullRequests": "merge-request", "builds": "build",
    "deployments": "deployment", "flags": "feature-flag",
}  # fmt: skip
"""Member of a submission -> kind as people call it."""
_SPAN: Final = 1 << 32


@dataclass(frozen=True, slots=True)
class Loss:
    """One entity that is not kept, as GitLab's people call it."""

    kind: str
    project: str
    """Path of its GitLab project."""
    id: str
    """Name of a branch or flag, sha of a commit, iid of a merge request or deployment, id of a pipeline."""
    keys: tuple[str, ...]


@dataclass(slots=True)
class Losses:
    """What the two faults took; an entity that comes in later is no loss any more."""

    _taken: dict[str, dict[tuple[str, str, str], Loss]] = field(default_factory=lambda: {LOST: {}, REJECTED: {}})

    def listed(self) -> dict[str, list[dict[str, Any]]]:
        """Return what is lost and what was rejected, JSON-ready."""
        names = {LOST: "lost", REJECTED: "rejected"}
        return {names[fault]: [asdict(one) for one in taken.values()] for fault, taken in self._taken.items()}

    def of_devinfo(self, submission: DevinfoSubmission, faults: Mapping[str, Mapping[str, Any]]) -> None:
        """Take out of a submission what the faults that are on are after."""
        for fields, kept in submission.repositories:
            for kind, entities in kept.items():
                for entity in list(entities):
                    loss = Loss(kind_of(kind), path_of(fields["url"]), _named(kind, entity), tuple(entity["issueKeys"]))
                    fault = self._fate(loss, faults)
                    if fault:
                        entities.remove(entity)
                    if fault == REJECTED:
                        submission.reject(fields["id"], kind, entity["id"], _MESSAGE)

    def of_provider(
        self, listed: str, submission: ProviderSubmission, faults: Mapping[str, Mapping[str, Any]]
    ) -> list[int]:
        """Take out what is rejected; return the places of entities that are lost after they were accepted."""
        gone: list[int] = []
        for place, (key, entity, issues) in enumerate(list(submission.kept)):
            address = entity.get("url") or entity["summary"]["url"]
            fault = self._fate(Loss(kind_of(listed), path_of(address), _named(listed, entity), tuple(issues)), faults)
            if fault == REJECTED:
                submission.rejected.append((key, [_MESSAGE]))
            if fault:
                gone.append(place)
        return gone

    def _fate(self, loss: Loss, faults: Mapping[str, Mapping[str, Any]]) -> str:
        """Return the fault that takes this entity, empty where none does."""
        place = (loss.kind, loss.project, loss.id)
        for fault, taken in self._taken.items():
            params = faults.get(fault)
            if params is not None and _wanted(loss, params) and (place in taken or _room(taken, params)):
                taken[place] = loss
                return fault
            taken.pop(place, None)
        return ""


def _wanted(loss: Loss, params: Mapping[str, Any]) -> bool:
    kinds, ids = _list(params["kinds"]), _list(params["ids"])
    if (kinds and loss.kind not in kinds) or (ids and loss.id not in ids):
        return False
    # The same entity fares the same each time it is told of, whatever is told in between.
    dice = zlib.crc32(f"{params['seed']}:{loss.kind}:{loss.project}:{loss.id}".encode())
    return dice < float(params["share"]) * _SPAN


def _room(taken: Mapping[Any, Any], params: Mapping[str, Any]) -> bool:
    return not params["most"] or len(taken) < params["most"]


def _list(text: str) -> list[str]:
    return [one for part in text.split(",") if (one := part.strip())]


def kind_of(listed: str) -> str:
    """Return the kind of what a member of a submission lists."""
    return _KINDS[listed]


def path_of(address: str) -> str:
    """Return the path of the project in an address of GitLab."""
    return address.partition("/-/")[0].split("/", 3)[-1]


def _named(kind: str, entity: Mapping[str, Any]) -> str:
    if kind == "pullRequests":
        return str(entity["displayId"]).rpartition("!")[2]
    if kind == "builds":
        return str(entity["url"]).rpartition("/")[2]
    member = {"branches": "name", "commits": "id", "deployments": "deploymentSequenceNumber", "flags": "key"}[kind]
    return str(entity[member])
