"""Lists that GitLab cuts into pages: what one page gave, where the next one is, how many there are in all."""

from collections.abc import Sequence
from typing import TypeVar

from wizard.adapters.http.request import Answer, Pairs
from wizard.domain.errors import Unexpected
from wizard.domain.flow import Chunk

PER_PAGE = 100
_MOST_DIGITS = 9
T = TypeVar("T")


def page_of(cursor: str) -> int:
    """Return the number of the page that a cursor of ours names."""
    return int(cursor) if cursor else 1


def asked(cursor: str) -> Pairs:
    """Return what asks for the page that a cursor names."""
    return (("per_page", str(PER_PAGE)), ("page", str(page_of(cursor))))


def total(answer: Answer) -> int | None:
    """Return how long a list is, None where the instance does not say."""
    told = answer.headers.get("x-total", "")
    return int(told) if _is_number(told) else None


def chunk(found: Sequence[T], answer: Answer, cursor: str, path: str) -> Chunk[T]:
    """Return one page as a chunk.

    Raises: Unexpected answer-shape for a next page that is none: whoever followed it would never come to an end.
    """
    page, told = page_of(cursor), answer.headers.get("x-next-page")
    following = told.strip() if told is not None else str(page + 1) if len(found) == PER_PAGE else ""
    if following and not (_is_number(following) and int(following) > page):
        raise Unexpected("answer-shape", {"path": path, "where": "X-Next-Page"})
    return Chunk(tuple(found), following, total(answer))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
