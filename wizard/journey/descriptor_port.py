"""What pages and commands ask about descriptors that exist: served by an address, or installed by this program."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from wizard.domain.answers import Answers
from wizard.domain.gitlab import Json
from wizard.domain.url import Url


@dataclass(frozen=True, slots=True)
class ServedDescriptor:
    """What an address answered."""

    url: str
    """The whole address, also where somebody named the start page of an instance."""
    status: int
    body: bytes
    content_type: str


class Descriptors(Protocol):
    async def served(self, url: Url) -> ServedDescriptor:
        """Ask an address for its descriptor, without any sign-in; the start page of an instance stands for it.

        Raises: PortError.
        """
        ...

    async def installed(self, answers: Answers) -> Mapping[str, Json] | None:
        """Return the descriptor with which this program installed the app on the site of these answers, if it did.

        Raises: UrlError where the answers name no GitLab.
        """
        ...
