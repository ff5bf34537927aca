"""The query string hash: binds a token to one method, path and query."""

import hashlib
from urllib.parse import parse_qsl, quote, urlsplit

CONTEXT_QSH = "context-qsh"
_UNRESERVED = "-._~"


def canonical_request(method: str, url: str, base_path: str = "") -> str:
    """Return `METHOD&path&query` as Atlassian defines it; `base_path` is cut off on a segment border."""
    parts = urlsplit(url)
    return "&".join((method.upper(), _path(parts.path, base_path), _query(parts.query)))


def query_hash(method: str, url: str, base_path: str = "") -> str:
    """Return the claim `qsh` of this request."""
    return hashlib.sha256(canonical_request(method, url, base_path).encode()).hexdigest()


def _path(path: str, base_path: str) -> str:
    if base_path and (path == base_path or path.startswith(base_path.rstrip("/") + "/")):
        path = path[len(base_path.rstrip("/")) :]
    path = path.replace("&", "%26")
    if not path.startswith("/"):
        path = "/" + path
    return path[:-1] if len(path) > 1 and path.endswith("/") else path


def _query(query: str) -> str:
    grouped: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name != "jwt":
            grouped.setdefault(name, []).append(value)
    # Repeated values sort before they are encoded: the interoperability vectors tell the two orders apart.
    return "&".join(
        quote(name, safe=_UNRESERVED) + "=" + ",".join(quote(v, safe=_UNRESERVED) for v in sorted(values))
        for name, values in sorted(grouped.items())
    )
