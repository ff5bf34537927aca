"""The objects of Jira's answers as we read them, and what they mean to us."""

import msgspec

from wizard.adapters.http.shapes import Wire
from wizard.domain.jira import App, Issue, Myself, PanelBranch, PanelSummary, Server


class TenantWire(Wire, frozen=True):
    cloud_id: str = msgspec.field(name="cloudId")


class ServerWire(Wire, frozen=True, rename="camel"):
    base_url: str
    deployment_type: str = "Server"
    """Left out by a Jira Server of before 7."""
    version: str = ""
    server_title: str = ""

    def value(self) -> Server:
        return Server(self.base_url, self.deployment_type, self.version, self.server_title)


class GroupWire(Wire, frozen=True):
    name: str


class GroupsWire(Wire, frozen=True):
    items: tuple[GroupWire, ...] = ()


class MyselfWire(Wire, frozen=True, rename="camel"):
    account_id: str
    display_name: str = ""
    email_address: str | None = None
    """Hidden by the person's privacy settings on some sites."""
    groups: GroupsWire = GroupsWire()

    def value(self) -> Myself:
        names = tuple(group.name for group in self.groups.items)
        return Myself(self.account_id, self.display_name, self.email_address or "", names)


class PermissionWire(Wire, frozen=True, rename="camel"):
    have_permission: bool


class PermissionsWire(Wire, frozen=True):
    permissions: dict[str, PermissionWire]


class IssueFieldsWire(Wire, frozen=True):
    summary: str | None = None


class IssueWire(Wire, frozen=True):
    id: str
    key: str
    fields: IssueFieldsWire = IssueFieldsWire()

    def value(self) -> Issue:
        return Issue(self.id, self.key, self.fields.summary or "")


class AppWire(Wire, frozen=True):
    key: str
    name: str | None = None
    version: str | None = None
    enabled: bool = True

    def value(self) -> App:
        return App(self.key, self.name or "", self.version or "", self.enabled)


class AppsWire(Wire, frozen=True):
    plugins: tuple[AppWire, ...]


class InstanceTypeWire(Wire, frozen=True):
    count: int


class SummaryEntryWire(Wire, frozen=True, rename="camel"):
    by_instance_type: dict[str, InstanceTypeWire] = msgspec.field(default_factory=dict)


class SummaryWire(Wire, frozen=True):
    summary: dict[str, SummaryEntryWire]

    def value(self) -> PanelSummary:
        return PanelSummary(
            {
                kind: {name: one.count for name, one in entry.by_instance_type.items()}
                for kind, entry in self.summary.items()
            }
        )


class RepositoryWire(Wire, frozen=True):
    name: str = ""


class PanelBranchWire(Wire, frozen=True):
    name: str
    url: str = ""
    repository: RepositoryWire = RepositoryWire()

    def value(self) -> PanelBranch:
        return PanelBranch(self.name, self.url, self.repository.name)


class DetailWire(Wire, frozen=True):
    branches: tuple[PanelBranchWire, ...] = ()


class DetailsWire(Wire, frozen=True):
    detail: tuple[DetailWire, ...]

    def value(self) -> tuple[PanelBranch, ...]:
        return tuple(branch.value() for one in self.detail for branch in one.branches)
