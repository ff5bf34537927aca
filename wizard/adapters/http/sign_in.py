"""How a side wants its requests signed. The value leaves the Secret only in `header`."""

import base64
from dataclasses import dataclass

from wizard.domain.secret import Secret


@dataclass(frozen=True, slots=True)
class GitLabToken:
    """A personal, group or project access token."""

    secret: Secret

    def header(self) -> tuple[str, str]:
        return "PRIVATE-TOKEN", self.secret.reveal()


@dataclass(frozen=True, slots=True)
class JiraToken:
    """A classic API token of an Atlassian account."""

    email: str
    secret: Secret

    def header(self) -> tuple[str, str]:
        pair = f"{self.email}:{self.secret.reveal()}".encode()
        return "Authorization", f"Basic {base64.b64encode(pair).decode('ascii')}"
