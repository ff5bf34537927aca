"""What a Jira shows of a GitLab, as its answers tell it."""

import re

from wizard.adapters.http.shapes import Wire
from wizard.domain.flow import Kind
from wizard.domain.jira_presence import FoundIssues, Shown

_MERGE_REQUEST = re.compile(r"/merge_requests/([0-9]{1,18})(?:[/?#]|$)", re.ASCII)
_SHOWN_AS = re.compile(r"(?:^|[!#])([0-9]{1,18})$", re.ASCII)
_PIPELINE = re.compile(r"/pipelines/([0-9]{1,18})(?:[/?#]|$)", re.ASCII)
_DEPLOYMENT = re.compile(r"Deployment ([0-9]{1,18})(?: |$)", re.ASCII)
"""GitLab's name of a deployment begins with its iid; its address is that of the job."""


_REFUSALS = {403: "jira-panel-forbidden", 404: "jira-issue-gone"}


class KeyWire(Wire, frozen=True):
    id: str
    key: str


class LeftOutWire(Wire, frozen=True):
    """One that Jira could not return this time; only that there is one matters."""


class SearchWire(Wire, frozen=True, rename="camel"):
    issues: tuple[KeyWire, ...] = ()
    next_page_token: str | None = None
    is_last: bool = False


class BulkWire(Wire, frozen=True, rename="camel"):
    issues: tuple[KeyWire, ...] = ()
    issue_errors: tuple["LeftOutWire", ...] = ()

    def value(self, asked: tuple[str, ...]) -> FoundIssues:
        """Return the answer by the keys that were asked for.

        An issue that was moved comes under its key of today. When it is the only one that nobody asked for, and one key
        alone has no answer, they belong together; of more, nothing says which is which.
        """
        by_key = {one.key: one.id for one in self.issues}
        ids = {key: by_key[key] for key in asked if key in by_key}
        open_keys = [key for key in dict.fromkeys(asked) if key not in ids]
        moved = [one for one in self.issues if one.key not in ids]
        if len(open_keys) == len(moved) == 1:
            return FoundIssues({**ids, open_keys[0]: moved[0].id}, {open_keys[0]: moved[0].key})
        return FoundIssues(ids, unsure=frozenset(open_keys) if moved or self.issue_errors else frozenset())


class ProjectWire(Wire, frozen=True, rename="camel"):
    key: str
    project_keys: tuple[str, ...] = ()


class ProjectsWire(Wire, frozen=True, rename="camel"):
    values: tuple[ProjectWire, ...] = ()
    is_last: bool = False
    total: int | None = None


class RepositoryWire(Wire, frozen=True):
    name: str = ""
    commits: tuple["CommitWire", ...] = ()


class CommitWire(Wire, frozen=True):
    id: str
    url: str = ""
    message: str | None = None

    def value(self) -> Shown:
        return Shown(Kind.COMMIT, self.id, self.url, (self.message or "").partition("\n")[0])


class BranchWire(Wire, frozen=True):
    name: str
    url: str = ""

    def value(self) -> Shown:
        return Shown(Kind.BRANCH, self.name, self.url)


class PullRequestWire(Wire, frozen=True):
    id: str = ""
    name: str = ""
    url: str = ""

    def value(self) -> Shown:
        found = _MERGE_REQUEST.search(self.url) or _SHOWN_AS.search(self.id)
        return Shown(Kind.MERGE_REQUEST, found[1] if found else "", self.url, self.name)


class DetailWire(Wire, frozen=True, rename="camel"):
    branches: tuple[BranchWire, ...] = ()
    pull_requests: tuple[PullRequestWire, ...] = ()
    repositories: tuple[RepositoryWire, ...] = ()

    def value(self, kind: Kind) -> tuple[Shown, ...]:
        if kind is Kind.BRANCH:
            return tuple(one.value() for one in self.branches)
        if kind is Kind.MERGE_REQUEST:
            return tuple(one.value() for one in self.pull_requests)
        return tuple(commit.value() for one in self.repositories for commit in one.commits)


class DetailsWire(Wire, frozen=True):
    detail: tuple[DetailWire, ...] = ()

    def value(self, kind: Kind) -> tuple[Shown, ...]:
        return tuple(shown for one in self.detail for shown in one.value(kind))


class BuildWire(Wire, frozen=True):
    name: str | None = None
    url: str | None = None

    def value(self) -> Shown:
        url = self.url or ""
        found = _PIPELINE.search(url)
        return Shown(Kind.BUILD, found[1] if found else "", url, self.name or "")


class BuildProviderWire(Wire, frozen=True):
    builds: tuple[BuildWire, ...] | None = None


class DeploymentWire(Wire, frozen=True, rename="camel"):
    display_name: str | None = None
    url: str | None = None

    def value(self) -> Shown:
        name = self.display_name or ""
        found = _DEPLOYMENT.match(name)
        return Shown(Kind.DEPLOYMENT, found[1] if found else "", self.url or "", name)


class DeploymentProviderWire(Wire, frozen=True):
    deployments: tuple[DeploymentWire, ...] | None = None


class FlagDetailWire(Wire, frozen=True):
    url: str | None = None


class FlagWire(Wire, frozen=True, rename="camel"):
    key: str | None = None
    display_name: str | None = None
    details: tuple[FlagDetailWire, ...] | None = None

    def value(self) -> Shown:
        url = next((one.url for one in self.details or () if one.url), "")
        return Shown(Kind.FEATURE_FLAG, self.key or "", url, self.display_name or "")


class FlagProviderWire(Wire, frozen=True, rename="camel"):
    feature_flags: tuple[FlagWire, ...] | None = None


class DialogDetailsWire(Wire, frozen=True, rename="camel"):
    build_providers: tuple[BuildProviderWire, ...] | None = None
    deployment_providers: tuple[DeploymentProviderWire, ...] | None = None
    feature_flag_providers: tuple[FlagProviderWire, ...] | None = None

    def value(self) -> tuple[Shown, ...]:
        builds = [one.value() for provider in self.build_providers or () for one in provider.builds or ()]
        deployed = [one.value() for provider in self.deployment_providers or () for one in provider.deployments or ()]
        flags = [one.value() for provider in self.feature_flag_providers or () for one in provider.feature_flags or ()]
        return (*builds, *deployed, *flags)


class InformationWire(Wire, frozen=True):
    details: DialogDetailsWire | None = None


class DataWire(Wire, frozen=True, rename="camel"):
    development_information: InformationWire | None = None


class ExtensionsWire(Wire, frozen=True, rename="camel"):
    status_code: int | str | None = None


class GraphErrorWire(Wire, frozen=True):
    extensions: ExtensionsWire | None = None


class DialogWire(Wire, frozen=True):
    data: DataWire | None = None
    errors: tuple[GraphErrorWire, ...] | None = None

    @property
    def refusal(self) -> str:
        """Return the code of what the errors mean, by the statuses that they carry."""
        told = {one.extensions.status_code for one in self.errors or () if one.extensions is not None}
        return next((code for status, code in _REFUSALS.items() if status in told), "jira-panel-gone")

    def value(self) -> tuple[Shown, ...] | None:
        """Return what is shown; None when the query was not answered, or not all of it."""
        if self.errors or self.data is None or self.data.development_information is None:
            return None
        details = self.data.development_information.details
        return details.value() if details is not None else None
