"""What tests of single kinds make in a GitLab in memory, and what of it arrives in a Jira in memory."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from wizard.connect.proof_trace import flag_name
from wizard.domain.errors import PortError, Refused, Unreachable
from wizard.domain.flow import Chunk, Item, Kind
from wizard.domain.gitlab import Branch, Commit
from wizard.domain.gitlab_traces import Trace
from wizard.domain.jira_presence import Shown

PAGE = "https://gitlab.example.com/platform/app"


@dataclass
class FakeTraces:
    """The part of the GitLab port about traces; all of them are of one project."""

    made: dict[tuple[Kind, str], Trace] = field(default_factory=dict)
    """By kind and branch."""
    tells: dict[str, list[Shown]] = field(default_factory=lambda: {"10001": []})
    """Where Jira's panel is; emptied by who wants nothing to arrive."""
    deploys: bool = True
    refused_kinds: dict[Kind, PortError] = field(default_factory=dict)
    kept_kinds: set[Kind] = field(default_factory=set)
    """What only owners can delete."""
    lost_kinds: set[Kind] = field(default_factory=set)
    """Of what the answer is lost once after it was made."""
    silent_kinds: set[Kind] = field(default_factory=set)
    """What never arrives."""
    names: dict[str, Branch] = field(default_factory=dict)
    """The branches of the fake GitLab."""

    async def commit_file(self, project: int, branch: str, start: str, message: str, path: str) -> Commit:
        self._refuse(Kind.COMMIT)
        sha = f"{len(self.made):040x}"
        self.names[branch] = Branch(branch, sha, "")
        self._tell(Kind.COMMIT, sha, f"{PAGE}/-/commit/{sha}")
        self._lose(Kind.COMMIT)
        return Commit(sha, message, "")

    async def make_trace(self, kind: Kind, project: int, branch: str, title: str, target: str) -> Trace:
        self._refuse(kind)
        number = flag_name(branch) if kind is Kind.FEATURE_FLAG else str(len(self.made) + 1)
        self.made[kind, branch] = Trace(number, ended=kind is Kind.FEATURE_FLAG)
        self._tell(kind, number, f"{PAGE}/-/{kind.value}/{number}")
        if kind is Kind.BUILD and self.deploys:
            self.made[Kind.DEPLOYMENT, branch] = Trace("71")
            self._tell(Kind.DEPLOYMENT, "5", f"{PAGE}/-/jobs/9")
        self._lose(kind)
        return self.made[kind, branch]

    async def traces(self, kind: Kind, project: int, branch: str) -> Sequence[Trace]:
        found = self.made.get((kind, branch))
        if kind is Kind.BUILD and found is not None:
            found = Trace(found.id, ended=True)
        return () if found is None else (found,)

    async def deployments_of(self, project: int, since: float, *, cursor: str = "") -> Chunk[Item]:
        branches = [branch for kind, branch in self.made if kind is Kind.DEPLOYMENT]
        return Chunk(tuple(Item(Kind.DEPLOYMENT, project, "5", (), since, ref=branch) for branch in branches))

    async def end_trace(self, kind: Kind, project: int, trace: str) -> None:
        self._change(kind, trace, Trace(trace, ended=True))

    async def delete_trace(self, kind: Kind, project: int, trace: str) -> None:
        if kind in self.kept_kinds:
            raise Refused("http-403", {"status": "403"})
        self._change(kind, trace, None)

    def _change(self, kind: Kind, trace: str, after: Trace | None) -> None:
        key = next(key for key, one in self.made.items() if key[0] is kind and one.id == trace)
        del self.made[key]
        if after is not None:
            self.made[key] = after

    def _tell(self, kind: Kind, number: str, url: str) -> None:
        if kind not in self.silent_kinds:
            self.tells["10001"].append(Shown(kind, number, url))

    def _refuse(self, kind: Kind) -> None:
        if kind in self.refused_kinds:
            raise self.refused_kinds[kind]

    def _lose(self, kind: Kind) -> None:
        if kind in self.lost_kinds:
            self.lost_kinds.remove(kind)
            raise Unreachable("network-reset", {"host": "gitlab.example.com"}, sent=True)
