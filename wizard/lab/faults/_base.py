"""What a fault is: one thing that is wrong in the lab, declared in one file, found by one check of the product."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

Layer = Literal["dns", "tcp", "tls", "http", "protocol", "state", "time", "browser"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One switch. The module's constant is named `FAULT`; `wizard.lab.faults` collects them."""

    id: str
    """Kebab-case, as its module name with dashes."""
    layer: Layer
    on: str
    """The kind of host it bites: gitlab, gitlab-com, jira, install-keys; any for faults of the network."""
    message: str
    """What people see, in the words of GitLab's or Jira's own screens or of the operating system."""
    expect: str
    """Code of the finding that must reveal it; for a fault of one proof hop, `proof-<hop>`."""
    rows: tuple[str, ...] = ()
    """Rows of the failure catalogue it reproduces."""
    params: Mapping[str, Any] = field(default_factory=dict)
    """Parameters with their defaults; units in the names."""
    choices: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The values that a parameter may have, where they are few."""
    own_jira: bool = False
    """Of a fault on jira: whether it bites a Jira Server or Data Center as well."""
