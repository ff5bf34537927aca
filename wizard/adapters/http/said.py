"""What a server says when it refuses, made plain: short, without secrets, and unable to be anything but text."""

import re

from wizard.adapters.http.request import Answer
from wizard.domain.gitlab import Json
from wizard.domain.strict_json import JsonError
from wizard.evidence.plain import visible
from wizard.evidence.redact import Redactor

_LONGEST = 4_000
_READ_AT_MOST = 64 * 1024
_SPACE = re.compile(r"[ \t\r\n]+")
_KEYS = ("error_description", "message", "errorMessages", "error", "errors")


def said(answer: Answer, redactor: Redactor) -> str:
    """Return the server's own words, for a folded "the server said"; empty for pages and for what cannot be read."""
    body = answer.body[:_READ_AT_MOST]
    if body.lstrip()[:1] in (b"{", b"["):
        try:
            return plain(_words(answer.value), redactor)
        except JsonError:
            return ""
    return plain(body.decode("utf-8", "replace"), redactor) if answer.kind == "text/plain" else ""


def plain(text: str, redactor: Redactor, longest: int = _LONGEST) -> str:
    """Return `text` in one line with every control and every direction mark shown, without secrets, cut."""
    text = redactor.text(_SPACE.sub(" ", text).strip())
    shown = visible(text[: longest + 1])
    return shown if len(shown) <= longest else shown[: longest - 1] + "…"


def _words(value: Json) -> str:
    """Return the words of an error object: GitLab, OAuth and Jira each have their own key."""
    if isinstance(value, dict):
        found = [_words(value[key]) for key in _KEYS if value.get(key)]
        if found:
            return found[0]
        return "; ".join(f"{key}: {_words(part)}" for key, part in value.items())
    if isinstance(value, list):
        return "; ".join(_words(part) for part in value)
    return "" if value is None else str(value)
