"""What goes on in the projects of a GitLab in memory: one list of things, asked in every way."""

from dataclasses import dataclass, field

from wizard.domain.flow import Chunk, Item, Kind
from wizard.domain.gitlab_activity import ActiveProject, BranchPush, Queue


@dataclass
class FakeActivity:
    """The part of the GitLab port about activity; all of it fits into one chunk."""

    active: list[ActiveProject] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    messages: dict[str, str] = field(default_factory=dict)
    between: dict[tuple[int, str, str], tuple[Item, ...]] = field(default_factory=dict)
    """Project and the two ends of a push -> its commits."""
    pushes: dict[int, list[BranchPush]] = field(default_factory=dict)
    """Project -> its events, the newest first."""
    successes: dict[tuple[int, str], Item] = field(default_factory=dict)
    """Project and environment -> the last success, dated by its commit."""
    before: dict[tuple[int, str], tuple[Item, ...]] = field(default_factory=dict)
    """Project and commit -> its past."""
    queue: Queue = field(default_factory=lambda: Queue(0, 0.0, 0, 20))

    async def projects_by_id(self, group: str, *, cursor: str = "") -> Chunk[ActiveProject]:
        return Chunk(tuple(sorted(self._below(group), key=lambda one: one.id)))

    async def projects_by_activity(self, group: str, *, cursor: str = "") -> Chunk[ActiveProject]:
        return Chunk(tuple(sorted(self._below(group), key=lambda one: -one.active_at)))

    async def merge_requests_of_group(self, group: str, since: float, *, cursor: str = "") -> Chunk[Item]:
        ids = {one.id for one in self._below(group)}
        found = [one for one in self.items if one.kind is Kind.MERGE_REQUEST and one.project in ids and one.at >= since]
        return Chunk(tuple(sorted(found, key=lambda one: one.at)))

    async def merge_requests_of(self, project: int, *, since: float = 0.0, cursor: str = "") -> Chunk[Item]:
        return self._of(Kind.MERGE_REQUEST, project, since)

    async def branches_of(self, project: int, *, cursor: str = "") -> Chunk[Item]:
        return self._of(Kind.BRANCH, project)

    async def pushes_of(self, project: int, since: float, *, cursor: str = "") -> Chunk[BranchPush]:
        return Chunk(tuple(self.pushes.get(project, ())))

    async def commits_of(self, project: int, since: float, *, cursor: str = "") -> Chunk[Item]:
        return self._of(Kind.COMMIT, project, since)

    async def commits_between(self, project: int, old: str, new: str) -> Chunk[Item]:
        return Chunk(self.between.get((project, old, new), ()))

    async def pipelines_of(self, project: int, since: float, *, cursor: str = "") -> Chunk[Item]:
        return self._of(Kind.BUILD, project, since)

    async def deployments_of(self, project: int, since: float, *, cursor: str = "") -> Chunk[Item]:
        return self._of(Kind.DEPLOYMENT, project, since)

    async def success_before(self, deployment: Item) -> Item | None:
        return self.successes.get((deployment.project, deployment.environment))

    async def commits_before(self, project: int, commit: str, since: float) -> Chunk[Item]:
        return Chunk(tuple(one for one in self.before.get((project, commit), ()) if one.at >= since))

    async def feature_flags_of(self, project: int, *, cursor: str = "") -> Chunk[Item]:
        return self._of(Kind.FEATURE_FLAG, project)

    async def commit_message(self, project: int, sha: str) -> str:
        return self.messages.get(sha, "")

    async def queues(self) -> Queue:
        return self.queue

    def _below(self, group: str) -> list[ActiveProject]:
        return [one for one in self.active if one.path.startswith(f"{group}/")]

    def _of(self, kind: Kind, project: int, since: float = 0.0) -> Chunk[Item]:
        found = [one for one in self.items if one.kind is kind and one.project == project and one.at >= since]
        return Chunk(tuple(sorted(found, key=lambda one: -one.at)))
