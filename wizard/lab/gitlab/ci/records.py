"""What runs, where it goes, and what is switched on: as values; a change makes a new one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TIERS = ("production", "staging", "testing", "development", "other")
ENDED = ("success", "failed", "canceled", "skipped")


@dataclass(frozen=True, slots=True)
class Job:
    """One job of a pipeline."""

    id: int
    name: str
    stage: str
    status: str
    environment: str | None = None
    """Name of the environment it deploys to."""


@dataclass(frozen=True, slots=True)
class Pipeline:
    """One run for one commit."""

    id: int
    iid: int
    ref_id: int
    """Number of the branch among all branches that pipelines ran for; Jira files builds under it."""
    ref: str
    sha: str
    author: str
    status: str
    jobs: tuple[Job, ...]
    created_at: float
    updated_at: float
    started_at: float | None = None
    finished_at: float | None = None
    tries: int = 1
    """How often it was started; a retry counts on."""


@dataclass(frozen=True, slots=True)
class Environment:
    """A place to deploy to."""

    id: int
    name: str
    tier: str
    external_url: str | None
    created_at: float
    state: str = "available"


@dataclass(frozen=True, slots=True)
class Deployment:
    """One delivery of a commit to an environment."""

    id: int
    iid: int
    environment_id: int
    ref: str
    sha: str
    author: str
    status: str
    created_at: float
    updated_at: float
    pipeline_id: int | None = None
    """None when it was told to the API and no job made it."""


@dataclass(frozen=True, slots=True)
class FeatureFlag:
    """A switch of a project, with its strategies as the API takes them."""

    id: int
    iid: int
    name: str
    description: str
    active: bool
    strategies: tuple[Mapping[str, Any], ...]
    created_at: float
    updated_at: float
