"""The forms in which one secret can stand in a text, and the shapes by which an unknown one is seen."""

import base64
import html
import json
import re
import shlex
from urllib.parse import quote, quote_plus

_SHORTEST = 4
"""Shorter values would hide every second word of a text."""

# Every branch begins with a letter of its own, so that the search can skip all other places at once.
SHAPES = re.compile(
    r"gl(?:pat|oas|dt|ft|ptt|rt|soat|imt|agent|cbt|ffct)-[0-9A-Za-z_.-]{8,}"
    r"|AT[ACS]TT[0-9A-Za-z_=-]{8,}"
    r"|_gitlab_session=[^;\s\"'<>]+"
    r"|eyJ[0-9A-Za-z_-]{5,}\.[0-9A-Za-z_-]{5,}(?:\.(?:\[hidden\]|[0-9A-Za-z_-]*))?"
    r"|Bearer\s+[0-9A-Za-z._~+/=-]{8,}|bearer\s+[0-9A-Za-z._~+/=-]{8,}"
    r"|Basic\s+[0-9A-Za-z+/=]{8,}|basic\s+[0-9A-Za-z+/=]{8,}|JWT\s+[0-9A-Za-z._-]{8,}(?:\[hidden\])?"
    r"|-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)",
    re.DOTALL,
)
# Any run of the next pattern lies in one of these, and these are found in a third of its time.
LONG_RUN = re.compile(r"(?<![0-9A-Za-z_~.+/-])[0-9A-Za-z_~.+/-]{32,}={0,2}")
RANDOM_RUN = re.compile(r"[0-9A-Za-z_~.-]{32,}|[0-9A-Za-z+/]{32,}={0,2}")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_PARTS = re.compile(r"[^0-9A-Za-z]")
_WORDS = re.compile(r"[a-z]+|[A-Z]+|[0-9]+")


def forms_of(value: str) -> tuple[str, ...]:
    """Return every spelling of `value` that is hidden, longest first."""
    if len(value) < _SHORTEST:
        return ()
    raw = value.encode()
    percent = quote(value, safe="")
    found = {
        value,
        value[::-1],
        "\x00".join(value),
        percent,
        percent.lower(),
        quote(value),
        quote_plus(value),
        quote(percent, safe=""),
        json.dumps(value)[1:-1],
        json.dumps(value, ensure_ascii=False)[1:-1],
        json.dumps(json.dumps(value)[1:-1])[1:-1],
        html.escape(value),
        html.escape(value, quote=False),
        repr(value)[1:-1],
        ascii(value)[1:-1],
        shlex.quote(value),
        raw.hex(),
        raw.hex().upper(),
        *_base64_forms(raw),
    }
    return tuple(sorted((form for form in found if len(form) >= _SHORTEST), key=len, reverse=True))


def _base64_forms(raw: bytes) -> set[str]:
    """Return the inner part of the value's base64 at each of the three offsets, in both alphabets.

    The characters at the two ends depend on the neighbours and are left out.
    """
    found = set()
    for offset in range(3):
        text = base64.b64encode(b"\0" * offset + raw).decode()
        first = (8 * offset + 5) // 6
        last = (8 * (offset + len(raw))) // 6
        found.add(text[first:last])
        found.add(text[first:last].replace("+", "-").replace("/", "_"))
    return found


def looks_random(run: str) -> bool:
    """Tell whether a long run of letters and digits is rather a key than a name or a commit."""
    if _COMMIT.fullmatch(run) or _UUID.fullmatch(run):
        return False
    digits = sum(letter.isdigit() for letter in run)
    if digits < len(run) // 16 or digits == len(run):
        return False
    # In a name every part is a word or a number; in a key letters, capitals and digits change all the time.
    changes = sum(len(_WORDS.findall(part)) - 1 for part in _PARTS.split(run) if part)
    return changes * 8 > len(run)
