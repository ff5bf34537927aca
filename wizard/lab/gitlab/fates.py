"""What became of each thing that was to be told to Jira as it happened: what nobody at GitLab itself can look up."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final, Literal

import msgspec

Fate = Literal["sent", "unknown-key", "rejected", "refused", "unreachable", "held-back", "lost"]
_KEPT: Final = 50_000
_KINDS: Final = {
    "branches": "branch", "commits": "commit", "pullRequests": "merge-request", "builds": "build",
    "deployments": "deployment", "flags": "feature-flag",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One thing as it was told, or not."""

    at: float
    kind: str
    project: str
    """Path of the project."""
    id: str
    """Name of a branch or flag, sha of a commit, iid of a merge request or deployment, id of a pipeline."""
    keys: tuple[str, ...]
    fate: Fate


@dataclass(slots=True)
class Fates:
    """The last things that were told, and what came of them, oldest first."""

    _told: deque[Told] = field(default_factory=lambda: deque(maxlen=_KEPT))

    def note(self, at: float, project: str, body: Mapping[str, Any] | None, fate: Fate, answer: bytes = b"") -> None:
        """Keep what became of everything in a body; of a body that was sent the answer tells it one by one."""
        refused = _refused(answer) if fate == "sent" else {}
        unknown = set(refused.pop("", ()))
        for kind, name, keys, ids in _entities(body or {}):
            here: Fate = fate
            if fate == "sent" and keys and unknown.issuperset(keys):
                here = "unknown-key"
            elif ids in refused.get(kind, ()):
                here = "rejected"
            self._told.append(Told(at, kind, project, name, keys, here))

    def listed(self) -> list[dict[str, Any]]:
        return [asdict(one) for one in self._told]


def _entities(body: Mapping[str, Any]) -> Iterator[tuple[str, str, tuple[str, ...], str]]:
    """Give kind, name, keys and the id that an answer uses."""
    for holder in (*body.get("repositories", ()), body):
        for listed, kind in _KINDS.items():
            for one in holder.get(listed) or ():
                yield kind, _name(kind, one), _keys(one), _answered(kind, one)


def _name(kind: str, one: Mapping[str, Any]) -> str:
    if kind == "merge-request":
        return str(one["displayId"]).rpartition("!")[2]
    if kind == "build":
        return str(one["url"]).rpartition("/")[2]
    member = {"branch": "name", "commit": "id", "deployment": "deploymentSequenceNumber", "feature-flag": "key"}[kind]
    return str(one[member])


def _keys(one: Mapping[str, Any]) -> tuple[str, ...]:
    groups = one.get("associations") or ()
    return tuple(one.get("issueKeys") or [key for group in groups for key in group["values"]])


def _answered(kind: str, one: Mapping[str, Any]) -> str:
    if kind == "build":
        return f"{one['pipelineId']}/{one['buildNumber']}"
    return str(one["deploymentSequenceNumber"] if kind == "deployment" else one["id"])


def _refused(answer: bytes) -> dict[str, list[str]]:
    """Return the ids that an answer refuses by kind, and under the empty kind the keys that it does not know."""
    try:
        read = msgspec.json.decode(answer) if answer.strip() else {}
    except msgspec.DecodeError:
        read = {}
    if not isinstance(read, dict):
        return {}
    found: dict[str, list[str]] = {"": list(read.get("unknownIssueKeys") or ())}
    for repository in (read.get("failedDevinfoEntities") or {}).values():
        for listed in ("branches", "commits", "pullRequests"):
            found.setdefault(_KINDS[listed], []).extend(str(one["id"]) for one in repository.get(listed) or ())
    keys = [one["key"] for one in read.get("rejectedBuilds") or ()]
    found["build"] = [f"{key.get('pipelineId')}/{key.get('buildNumber')}" for key in keys]
    keys = [one["key"] for one in read.get("rejectedDeployments") or ()]
    found["deployment"] = [str(key.get("deploymentSequenceNumber")) for key in keys]
    found["feature-flag"] = list(read.get("failedFeatureFlags") or ())
    return found
