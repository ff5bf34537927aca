"""The objects of version 2 of Jira's REST API as we read them, of Cloud and of Servers since Jira 6."""

import msgspec

from wizard.adapters.http.shapes import Wire
from wizard.domain.jira_account import (
    AccountIssue,
    AccountUser,
    Comment,
    IssueType,
    JiraProject,
    RemoteLink,
    Transition,
)

_SENT_BY_GITLAB = frozenset({"project", "issuetype", "summary", "description"})
"""Fields that GitLab fills when it makes an issue of a vulnerability."""
_FILLED_BY_JIRA = frozenset({"reporter"})
_DONE = "done"


class UserWire(Wire, frozen=True, rename="camel"):
    account_id: str = ""
    """Cloud only."""
    key: str = ""
    name: str = ""
    display_name: str = ""
    email_address: str | None = None

    def value(self) -> AccountUser:
        return AccountUser(self.account_id or self.key or self.name, self.display_name, self.email_address or "")


class CategoryWire(Wire, frozen=True):
    key: str = ""


class StatusWire(Wire, frozen=True, rename="camel"):
    name: str = ""
    status_category: CategoryWire = CategoryWire()


class FieldWire(Wire, frozen=True, rename="camel"):
    name: str = ""
    required: bool = False
    has_default_value: bool = False
    field_id: str = ""
    key: str = ""


class TransitionWire(Wire, frozen=True):
    id: str
    name: str = ""
    to: StatusWire = StatusWire()
    fields: dict[str, FieldWire] = msgspec.field(default_factory=dict)

    def value(self) -> Transition:
        done = self.to.status_category.key == _DONE
        required = tuple(
            field.name or name
            for name, field in self.fields.items()
            if field.required and not field.has_default_value and name != "resolution"  # Jira puts in its own default
        )
        return Transition(self.id, self.name, self.to.name, done, required)


class TransitionsWire(Wire, frozen=True):
    transitions: tuple[TransitionWire, ...] = ()


class TypeWire(Wire, frozen=True):
    id: str
    name: str = ""
    subtask: bool = False

    def value(self) -> IssueType:
        return IssueType(self.id, self.name, self.subtask)


class ProjectWire(Wire, frozen=True, rename="camel"):
    id: str
    key: str
    name: str = ""
    issue_types: tuple[TypeWire, ...] = ()
    is_private: bool | None = None
    """Cloud only."""

    def value(self, private: bool | None) -> JiraProject:
        types = tuple(one.value() for one in self.issue_types)
        return JiraProject(self.id, self.key, self.name, types, private)


class ProjectOfIssueWire(Wire, frozen=True):
    key: str = ""


class NameWire(Wire, frozen=True):
    name: str = ""


class IssueFieldsWire(Wire, frozen=True):
    summary: str | None = None
    project: ProjectOfIssueWire = ProjectOfIssueWire()
    issuetype: NameWire = NameWire()
    status: NameWire = NameWire()
    resolution: NameWire | None = None


class IssueWire(Wire, frozen=True):
    id: str
    key: str
    fields: IssueFieldsWire = IssueFieldsWire()

    def value(self, transitions: tuple[Transition, ...]) -> AccountIssue:
        fields = self.fields
        return AccountIssue(
            self.id,
            self.key,
            fields.summary or "",
            fields.project.key,
            fields.issuetype.name,
            fields.status.name,
            fields.resolution is not None,
            transitions,
        )


class CommentWire(Wire, frozen=True):
    id: str
    body: str = ""
    author: UserWire = UserWire()

    def value(self) -> Comment:
        return Comment(self.id, self.body, self.author.value().id)


class CommentsWire(Wire, frozen=True):
    comments: tuple[CommentWire, ...] = ()


class LinkedWire(Wire, frozen=True):
    url: str = ""
    title: str = ""


class RemoteLinkWire(Wire, frozen=True):
    id: int | str
    object: LinkedWire = LinkedWire()
    relationship: str | None = None

    def value(self) -> RemoteLink:
        return RemoteLink(str(self.id), self.object.url, self.object.title, self.relationship or "")


class CreateFieldsWire(Wire, frozen=True):
    """The fields of a new issue: under `fields` on Cloud, `values` on a Data Center."""

    fields: tuple[FieldWire, ...] = ()
    values: tuple[FieldWire, ...] = ()

    def required(self) -> tuple[str, ...]:
        return _asked_for({one.field_id or one.key: one for one in (*self.fields, *self.values)})


class OldTypeWire(Wire, frozen=True):
    id: str = ""
    fields: dict[str, FieldWire] = msgspec.field(default_factory=dict)


class OldProjectWire(Wire, frozen=True):
    issuetypes: tuple[OldTypeWire, ...] = ()


class OldCreateFieldsWire(Wire, frozen=True):
    projects: tuple[OldProjectWire, ...] = ()

    def required(self, issue_type: str) -> tuple[str, ...]:
        kinds = [kind for one in self.projects for kind in one.issuetypes if kind.id == issue_type]
        return _asked_for({name: field for kind in kinds for name, field in kind.fields.items()})


def _asked_for(fields: dict[str, FieldWire]) -> tuple[str, ...]:
    """Return the names of fields that stop an issue which GitLab makes."""
    return tuple(
        field.name or name
        for name, field in fields.items()
        if field.required and not field.has_default_value and name not in _SENT_BY_GITLAB | _FILLED_BY_JIRA
    )
