"""Serves one descriptor over HTTP, read-only: for an app in development behind a tunnel, or to look at.

Uvicorn bounds heads, waits and clients; whoever is slow or sends rubbish is cut off and stops nobody else.
Source: RFC 9110 (405 with Allow, HEAD); uvicorn, Settings.
"""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = ("127.0.0.1", "::1", "localhost")
PATHS = ("/app_descriptor.json", "/-/jira_connect/app_descriptor.json")
_MOST_CLIENTS, _KEEP_ALIVE_S, _LARGEST_HEAD = 64, 5, 16 * 1024
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Access:
    """One request that was answered."""

    client: str
    method: str
    path: str
    """What was asked for; only what can be printed of it."""
    status: int


class ServerFailed(Exception):
    """It cannot listen there; the text says why."""


def content_of(file: Path, at_first: bytes) -> Callable[[], bytes]:
    """Return what reads a file anew for each request, so that a mended one is served at once; one that cannot be read
    is served as it was at first.
    """

    def content() -> bytes:
        try:
            return file.read_bytes()
        except OSError:
            return at_first

    return content


def _application(content: Callable[[], bytes], seen: Callable[[Access], None]) -> ASGIApp:
    async def show(_request: Request) -> Response:
        headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
        return Response(content(), media_type="application/json", headers=headers)

    async def nothing(_request: Request, _error: Exception) -> Response:
        return PlainTextResponse("There is only the descriptor here.\n", 404)

    inner = Starlette(routes=[Route(path, show, methods=["GET"]) for path in PATHS], exception_handlers={404: nothing})

    async def logged(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await inner(scope, receive, send)
            return

        async def noted(message: Message) -> None:
            if message["type"] == "http.response.start":
                client = scope.get("client") or ("?", 0)
                seen(Access(str(client[0]), _plain(scope["method"]), _plain(scope["path"]), int(message["status"])))
            await send(message)

        await inner(scope, receive, noted)

    return logged


def _plain(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text)[:_LONGEST]


def url_of(address: str, port: int) -> str:
    """Return where the descriptor is then."""
    return f"http://{f'[{address}]' if ':' in address else address}:{port}{PATHS[0]}"


@contextlib.asynccontextmanager
async def serving(
    content: Callable[[], bytes], address: str, port: int, seen: Callable[[Access], None]
) -> AsyncIterator[int]:
    """Serve until the block ends; gives the port, which is a free one where 0 was asked for. Raises: ServerFailed."""
    try:
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        listening = socket.create_server((address, port), family=family, backlog=_MOST_CLIENTS)
    except (OSError, OverflowError) as error:
        raise ServerFailed(getattr(error, "strerror", None) or str(error)) from None
    with listening:
        config = uvicorn.Config(
            _application(content, seen), log_config=None, access_log=False, lifespan="off", server_header=False,
            limit_concurrency=_MOST_CLIENTS, timeout_keep_alive=_KEEP_ALIVE_S, timeout_graceful_shutdown=1,
            h11_max_incomplete_event_size=_LARGEST_HEAD, http="h11", ws="none",
        )  # fmt: skip
        server = uvicorn.Server(config)
        config.load()
        server.lifespan = config.lifespan_class(config)
        await server.startup(sockets=[listening])
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(server.main_loop(), name="descriptor server")
                yield int(listening.getsockname()[1])
                server.should_exit = True
        finally:
            await server.shutdown(sockets=[listening])
