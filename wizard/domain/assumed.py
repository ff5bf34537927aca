"""What a plan takes for given of a world that nobody looked at."""

from dataclasses import dataclass

from wizard.domain.text import Text

VERSION = "gitlab-version"
"""Id of the assumption that somebody may choose."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """One thing that is taken for given.

    Shape: `Assumption("gitlab-proxy-url", T("Jira Connect Proxy URL"), "", ("gitlab-proxy-url",))`
    """

    id: str
    what: Text
    value: str
    """As it would be read; empty for what is not set or not there."""
    used_by: tuple[str, ...] = ()
    """Ids of the changes that are other ones when it is not so."""
