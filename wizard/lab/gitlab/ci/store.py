"""What is held of one project's pipelines and of what came out of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import count

from wizard.lab.gitlab.ci.records import Deployment, Environment, FeatureFlag, Job, Pipeline
from wizard.lab.gitlab.world.records import Commit


@dataclass(slots=True)
class Held:
    """Everything of one project, by number or name."""

    pipelines: dict[int, Pipeline] = field(default_factory=dict)
    environments: dict[int, Environment] = field(default_factory=dict)
    deployments: dict[int, Deployment] = field(default_factory=dict)
    flags: dict[str, FeatureFlag] = field(default_factory=dict)
    flags_made: int = 0

    def environment(self, name: str) -> Environment | None:
        return next((one for one in self.environments.values() if one.name == name), None)

    def last_success(self, environment: Environment, before: Deployment) -> Deployment | None:
        """Return the newest deployment of the same branch that reached the environment before this one."""
        earlier = [
            one
            for one in self.deployments.values()
            if (one.environment_id, one.ref, one.status) == (environment.id, before.ref, "success")
            and one.id < before.id
        ]
        return max(earlier, key=lambda one: one.id, default=None)


class Automation:
    """All projects of one instance; numbers are the instance's, iids the project's."""

    def __init__(self) -> None:
        self._held: dict[int, Held] = {}
        self._refs: dict[tuple[int, str], int] = {}
        self._next = {kind: count(1) for kind in ("pipeline", "job", "environment", "deployment", "flag")}

    def of(self, project_id: int) -> Held:
        return self._held.setdefault(project_id, Held())

    def counts(self) -> dict[str, int]:
        """Return how many of each kind there are."""
        return {
            "pipelines": sum(len(one.pipelines) for one in self._held.values()),
            "deployments": sum(len(one.deployments) for one in self._held.values()),
            "feature_flags": sum(len(one.flags) for one in self._held.values()),
        }

    def add_pipeline(
        self, project_id: int, *, ref: str, commit: Commit, author: str, jobs: Iterable[tuple[str, str, str | None]],
        now: float,
    ) -> Pipeline:  # fmt: skip
        """Make a pipeline from names, stages and environments of its jobs."""
        held = self.of(project_id)
        made = tuple(Job(next(self._next["job"]), name, stage, "created", place) for name, stage, place in jobs)
        ref_id = self._refs.setdefault((project_id, ref), len(self._refs) + 1)
        pipeline = Pipeline(
            id=next(self._next["pipeline"]), iid=len(held.pipelines) + 1, ref_id=ref_id, ref=ref, sha=commit.sha,
            author=author, status="created", jobs=made, created_at=now, updated_at=now,
        )  # fmt: skip
        held.pipelines[pipeline.id] = pipeline
        return pipeline

    def add_environment(
        self, project_id: int, name: str, *, tier: str, external_url: str | None, now: float
    ) -> Environment:
        made = Environment(next(self._next["environment"]), name, tier, external_url, now)
        self.of(project_id).environments[made.id] = made
        return made

    def add_deployment(self, project_id: int, make: Callable[[int, int], Deployment]) -> Deployment:
        """Make a deployment; `make` gets its number and iid."""
        held = self.of(project_id)
        made = make(next(self._next["deployment"]), len(held.deployments) + 1)
        held.deployments[made.id] = made
        return made

    def add_flag(self, project_id: int, make: Callable[[int, int], FeatureFlag]) -> FeatureFlag:
        """Make a feature flag; `make` gets its number and iid."""
        held = self.of(project_id)
        held.flags_made += 1
        made = make(next(self._next["flag"]), held.flags_made)
        held.flags[made.name] = made
        return made


def tier_of(name: str) -> str:
    """Return the tier GitLab guesses from the name of an environment.

    Source: GitLab docs, "Deployment tier of environments".
    """
    text = name.lower()
    words = {
        "production": ("production", "prod", "live"),
        "staging": ("staging", "stage", "stg", "preprod", "pre-prod", "model", "demo"),
        "testing": ("testing", "test", "tst", "qa", "acceptance", "integration", "ci"),
        "development": ("development", "dev", "review", "trunk"),
    }
    order = ("development", "testing", "staging", "production")
    return next((tier for tier in order if any(text.startswith(word) for word in words[tier])), "other")
