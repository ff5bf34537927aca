"""What goes on in the projects of a GitLab, over HTTP: each method sends one request."""

from typing import Protocol, TypeVar

from wizard.adapters.http import gitlab_activity_answers as answers
from wizard.adapters.http import gitlab_activity_requests as requests
from wizard.adapters.http.pages import chunk
from wizard.adapters.http.request import Request
from wizard.adapters.http.side import Side
from wizard.domain.flow import Chunk, Item
from wizard.domain.gitlab_activity import ActiveProject, BranchPush, Queue


class _OfProject(Protocol):
    def value(self, project: int) -> Item: ...


_Wire = TypeVar("_Wire", bound=_OfProject)


class HttpActivity:
    """What `HttpGitLab` can tell of activity; it brings the side."""

    _side: Side

    async def projects_by_id(self, group: str, *, cursor: str = "") -> Chunk[ActiveProject]:
        return await self._projects(requests.projects_by_id(group, cursor), cursor)

    async def projects_by_activity(self, group: str, *, cursor: str = "") -> Chunk[ActiveProject]:
        return await self._projects(requests.projects_by_activity(group, cursor), cursor)

    async def merge_requests_of_group(self, group: str, since: float, *, cursor: str = "") -> Chunk[Item]:
        return await self._merge_requests(requests.merge_requests_of_group(group, since, cursor), cursor)

    async def merge_requests_of(self, project: int, *, since: float = 0.0, cursor: str = "") -> Chunk[Item]:
        return await self._merge_requests(requests.merge_requests_of(project, since, cursor), cursor)

    async def branches_of(self, project: int, *, cursor: str = "") -> Chunk[Item]:
        return await self._items(project, requests.branches_of(project, cursor), cursor, list[answers.BranchWire])

    async def pushes_of(self, project: int, since: float, *, cursor: str = "") -> Chunk[BranchPush]:
        request = requests.pushes_of(project, since, cursor)
        some, answer = await self._side.read_with_answer(request, list[answers.PushEventWire])
        whole = chunk([one.value() for one in some], answer, cursor, request.path)
        return Chunk(tuple(one for one in whole.found if one is not None), whole.next, whole.total)

    async def commits_of(self, project: int, since: float, *, cursor: str = "") -> Chunk[Item]:
        request = requests.commits_of(project, since, cursor)
        return await self._items(project, request, cursor, list[answers.CommitWire])

    async def commits_between(self, project: int, old: str, new: str) -> Chunk[Item]:
        return await self._items(project, requests.commits_between(project, old, new), "", list[answers.CommitWire])

    async def pipelines_of(self, project: int, since: float, *, cursor: str = "") -> Chunk[Item]:
        request = requests.pipelines_of(project, since, cursor)
        return await self._items(project, request, cursor, list[answers.PipelineWire])

    async def deployments_of(self, project: int, since: float, *, cursor: str = "") -> Chunk[Item]:
        request = requests.deployments_of(project, since, cursor)
        return await self._items(project, request, cursor, list[answers.DeploymentWire])

    async def success_before(self, deployment: Item) -> Item | None:
        request = requests.successes(deployment.project, deployment.environment)
        found = await self._side.find(request, list[answers.DeploymentWire]) or []
        mine = (one for one in found if one.iid < int(deployment.id) and one.ref == deployment.ref)
        return next((one.by_commit(deployment.project) for one in mine), None)

    async def commits_before(self, project: int, commit: str, since: float) -> Chunk[Item]:
        request = requests.commits_before(project, commit, since)
        some = await self._side.read(request, list[answers.CommitWire])
        return Chunk(tuple(one.value(project) for one in some if len(one.parent_ids) < 2))

    async def feature_flags_of(self, project: int, *, cursor: str = "") -> Chunk[Item]:
        request = requests.feature_flags_of(project, cursor)
        return await self._items(project, request, cursor, list[answers.FeatureFlagWire])

    async def commit_message(self, project: int, sha: str) -> str:
        found = await self._side.find(requests.commit(project, sha), answers.CommitWire)
        return found.text if found else ""

    async def queues(self) -> Queue:
        return (await self._side.read(requests.queues(), answers.QueuesWire)).value()

    async def _projects(self, request: Request, cursor: str) -> Chunk[ActiveProject]:
        some, answer = await self._side.read_with_answer(request, list[answers.ActiveProjectWire])
        return chunk([one.value() for one in some], answer, cursor, request.path)

    async def _merge_requests(self, request: Request, cursor: str) -> Chunk[Item]:
        some, answer = await self._side.read_with_answer(request, list[answers.MergeRequestWire])
        return chunk([one.value() for one in some], answer, cursor, request.path)

    async def _items(self, project: int, request: Request, cursor: str, kind: type[list[_Wire]]) -> Chunk[Item]:
        some, answer = await self._side.read_with_answer(request, kind)
        return chunk([one.value(project) for one in some], answer, cursor, request.path)
