"""What goes on in the projects of a GitLab, as its answers tell it."""

from datetime import UTC, datetime

from msgspec import structs

from wizard.adapters.http.shapes import Wire
from wizard.domain.flow import Item, Kind
from wizard.domain.gitlab_activity import ActiveProject, BranchPush, Queue


class ActiveProjectWire(Wire, frozen=True):
    id: int
    path_with_namespace: str
    created_at: datetime | None = None
    last_activity_at: datetime | None = None
    archived: bool = False
    default_branch: str | None = None

    def value(self) -> ActiveProject:
        made = _seconds(self.created_at)
        return ActiveProject(
            self.id,
            self.path_with_namespace,
            _seconds(self.last_activity_at) or made,
            made,
            self.archived,
            self.default_branch or "",
        )


class MergeRequestWire(Wire, frozen=True):
    iid: int
    project_id: int
    id: int = 0
    title: str = ""
    description: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    source_branch: str = ""
    sha: str | None = None
    web_url: str = ""

    def value(self) -> Item:
        return Item(
            Kind.MERGE_REQUEST,
            self.project_id,
            str(self.iid),
            (self.title, self.description or ""),
            _seconds(self.updated_at, self.created_at),
            self.web_url,
            self.sha or "",
            self.source_branch,
            jira_id=_number(self.id),
        )


class CommitWire(Wire, frozen=True):
    id: str
    message: str | None = None
    title: str = ""
    committed_date: datetime | None = None
    created_at: datetime | None = None
    web_url: str = ""
    parent_ids: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        return self.title if self.message is None else self.message

    @property
    def at(self) -> float:
        return _seconds(self.committed_date, self.created_at)

    def value(self, project: int) -> Item:
        return Item(Kind.COMMIT, project, self.id, (self.text,), self.at, self.web_url, self.id)


class BranchWire(Wire, frozen=True):
    name: str
    commit: CommitWire
    web_url: str = ""

    def value(self, project: int) -> Item:
        last = self.commit
        return Item(Kind.BRANCH, project, self.name, (self.name,), last.at, self.web_url, last.id, self.name)


class PushDataWire(Wire, frozen=True):
    action: str = ""
    ref_type: str = ""
    commit_from: str | None = None
    commit_to: str | None = None
    ref: str | None = None


class PushEventWire(Wire, frozen=True):
    created_at: datetime | None = None
    push_data: PushDataWire | None = None

    def value(self) -> BranchPush | None:
        """Return the push; None for one of a tag, a removed branch, and where no push is told of."""
        push = self.push_data
        if push is None or push.ref_type != "branch" or push.action == "removed":
            return None
        old = push.commit_from or "" if push.action != "created" else ""
        return BranchPush(push.ref or "", old, push.commit_to or "", _seconds(self.created_at))


class PipelineWire(Wire, frozen=True):
    id: int
    iid: int = 0
    sha: str = ""
    ref: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    web_url: str = ""

    def value(self, project: int) -> Item:
        at = _seconds(self.updated_at, self.created_at)
        named = _number(self.iid)
        return Item(Kind.BUILD, project, str(self.id), (), at, self.web_url, self.sha, self.ref, jira_id=named)


class JobWire(Wire, frozen=True):
    web_url: str = ""
    commit: CommitWire | None = None


class EnvironmentWire(Wire, frozen=True):
    name: str = ""


class DeploymentWire(Wire, frozen=True):
    iid: int
    sha: str = ""
    ref: str = ""
    created_at: datetime | None = None
    updated_at: datetime | None = None
    deployable: JobWire | None = None
    environment: EnvironmentWire | None = None

    def value(self, project: int) -> Item:
        at = _seconds(self.updated_at, self.created_at)
        job = self.deployable.web_url if self.deployable else ""
        place = self.environment.name if self.environment else ""
        return Item(Kind.DEPLOYMENT, project, str(self.iid), (), at, job, self.sha, self.ref, place)

    def by_commit(self, project: int) -> Item:
        """Return it as of when its commit was made; 0 where that is not told."""
        made = self.deployable.commit if self.deployable else None
        return structs.replace(self.value(project), at=made.at if made is not None else 0.0)


class FeatureFlagWire(Wire, frozen=True):
    name: str
    description: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None

    def value(self, project: int) -> Item:
        at = _seconds(self.updated_at, self.created_at)
        return Item(Kind.FEATURE_FLAG, project, self.name, (self.description or "",), at)


class QueueWire(Wire, frozen=True):
    backlog: int = 0
    latency: float = 0.0


class ProcessWire(Wire, frozen=True):
    busy: int = 0
    concurrency: int = 0


class QueuesWire(Wire, frozen=True):
    queues: dict[str, QueueWire]
    processes: tuple[ProcessWire, ...] = ()

    def value(self) -> Queue:
        every = self.queues.values()
        return Queue(
            waiting=sum(one.backlog for one in every),
            latency_s=max((one.latency for one in every), default=0.0),
            busy=sum(one.busy for one in self.processes),
            workers=sum(one.concurrency for one in self.processes),
        )


def _number(number: int) -> str:
    return str(number) if number else ""


def _seconds(*times: datetime | None) -> float:
    """Return the first time that there is; 0 for none. A time without a zone is meant in UTC."""
    for at in times:
        if at is not None:
            return (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()
    return 0.0
