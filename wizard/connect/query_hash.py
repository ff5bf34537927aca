"""The query string hash (`qsh`), which ties a token to one request.

Source: Atlassian Connect, "Understanding JWT for Connect apps"; values of one name are sorted before they are encoded,
as Atlassian's own interoperability vectors require.
"""

import hashlib
from urllib.parse import quote, unquote_plus, urlsplit

_UNRESERVED = "-._~"
CONTEXT = "context-qsh"
"""What a context token carries instead of a hash."""


def query_hash(method: str, url: str, base_path: str = "") -> str:
    """Return the lower-case hexadecimal hash of a request; `base_path` is the path of the app's base URL."""
    return hashlib.sha256(canonical_request(method, url, base_path).encode()).hexdigest()


def canonical_request(method: str, url: str, base_path: str = "") -> str:
    """Return the text that is hashed.

    Shape: `GET&/subscriptions&id=1,10,2&lic=none`; with no query the last `&` stays.
    """
    parts = urlsplit(url)
    return f"{method.upper()}&{_path(parts.path, base_path)}&{_query(parts.query)}"


def _path(path: str, base_path: str) -> str:
    base = base_path.rstrip("/")
    # On a segment border only: a base path /git must not eat the start of /gitlab.
    if base and (path == base or path.startswith(f"{base}/")):
        path = path[len(base) :]
    path = path.replace("&", "%26")
    if not path.startswith("/"):
        path = f"/{path}"
    return path[:-1] if path.endswith("/") and path != "/" else path


def _query(query: str) -> str:
    values: dict[str, list[str]] = {}
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        if pair and (decoded := unquote_plus(name)) != "jwt":
            values.setdefault(decoded, []).append(unquote_plus(value))
    return "&".join(f"{_encoded(name)}={','.join(map(_encoded, sorted(values[name])))}" for name in sorted(values))


def _encoded(text: str) -> str:
    return quote(text, safe=_UNRESERVED)
