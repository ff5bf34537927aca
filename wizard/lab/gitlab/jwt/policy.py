"""How strictly a token is read: GitLab's own habits, and the stricter ones of the security vectors."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Policy:
    """Limits a token must keep."""

    require_exp: bool
    one_token: bool
    """Refuse a request that carries two different tokens; GitLab takes the parameter."""
    leeway_s: float = 0.0
    max_lifetime_s: float | None = None
    max_token_bytes: int = 8192
    min_key_bits: int = 2048
    wide_kid: bool | None = None
    """Letters, digits, dash, underscore and slash instead of a lower-case UUID; None follows the version."""


GITLAB: Final = Policy(require_exp=False, one_token=False, leeway_s=30, max_lifetime_s=3600)
"""Forwarded lifecycle tokens carry neither iat nor exp, so GitLab checks them only when present.

How much of a clock's error and how long a life GitLab allows is not known: here as much as the strict policy.
"""

STRICT: Final = Policy(require_exp=True, one_token=True, leeway_s=30, max_lifetime_s=3600, wide_kid=False)
