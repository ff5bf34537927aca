"""Pages by offset as the platform API has them."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from starlette.requests import Request

Item = TypeVar("Item")


def whole_number(request: Request, name: str, default: int) -> int:
    """Return a number of the query, the default where it is none."""
    text = request.query_params.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else default


def page(
    request: Request,
    url: str,
    found: Sequence[Item],
    shape: Callable[[Item], Any],
    *,
    most: int = 100,
    size: int = 50,
    kept: tuple[str, ...] = (),
) -> dict[str, Any]:
    """Return one page with links to itself and the next one; `kept` are the parameters that links repeat."""
    start = whole_number(request, "startAt", 0)
    limit = min(whole_number(request, "maxResults", size), most)
    shown = found[start : start + limit]
    last = start + len(shown) >= len(found)
    asked = "".join(f"{name}={request.query_params[name]}&" for name in kept if name in request.query_params)
    path = f"{url}{request.url.path}?{asked}maxResults={limit}"
    answer = {
        "self": f"{path}&startAt={start}",
        "maxResults": limit,
        "startAt": start,
        "total": len(found),
        "isLast": last,
        "values": [shape(each) for each in shown],
    }
    return answer if last else answer | {"nextPage": f"{path}&startAt={start + limit}"}
