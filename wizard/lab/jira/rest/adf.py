"""Texts of people in Atlassian Document Format, which version 3 takes and gives; version 2 has plain text.

Source: Jira Cloud platform, Atlassian Document Format.
"""

from collections.abc import Mapping
from typing import Any


class NotADocument(Exception):
    """What was sent is no document of this format."""


def document(text: str) -> Mapping[str, Any]:
    """Return a document with a paragraph for each line."""
    paragraphs = [
        {"type": "paragraph", "content": [{"type": "text", "text": line}] if line else []}
        for line in text.splitlines() or [""]
    ]
    return {"type": "doc", "version": 1, "content": paragraphs}


def plain(node: Mapping[str, Any]) -> str:
    """Return the text of a document, a line for each block that holds text."""
    return "\n".join(_text(each) for each in node.get("content", ()))


def read(sent: object, version: str) -> Mapping[str, Any]:
    """Return what was sent as a document: one in version 3, plain text in version 2.

    Raises: `NotADocument` for the other one, and for what is neither.
    """
    if version == "2":
        if not isinstance(sent, str):
            raise NotADocument("Operation value must be a string")
        return document(sent)
    if not isinstance(sent, dict) or (sent.get("type"), sent.get("version")) != ("doc", 1):
        raise NotADocument("Operation value must be an Atlassian Document (see the Atlassian Document Format)")
    if not isinstance(sent.get("content"), list) or not all(isinstance(each, dict) for each in sent["content"]):
        raise NotADocument("Operation value must be an Atlassian Document (see the Atlassian Document Format)")
    return sent


def shown(held: Mapping[str, Any], version: str) -> str | Mapping[str, Any]:
    """Return a document as the version of the API shows it."""
    return plain(held) if version == "2" else held


def _text(node: Mapping[str, Any]) -> str:
    return str(node.get("text", "")) + "".join(
        _text(each) for each in node.get("content", ()) if isinstance(each, dict)
    )
