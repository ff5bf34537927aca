"""JSON as we accept it: what any two readers could take differently is refused, and nothing can exhaust us.

Refused: NaN and infinities, keys named twice, depth over 64, numbers of more than 300 characters, anything but UTF-8.
Lone surrogates become U+FFFD, so that every string can be written back.
Source: RFC 8259; JSONTestSuite.
"""

import json
import math
import re

from wizard.domain.gitlab import Json

_SURROGATE_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_LONGEST_NUMBER = 300
_BEGINNINGS = frozenset(word[:end] for word in ("true", "false", "null", "-") for end in range(len(word))) | {
    "-",
    ".",
    "e",
    "E",
    "e+",
    "e-",
    "E+",
    "E-",
}
_ESCAPE_CUT = re.compile(r"\\(?:u[0-9a-fA-F]{0,4})?\Z")


class JsonError(ValueError):
    """The bytes are no JSON we accept.

    Codes: json-encoding, json-syntax, json-cut (it ends too early), json-depth, json-number, json-duplicate-key.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def loads(data: bytes, *, max_depth: int = 64) -> Json:
    """Return the value that `data` spells out.

    Raises: JsonError and nothing else.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise JsonError("json-cut" if "end of data" in error.reason else "json-encoding") from None
    try:
        value: Json = json.loads(
            text, object_pairs_hook=_object, parse_int=_integer, parse_float=_number, parse_constant=_constant
        )
    except JsonError:
        raise
    except json.JSONDecodeError as error:
        raise JsonError("json-cut" if _ends_early(text, error) else "json-syntax") from None
    except RecursionError:  # far beyond any limit
        raise JsonError("json-depth") from None
    except ValueError:
        raise JsonError("json-syntax") from None
    _refuse_depth(value, max_depth)
    return _writable(value) if _SURROGATE_ESCAPE.search(data) else value


def _refuse_depth(value: Json, limit: int) -> None:
    """Look at what was read, level by level: many times quicker than looking for brackets outside of texts."""
    level: list[Json] = [value]
    for _depth in range(limit):
        inside: list[Json] = []
        for part in level:
            if isinstance(part, dict):
                inside += part.values()
            elif isinstance(part, list):
                inside += part
        level = inside
        if not level:
            return
    if any(isinstance(part, dict | list) for part in level):
        raise JsonError("json-depth")


def _ends_early(text: str, error: json.JSONDecodeError) -> bool:
    """Tell whether more text could have made it right: then it is cut, not wrong."""
    rest = text[error.pos :].strip()
    if not text.strip():
        return False
    return rest in _BEGINNINGS or error.msg.startswith("Unterminated string") or bool(_ESCAPE_CUT.search(text))


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise JsonError("json-duplicate-key")
    return found


def _integer(text: str) -> int:
    if len(text) > _LONGEST_NUMBER:
        raise JsonError("json-number")
    return int(text)


def _number(text: str) -> float:
    number = float(text) if len(text) <= _LONGEST_NUMBER else math.inf
    if math.isinf(number):
        raise JsonError("json-number")
    return number


def _constant(_text: str) -> float:
    raise JsonError("json-number")


def _writable(value: Json) -> Json:
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_writable(part) for part in value]
    if isinstance(value, dict):
        return _object([(_SURROGATE.sub("\ufffd", key), _writable(part)) for key, part in value.items()])
    return value
