"""Secrets that a test makes, in all shapes they come in, and every spelling to search for."""

import base64
import html
import json
import random
import re
import shlex
import string
from pathlib import Path
from urllib.parse import quote

import pytest

VECTORS = Path(__file__).parents[3] / "shared" / "reference" / "vectors" / "own" / "secret_shapes.json"


def canaries(seed: int) -> dict[str, str]:
    """Return one fresh secret of each shape, by the name of the shape."""
    if not VECTORS.exists():
        pytest.skip("the shapes of secrets are not beside the repository")
    dice = random.Random(seed)  # noqa: S311  # a failure must be repeatable
    made = {}
    for shape in json.loads(VECTORS.read_text("utf-8"))["shapes"]:
        template, allowed = shape["template"], re.compile(shape["class"]) if shape["class"][0] == "[" else None
        letters = [one for one in string.printable if allowed and allowed.fullmatch(one)]
        if allowed is None:
            head, claims = (encoded(json.dumps({"typ": "JWT", "n": dice.random()}).encode()) for _ in "ab")
            made[shape["name"]] = f"{head}.{claims}.{encoded(dice.randbytes(32))}"
        else:
            made[shape["name"]] = "".join(dice.choice(letters) if one == "X" else one for one in template)
    return made


def encoded(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def spellings(value: str) -> dict[str, str]:
    raw = value.encode()
    found = {
        "raw": value,
        "reversed": value[::-1],
        "utf-16": "\0".join(value),
        "hex": raw.hex(),
        "HEX": raw.hex().upper(),
        "percent": quote(value, safe=""),
        "double percent": quote(quote(value, safe=""), safe=""),
        "json": json.dumps(value)[1:-1],
        "html": html.escape(value),
        "repr": repr(value),
        "shell": shlex.quote(value),
        "basic": base64.b64encode(f"dana@example.com:{value}".encode()).decode(),
    }
    for offset in range(3):
        found[f"base64 at {offset}"] = base64.b64encode(b"x" * offset + raw).decode()
        found[f"base64url at {offset}"] = base64.urlsafe_b64encode(b"x" * offset + raw).decode()
    return found


def traces(text: str, value: str) -> list[str]:
    """Return the spellings of `value` that can be found in `text`, even in part."""
    return [name for name, form in spellings(value).items() if core(name, form) in text]


def core(name: str, form: str) -> str:
    """Return what must not be found: of base64 without the ends, which depend on the neighbours."""
    return form.rstrip("=")[4:-4] if "base" in name else form
