"""Holds what the site answers against Atlassian's own description of its API, where that lies beside the project."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import jsonschema

REFERENCE = Path(__file__).resolve().parents[4] / "shared" / "reference" / "atlassian"
PLATFORM = "jira-platform-v3.subset.json"
SOFTWARE = "jira-software.devinfo-builds-deployments-flags.json"
MISSING = f"Atlassian's descriptions are not in {REFERENCE.name} beside the project"
_METHODS = ("get", "post", "put", "delete")
_UNWRITTEN = {
    302: "a renamed site",
    401: "nobody, or wrong credentials: any call",
    403: "an address, an app or a user that is kept out: any call",
    404: "what is not there or must not be seen: any call with a name in its path",
    405: "an operation that the site has not",
    429: "too many calls",
    500: "a broken site",
    503: "a suspended site",
}
"""Statuses that hold for every call and that the descriptions write down for some only."""


@dataclass(frozen=True)
class Operation:
    document: str
    method: str
    path: str

    def __str__(self) -> str:
        return f"{self.method.upper()} {self.path}"


def present() -> bool:
    return all((REFERENCE / name).is_file() for name in (PLATFORM, SOFTWARE))


@cache
def document(name: str) -> Any:
    """Return a description as JSON Schema; that with open objects is closed here, or it would prove little."""
    return _as_schema(json.loads((REFERENCE / name).read_text()), close=name == SOFTWARE)


@cache
def operations() -> tuple[Operation, ...]:
    """Return all operations of both descriptions, those without a part to fill in first."""
    found = [
        Operation(name, method, path)
        for name in (PLATFORM, SOFTWARE)
        for path, methods in document(name)["paths"].items()
        for method in methods
        if method in _METHODS
    ]
    return tuple(sorted(found, key=lambda each: each.path.count("{")))


def operation(method: str, path: str) -> Operation | None:
    """Return the operation that a request was."""
    for each in operations():
        pattern = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(each.path))
        if each.method == method.lower() and re.fullmatch(pattern, path):
            return each
    return None


def complaints(asked: Operation, status: int, body: bytes) -> list[str]:
    """Return where an answer differs from its description; nothing when it does not."""
    described = document(asked.document)["paths"][asked.path][asked.method]["responses"].get(str(status))
    if described is None and status not in _UNWRITTEN:
        return [f"{asked}: status {status} is not described"]
    schema = (described or {}).get("content", {}).get("application/json", {}).get("schema")
    if schema is None or (status == 204 and not body):
        return []
    try:
        held = json.loads(body)
    except ValueError:
        return [f"{asked}: {status} without JSON"]
    if asked.path.endswith("/remotelink") and isinstance(held, list):
        schema = {"type": "array", "items": schema}  # the description names one link, its example is a list
    return [
        f"{asked}: {status} {list(error.absolute_path)}: {error.message[:300]}"
        for error in _errors(asked.document, schema, held)
    ]


async def hold(response: httpx.Response) -> None:
    """Fail where an answer to a described operation differs from its description."""
    asked = operation(response.request.method, response.request.url.path) if present() else None
    if asked is not None:
        await response.aread()
        found = complaints(asked, response.status_code, response.content)
        assert not found, "\n".join(found)


def _errors(name: str, schema: Any, held: Any) -> Iterator[jsonschema.ValidationError]:
    whole = {**schema, "components": document(name)["components"]}
    yield from jsonschema.Draft4Validator(whole).iter_errors(held)


def _as_schema(part: Any, *, close: bool) -> Any:
    if isinstance(part, list):
        return [_as_schema(each, close=close) for each in part]
    if not isinstance(part, dict):
        return part
    found = {name: _as_schema(each, close=close) for name, each in part.items() if name != "example"}
    if found.get("nullable") is True and isinstance(found.get("type"), str):
        found["type"] = [found["type"], "null"]
    if close and found.get("type") == "object" and isinstance(found.get("properties"), dict):
        found.setdefault("additionalProperties", False)
    return found
