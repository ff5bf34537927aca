"""How a side wants its requests signed. The value leaves the Secret only in `header`."""

import base64
from dataclasses import dataclass

from wizard.domain.secret import BearerSecret, Secret


@dataclass(frozen=True, slots=True)
class GitLabToken:
    """A personal, group or project access token."""

    secret: Secret

    def header(self) -> tuple[str, str]:
        return "PRIVATE-TOKEN", self.secret.reveal()


@dataclass(frozen=True, slots=True)
class GitLabBearer:
    """An access token of an OAuth sign-in."""

    secret: Secret

    def header(self) -> tuple[str, str]:
        return "Authorization", f"Bearer {self.secret.reveal()}"


def signed_with(token: Secret) -> GitLabToken | GitLabBearer:
    """Return how requests to GitLab are signed with this token."""
    return GitLabBearer(token) if isinstance(token, BearerSecret) else GitLabToken(token)


@dataclass(frozen=True, slots=True)
class JiraToken:
    """A classic API token of an Atlassian account."""

    email: str
    secret: Secret

    def header(self) -> tuple[str, str]:
        pair = f"{self.email}:{self.secret.reveal()}".encode()
        return "Authorization", f"Basic {base64.b64encode(pair).decode('ascii')}"


@dataclass(frozen=True, slots=True)
class JiraBearer:
    """A personal access token of a Jira of one's own, or the token of a service account."""

    secret: Secret

    def header(self) -> tuple[str, str]:
        return "Authorization", f"Bearer {self.secret.reveal()}"
