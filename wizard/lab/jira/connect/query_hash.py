"""The canonical form of a request and its hash, as Jira computes them for the `qsh` claim."""

import hashlib
from urllib.parse import parse_qsl, quote


def canonical_request(method: str, path: str, query: str, base_path: str = "") -> str:
    """Return `METHOD&path&query` in canonical form.

    Shape: `path` as sent, percent-encoding untouched; `base_path` is taken off once, on a segment border only.
    """
    return "&".join((method.upper(), _canonical_path(path, base_path.rstrip("/")), _canonical_query(query)))


def query_hash(method: str, path: str, query: str, base_path: str = "") -> str:
    """Return the lower-case hex SHA-256 of the canonical request."""
    canonical = canonical_request(method, path, query, base_path)
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def _canonical_path(path: str, base_path: str) -> str:
    if base_path and (path == base_path or path.startswith(base_path + "/")):
        path = path[len(base_path) :]
    path = path.replace("&", "%26")
    if not path.startswith("/"):
        path = "/" + path
    return path[:-1] if len(path) > 1 and path.endswith("/") else path


def _canonical_query(query: str) -> str:
    values: dict[str, list[str]] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name != "jwt":
            values.setdefault(name, []).append(value)
    # Values are sorted before they are encoded: the official signer does so, although its text says otherwise.
    return "&".join(f"{_encoded(name)}={','.join(map(_encoded, sorted(values[name])))}" for name in sorted(values))


def _encoded(text: str) -> str:
    return quote(text, safe="-._~")
