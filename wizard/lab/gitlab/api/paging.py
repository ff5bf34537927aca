"""Cuts lists into pages and says where the next one is."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar, overload
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import Refused, gitlab_of, json_answer, one_of
from wizard.lab.gitlab.digits import whole

MOST_COUNTED: Final = 10_000
"""Longer lists come without totals."""
_MAX_PER_PAGE: Final = 100
MOST_SKIPPED: Final = 50_000
"""Lists that can be had by keyset go no further by page number."""
T = TypeVar("T")


class Cut(Sequence[T]):
    """The rows of one page out of a list that is longer than anybody wants to make."""

    def __init__(self, place: int, rows: Sequence[T], total: int) -> None:
        """Take the rows from `place` on; `total` may end where lists come without totals."""
        self._place, self._rows, self._total = place, rows, total

    def __len__(self) -> int:
        return self._total

    @overload
    def __getitem__(self, key: int) -> T: ...
    @overload
    def __getitem__(self, key: slice) -> Sequence[T]: ...
    def __getitem__(self, key: int | slice) -> T | Sequence[T]:
        if isinstance(key, int):
            return self._rows[key - self._place]
        return self._rows[key.start - self._place : key.stop - self._place]


def asked_for(request: Request) -> tuple[int, int]:
    """Return the place of the first row of the page that is asked for, and how many rows a page has.

    Raises: Refused for a number that is none.
    """
    size = per_page(request)
    return (_number(request, "page", 1) - 1) * size, size


def paged(request: Request, rows: Sequence[T], show: Callable[[T], object], *, kind: str | None = None) -> Response:
    """Return one page of `rows` with offset paging headers; only rows of the page are shown.

    `kind` names what the list holds where keyset has to be used for far pages.
    Raises: Refused for a page number that is none or too far.
    """
    size, page = per_page(request), _number(request, "page", 1)
    if kind is not None and (page - 1) * size > MOST_SKIPPED:
        said = f"Offset pagination has a maximum allowed offset of {MOST_SKIPPED} for requests that return objects"
        left = "Remaining records can be retrieved using keyset pagination."
        raise Refused(405, {"error": f"{said} of type {kind}. {left}"})
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


def wants_keyset(request: Request, order: str, *, default_order: str) -> bool:
    """Tell whether the list is asked for by keyset; `order` is the only one it can have then.

    Raises: Refused for another order, and for a way of paging that is none.
    """
    if one_of(request, "pagination", ("legacy", "keyset"), "legacy") == "legacy":
        return False
    if (request.query_params.get("order_by") or default_order) != order:
        raise Refused(405, {"error": "Keyset pagination is not yet available for this type of request"})
    return True


def keyset(
    request: Request, rows: Sequence[T], show: Callable[[T], object], following: Callable[[T], Mapping[str, str]]
) -> Response:
    """Return the first page of what is left after the place the request named.

    The link to the next page is the only paging header; `following` says how a request names the place after a row.
    """
    size = per_page(request)
    page = rows[:size]
    headers = {}
    if len(rows) > size:
        headers["Link"] = _link(request, "next", per_page=size, **following(page[-1]))
    return json_answer([show(one) for one in page], headers=headers)


def per_page(request: Request) -> int:
    return min(_number(request, "per_page", 20), _MAX_PER_PAGE)


def _link(request: Request, rel: str, **changed: int | str) -> str:
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
    if number == 0 and name == "per_page":
        raise Refused(400, {"error": "per_page has a value not allowed"})
    return number or default
