"""Which trouble concerns one place of many, and which all that is asked of the same side."""

from wizard.domain.errors import PortError, Refused, Unexpected

_OF_ALL = frozenset(
    {
        "http-401",
        "http-403-scope",
        "http-403-read-only",
        "http-407",
        "http-429",
        "http-429-later",
        "http-503",
        "http-captcha",
    }
)
"""Refusals of the whole side: of the token, of a limit, of an instance that may not be written."""


def concerns_one_place(error: PortError) -> bool:
    """Tell whether other places may still work: a right, something that is gone, a value that is refused."""
    return isinstance(error, Refused | Unexpected) and error.code not in _OF_ALL
