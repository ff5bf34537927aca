"""From JSON to typed values; every wrong shape is one and the same error."""

from typing import TypeVar

import msgspec

from wizard.domain.errors import Unexpected
from wizard.domain.gitlab import Json

T = TypeVar("T")


class Wire(msgspec.Struct, frozen=True):
    """An object of an answer: the fields we read; others are ignored."""


def shaped(value: Json, kind: type[T], path: str) -> T:
    """Return `value` as `kind`.

    Raises: Unexpected answer-shape with the place in the answer, never with its values.
    """
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        place = str(error).rpartition(" - at ")[2].strip("`")
        raise Unexpected("answer-shape", {"path": path, "where": place[:80]}, sent=True) from None
