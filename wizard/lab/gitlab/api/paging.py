"""Cuts lists into pages and says where the next one is."""

from collections.abc import Callable, Sequence
from typing import Final, TypeVar
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import Refused, gitlab_of, json_answer
from wizard.lab.gitlab.digits import whole

MOST_COUNTED: Final = 10_000
"""Longer lists come without totals."""
_MAX_PER_PAGE: Final = 100
T = TypeVar("T")


def paged(request: Request, rows: Sequence[T], show: Callable[[T], object]) -> Response:
    """Return one page of `rows` with offset paging headers; only rows of the page are shown.

    Raises: Refused for a page number that is none.
    """
    size, page = per_page(request), _number(request, "page", 1)
    total = len(rows)
    pages = max(1, -(-total // size))
    headers = {"X-Page": str(page), "X-Per-Page": str(size), "X-Next-Page": "", "X-Prev-Page": ""}
    if page < pages:
        headers["X-Next-Page"] = str(page + 1)
    if page > 1:
        headers["X-Prev-Page"] = str(page - 1)
    links = {"prev": page - 1 if page > 1 else None, "next": page + 1 if page < pages else None, "first": 1}
    if total <= MOST_COUNTED:
        headers |= {"X-Total": str(total), "X-Total-Pages": str(pages)}
        links["last"] = pages
    headers["Link"] = ", ".join(
        _link(request, rel, page=number, per_page=size) for rel, number in links.items() if number
    )
    return json_answer([show(row) for row in rows[(page - 1) * size : page * size]], headers=headers)


def keyset(request: Request, ids: Sequence[int], show: Callable[[int], object]) -> Response:
    """Return the page after `id_after` of ascending ids; the link to the next one is the only paging header."""
    size, after = per_page(request), _number(request, "id_after", 0)
    rest = [one for one in ids if one > after]
    page = rest[:size]
    headers = {}
    if len(rest) > size:
        headers["Link"] = _link(request, "next", id_after=page[-1], per_page=size)
    return json_answer([show(one) for one in page], headers=headers)


def per_page(request: Request) -> int:
    return min(_number(request, "per_page", 20), _MAX_PER_PAGE)


def _link(request: Request, rel: str, **changed: int) -> str:
    query = {name: value for name, value in request.query_params.multi_items() if name != "private_token"}
    query |= {name: str(value) for name, value in changed.items()}
    return f'<{gitlab_of(request).external_url}{request.url.path}?{urlencode(query)}>; rel="{rel}"'


def _number(request: Request, name: str, default: int) -> int:
    text = request.query_params.get(name, "")
    if not text:
        return default
    number = whole(text)
    if number is None:
        raise Refused(400, {"error": f"{name} is invalid"})
    return number or default
