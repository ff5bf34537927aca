"""What may be recorded of a JSON Web Token: the listed fields of header and claims, never the signature.

Without its signature a token opens nothing; with header and claims one sees why the other side refused it.
"""

import base64
import binascii
import json
import re
from collections.abc import Callable

from wizard.domain.gitlab import Json
from wizard.domain.strict_json import JsonError, loads

_HEADER = ("alg", "typ", "kid")
_CLAIMS = ("iss", "aud", "iat", "nbf", "exp", "qsh")
_HASH = re.compile(r"[0-9a-f]{64}|context-qsh")


def shown(token: str, hide: Callable[[str], str]) -> str:
    """Return a token with its listed fields and no signature; empty when it is none. `hide` looks at each text."""
    parts = token.split(".")
    header, claims = (_read(part) for part in parts[:2]) if len(parts) > 1 else (None, None)
    if header is None or claims is None or not isinstance(header.get("alg"), str):
        return ""
    kept = (_listed(header, _HEADER, hide), _listed(claims, _CLAIMS, hide))
    return ".".join(base64.urlsafe_b64encode(json.dumps(part).encode()).decode().rstrip("=") for part in kept)


def _listed(values: dict[str, Json], names: tuple[str, ...], hide: Callable[[str], str]) -> dict[str, Json]:
    found: dict[str, Json] = {}
    for name in names:
        value = values.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            found[name] = value
        elif isinstance(value, str):
            found[name] = value if name == "qsh" and _HASH.fullmatch(value) else hide(value)
    return found


def _read(part: str) -> dict[str, Json] | None:
    try:
        value = loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    except (binascii.Error, ValueError, JsonError):
        return None
    return value if isinstance(value, dict) else None
