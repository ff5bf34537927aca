"""A GitLab below a path of its host: what stands before it takes the path off, and knows nothing beside it."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from wizard.lab.gitlab.pages import error_page
from wizard.lab.host import AsgiApp, Scope


class RelativeRoot:
    """ASGI application before all of GitLab; what is behind it sees paths as on a host of its own."""

    def __init__(self, root: str, inner: AsgiApp) -> None:
        self._root = root
        self._inner = inner

    async def __call__(
        self,
        scope: Scope,
        receive: Callable[[], Awaitable[Any]],
        send: Callable[[MutableMapping[str, Any]], Awaitable[None]],
    ) -> None:
        if scope["type"] != "http" or not self._root:
            await self._inner(scope, receive, send)
        elif scope["path"] == self._root or scope["path"].startswith(self._root + "/"):
            raw = scope.get("raw_path") or scope["path"].encode()
            below = {"path": scope["path"][len(self._root) :] or "/", "raw_path": raw[len(self._root) :] or b"/"}
            await self._inner({**scope, **below}, receive, send)
        else:
            await error_page(404)(scope, receive, send)
