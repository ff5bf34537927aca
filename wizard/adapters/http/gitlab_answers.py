"""The objects of GitLab's answers as we read them, and what they mean to us."""

from datetime import date

from wizard.adapters.http.shapes import Wire
from wizard.domain.errors import Unexpected
from wizard.domain.gitlab import Branch, Commit, Group, Metadata, OAuthApplication, Project, TokenInfo, User
from wizard.domain.version import Version


class MetadataWire(Wire, frozen=True):
    version: str
    enterprise: bool | None = None

    def value(self) -> Metadata:
        try:
            return Metadata(Version.parse(self.version), self.version[:60], self.enterprise)
        except ValueError:
            raise Unexpected("answer-shape", {"where": "$.version"}) from None


class IdentityWire(Wire, frozen=True):
    provider: str = ""


class UserWire(Wire, frozen=True):
    id: int
    username: str
    name: str = ""
    is_admin: bool | None = None
    """Left out for people who are no administrators."""
    identities: tuple[IdentityWire, ...] = ()

    def value(self) -> User:
        company = any(one.provider == "group_saml" for one in self.identities)
        return User(self.id, self.username, self.name, bool(self.is_admin), company)


class TokenWire(Wire, frozen=True):
    name: str = ""
    scopes: tuple[str, ...] | None = None
    expires_at: date | None = None
    active: bool = True
    revoked: bool = False

    def value(self) -> TokenInfo:
        return TokenInfo(self.name, self.scopes, self.expires_at, self.active and not self.revoked)


class GrantInfoWire(Wire, frozen=True):
    """Of `/oauth/token/info`; it ends within hours and is renewed by the program, so no day is given."""

    scope: tuple[str, ...] | None = None

    def value(self) -> TokenInfo:
        return TokenInfo("OAuth", self.scope, None, active=True)


class RowWire(Wire, frozen=True):
    """A row of a list of which only the length matters."""


class FeatureWire(Wire, frozen=True):
    name: str
    state: str = ""


class ApplicationWire(Wire, frozen=True):
    id: int
    application_id: str
    application_name: str
    callback_url: str
    confidential: bool
    scopes: tuple[str, ...] | None = None
    """Older releases do not return them. The secret of a create is not a field here, so it is never read."""

    def value(self) -> OAuthApplication:
        return OAuthApplication(
            self.id, self.application_id, self.application_name, self.callback_url, self.confidential, self.scopes
        )


class GroupWire(Wire, frozen=True):
    id: int
    name: str
    full_path: str
    parent_id: int | None = None
    visibility: str = ""
    web_url: str = ""

    def value(self) -> Group:
        return Group(self.id, self.name, self.full_path, self.parent_id, self.visibility, self.web_url)


class NamespaceWire(Wire, frozen=True):
    kind: str
    full_path: str


class ProjectWire(Wire, frozen=True):
    id: int
    name: str
    path_with_namespace: str
    namespace: NamespaceWire
    default_branch: str | None = None
    web_url: str = ""
    visibility: str = ""
    issues_access_level: str = ""
    import_type: str | None = None
    import_status: str | None = None
    created_at: str = ""

    def value(self) -> Project:
        place = self.namespace
        return Project(
            self.id,
            self.path_with_namespace,
            self.name,
            self.default_branch,
            place.kind,
            place.full_path,
            self.web_url,
            self.visibility,
            self.issues_access_level,
            (self.import_type or "another GitLab") if self.import_status == "finished" else "",
            self.created_at,
        )


class MemberWire(Wire, frozen=True):
    access_level: int


class IntegrationWire(Wire, frozen=True):
    slug: str
    active: bool = True


class CommitWire(Wire, frozen=True):
    id: str
    title: str = ""
    created_at: str = ""

    def value(self) -> Commit:
        return Commit(self.id, self.title, self.created_at)


class BranchWire(Wire, frozen=True):
    name: str
    commit: CommitWire
    web_url: str = ""

    def value(self) -> Branch:
        return Branch(self.name, self.commit.id, self.web_url)
