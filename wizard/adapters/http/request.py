"""A request as a value: what is shown on the review page is what is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlencode

from wizard.domain.gitlab import Json
from wizard.domain.secret import Secret
from wizard.domain.strict_json import loads

_READS = frozenset({"GET", "HEAD", "OPTIONS"})

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Request:
    """One call to a path below the address of a side."""

    method: str
    path: str
    """Starts with a slash; every variable part is percent-encoded already."""
    query: Pairs = ()
    json: dict[str, Json] | None = None
    secret_json: Mapping[str, Secret] = field(default_factory=dict)
    """Fields of the JSON body that become text only when it is sent."""
    content_type: str = "application/json"
    """Of the JSON body."""
    signed: bool = True
    """Whether the side's token goes along."""
    accept: str = "application/json"
    headers: Pairs = ()
    why: str = ""
    asks: bool = False
    """Whether it is posted only because the question is long: it changes nothing."""

    @property
    def reads(self) -> bool:
        """Tell whether it changes nothing, so that it may be sent again."""
        return self.asks or self.method in _READS

    @property
    def target(self) -> str:
        """Path and query."""
        return self.path + (f"?{urlencode(self.query)}" if self.query else "")

    def shown(self) -> str:
        """Return the line for people: `PUT /api/v4/application/settings`."""
        return f"{self.method} {self.target}"


@dataclass(frozen=True)
class Answer:
    """What came back, complete and within all limits; not yet judged."""

    status: int
    headers: dict[str, str]
    """Names in lower case; of a repeated header the values joined."""
    body: bytes
    between: tuple[float, float] | None = None
    """When it was asked for and when it was there, where that was noted. Units: seconds since the epoch."""

    @property
    def kind(self) -> str:
        """Media type without parameters, lower case."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @cached_property
    def value(self) -> Json:
        """The body read as JSON: once, for what is made of it and for what is recorded of it.

        Raises: JsonError.
        """
        return loads(self.body)
