"""What the test of a kind of data makes in a project of a GitLab, over HTTP.

Source: GitLab REST API: merge requests, pipelines, environments, feature flags.
"""

from collections.abc import Sequence
from urllib.parse import quote

from wizard.adapters.http.request import Pairs, Request
from wizard.adapters.http.shapes import Wire
from wizard.adapters.http.side import Side
from wizard.connect.proof_trace import environment_mark, flag_name
from wizard.domain.flow import Kind
from wizard.domain.gitlab import Json
from wizard.domain.gitlab_traces import Trace

_RESOURCES = {
    Kind.MERGE_REQUEST: "merge_requests",
    Kind.BUILD: "pipelines",
    Kind.DEPLOYMENT: "environments",
    Kind.FEATURE_FLAG: "feature_flags",
}
_ENDED = frozenset({"closed", "merged", "success", "failed", "canceled", "skipped", "stopped"})


class _TraceWire(Wire, frozen=True):
    id: int = 0
    iid: int = 0
    name: str | None = None
    state: str = ""
    status: str = ""
    web_url: str = ""
    description: str | None = None

    def value(self, kind: Kind) -> Trace:
        if kind is Kind.FEATURE_FLAG:
            return Trace(self.name or "", ended=True)
        state = self.status or self.state
        number = self.iid if kind is Kind.MERGE_REQUEST else self.id
        return Trace(str(number), self.web_url, state in _ENDED, state)


class HttpTraces:
    """What `HttpGitLab` can do for tests of single kinds; it brings the side."""

    _side: Side

    async def make_trace(self, kind: Kind, project: int, branch: str, title: str, target: str) -> Trace:
        return (await self._side.read(_make(kind, project, branch, title, target), _TraceWire)).value(kind)

    async def traces(self, kind: Kind, project: int, branch: str) -> Sequence[Trace]:
        if kind is Kind.FEATURE_FLAG:
            one = await self._side.find(Request("GET", _one(kind, project, flag_name(branch))), _TraceWire)
            return (one.value(kind),) if one else ()
        found = await self._side.read(
            Request("GET", _all(kind, project), query=_of_branch(kind, branch)), list[_TraceWire]
        )
        if kind is Kind.DEPLOYMENT:
            # The search is GitLab's; only what holds the whole mark is of this test.
            found = [one for one in found if environment_mark(branch) in (one.name or "").lower()]
        return tuple(one.value(kind) for one in found)

    async def end_trace(self, kind: Kind, project: int, trace: str) -> None:
        if kind is Kind.MERGE_REQUEST:
            await self._side.send(Request("PUT", _one(kind, project, trace), json={"state_event": "close"}))
            return
        verb = "cancel" if kind is Kind.BUILD else "stop"
        await self._side.send(Request("POST", f"{_one(kind, project, trace)}/{verb}", json={}))

    async def delete_trace(self, kind: Kind, project: int, trace: str) -> None:
        await self._side.send(Request("DELETE", _one(kind, project, trace)))


def _make(kind: Kind, project: int, branch: str, title: str, target: str) -> Request:
    body: dict[str, Json]
    if kind is Kind.MERGE_REQUEST:
        body = {"source_branch": branch, "target_branch": target, "title": title}
    elif kind is Kind.FEATURE_FLAG:
        # Jira takes no flag without an environment, and GitLab tells one a scope; nothing has this name.
        scope: dict[str, Json] = {"environment_scope": environment_mark(branch)}
        strategy: dict[str, Json] = {"name": "default", "parameters": {}, "scopes": [scope]}
        flag: dict[str, Json] = {"version": "new_version_flag", "active": False, "strategies": [strategy]}
        body = {"name": flag_name(branch), "description": title, **flag}
    else:
        return Request("POST", f"/api/v4/projects/{project}/pipeline", json={"ref": branch})
    return Request("POST", _all(kind, project), json=body)


def _of_branch(kind: Kind, branch: str) -> Pairs:
    if kind is Kind.MERGE_REQUEST:
        return (("source_branch", branch), ("state", "all"), ("scope", "all"))
    if kind is Kind.BUILD:
        return (("ref", branch), ("order_by", "id"), ("sort", "desc"))
    return (("search", environment_mark(branch)),)


def _all(kind: Kind, project: int) -> str:
    return f"/api/v4/projects/{project}/{_RESOURCES[kind]}"


def _one(kind: Kind, project: int, trace: str) -> str:
    return f"{_all(kind, project)}/{quote(trace, safe='')}"
