"""What the Marketplace holds of an app: its listing, its versions and the tokens of a private one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Status = Literal["submitted", "public", "private", "withdrawn"]
TOKEN_STATES = (
    "NONE",
    "ACTIVE_TRIAL",
    "INACTIVE_TRIAL",
    "ACTIVE_SUBSCRIPTION",
    "ACTIVE_SUBSCRIPTION_CANCELLED",
    "INACTIVE_SUBSCRIPTION",
)
MOST_TOKENS = 50


@dataclass(frozen=True, slots=True)
class Release:
    """One version that is out."""

    name: str
    build: int
    document: Mapping[str, Any]
    """The descriptor as it was read; of a Forge app the Connect part of its manifest."""
    released_at: float
    forge: bool = False


@dataclass(slots=True)
class AccessToken:
    """A private listing opened for one site."""

    value: str = field(repr=False)
    site: str
    state: str

    @property
    def valid(self) -> bool:
        return self.state.startswith("ACTIVE")


@dataclass(slots=True)
class Listing:
    key: str
    name: str
    vendor: str
    source: str
    """Address of the descriptor that the vendor gave."""
    number: int
    """Of the app, in the addresses of its pages and files."""
    first: str = "1.0.0-AC"
    """Name of the version that is read first."""
    private: bool = False
    approved_at: float = 0.0
    releases: list[Release] = field(default_factory=list)
    tokens: dict[str, AccessToken] = field(default_factory=dict)
    looked_at: float | None = None
    """When the descriptor was last asked for."""

    def status(self, now: float) -> Status:
        if now < self.approved_at:
            return "submitted"
        return "private" if self.private else "public"

    @property
    def newest(self) -> Release | None:
        return self.releases[-1] if self.releases else None

    def release(self, build: int) -> Release | None:
        return next((one for one in self.releases if one.build == build), None)

    def token(self, value: str) -> AccessToken | None:
        return self.tokens.get(value)
