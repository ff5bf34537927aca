"""What builds, deployments and feature flags have in common, as data of each of them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wizard.lab.jira.devinfo.rules import Table

Entity = Mapping[str, Any]
Key = tuple[str | int, ...]
"""What tells entities of one family and app apart, in the order of the path."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one submission came to."""

    accepted: Sequence[Key]
    rejected: Sequence[tuple[Key, Sequence[str]]]
    unknown_keys: Sequence[str]
    unknown_associations: Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Family:
    """One kind of entity and the resource that takes it."""

    base: str
    listed: str
    """Member of the request that lists the entities."""
    noun: str
    """As Jira's messages call one of them."""
    module: str
    """What an app has to declare to send them."""
    path: str
    """Place of one entity below `base`; its parts in the order of the key."""
    sequence: str
    """Member that orders versions of one entity."""
    rules: Table
    key_of: Callable[[Entity], Sequence[object]]
    links_of: Callable[[Entity], Sequence[str]]
    """Issues an entity names, by key or id."""
    answer: Callable[[Verdict], Mapping[str, Any]]


def named(names: Sequence[str], key: Key) -> dict[str, str | int]:
    """Return a key as answers write it."""
    return dict(zip(names, key, strict=True))


def messages(texts: Sequence[str]) -> list[dict[str, str]]:
    return [{"message": text} for text in texts]


def own_keys(entity: Entity) -> Sequence[str]:
    """Return the issues of an entity that has no other way to name them."""
    keys: Sequence[str] = entity["issueKeys"]
    return keys
