"""What a site remembers of the Marketplace beside its apps."""

from dataclasses import dataclass, field
from typing import Literal

Era = Literal["before", "after"]
"""Before or after 2026-03-31, when Atlassian ended installs of private Connect apps."""


@dataclass(frozen=True, slots=True)
class LicenseToken:
    """An access token of a private listing, as an administrator entered it."""

    key: str
    value: str = field(repr=False)
    state: str
    valid: bool


@dataclass(slots=True)
class Market:
    era: Era = "before"
    private_listings: bool = False
    """Whether administrators may install private listings by their address."""
    tokens: dict[str, LicenseToken] = field(default_factory=dict)
    """App key -> its token."""
    _lost: dict[str, LicenseToken] = field(default_factory=dict)

    def lose_tokens(self, *, lost: bool) -> None:
        """Take all tokens away, or give back those that nobody has entered anew."""
        if lost:
            self._lost |= self.tokens
            self.tokens.clear()
        else:
            self.tokens |= {key: token for key, token in self._lost.items() if key not in self.tokens}
            self._lost.clear()
