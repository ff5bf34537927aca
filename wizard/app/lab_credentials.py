"""What a lab gives for the Jira issue integration: its ready file names accounts of every Jira of the world."""

from collections.abc import Mapping
from typing import Any

from wizard.domain.jira_integration import Auth
from wizard.domain.secret import Secret
from wizard.domain.url import Url, parse

_OF_NOBODY = "lab-token-of-nobody"
"""For an address or a user that the lab does not have: the checks shall say so, not the sign-in."""


def integration_secret(ready: Mapping[str, Any], base: Url, auth: Auth, username: str) -> Secret:
    """Return the secret of this user at this base of a Jira; without a name that of the first who signs in so."""
    known = ready.get("integration", {}).get("accounts", ())
    fitting = [
        one
        for one in known
        if one["auth"] == auth.value and _same(base, one["url"]) and username in ("", one["username"])
    ]
    return Secret(fitting[0]["token"] if fitting else _OF_NOBODY)


def _same(base: Url, known: str) -> bool:
    """Tell whether two bases are of one Jira: below the gateway the path decides, elsewhere the host."""
    other = parse(known)
    return base.origin == other.origin and (base.path == other.path or "/ex/" not in other.path)
