"""The control URL: faults, clock, traffic, truth, reset, and the product's way into the lab's network."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

import msgspec
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, Router

from wizard.lab.host import KINDS, AsgiApp, Scope, Traffic
from wizard.lab.net.clock import LabClock
from wizard.lab.net.fault_params import BadParams
from wizard.lab.net.internet import Internet
from wizard.lab.net.striking import Times
from wizard.lab.net.switchboard import Switchboard, UnknownFault
from wizard.lab.net.traffic import TrafficLog
from wizard.lab.net.vantage import DESKTOP, VANTAGES

Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]


class Steering(Protocol):
    """What the control URL can do to a running lab."""

    internet: Internet
    switchboard: Switchboard
    traffic: TrafficLog
    clock: LabClock

    async def set_fault(self, fault_id: str, params: Mapping[str, Any], times: Times) -> None: ...

    async def lift_fault(self, fault_id: str, host: str | None = None) -> None: ...

    async def reset(self) -> None: ...

    async def stop_host(self, url: str) -> None: ...

    def truth(self) -> Mapping[str, Any]: ...

    async def flow(self) -> Mapping[str, Any]: ...

    async def live(self, url: str, traffic: Traffic) -> int: ...

    def keep_logs(self, url: str, folder: str) -> None: ...


def control_app(lab: Steering) -> AsgiApp:
    """Return the routes of the control URL; who may call them is decided before."""
    control = _Control(lab)
    table: list[tuple[str, str, Callable[[Request], Awaitable[Response]]]] = [
        ("GET", "/faults", control.faults),
        ("PUT", "/faults/{fault}", control.set_fault),
        ("DELETE", "/faults/{fault}", control.lift_fault),
        ("GET", "/clock", control.clock),
        ("POST", "/clock", control.set_clock),
        ("GET", "/traffic", control.traffic),
        ("GET", "/truth", control.truth),
        ("POST", "/live", control.live),
        ("POST", "/logs", control.keep_logs),
        ("POST", "/reset", control.reset),
        ("POST", "/hosts/stop", control.stop_host),
        ("GET", "/net/resolve", control.resolve),
        ("GET", "/net/route", control.route),
    ]
    router = Router([Route(path, _spoken(answer), methods=[method]) for method, path, answer in table])

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        # The router alone raises what only a whole Starlette application would turn into an answer.
        try:
            await router(scope, receive, send)
        except HTTPException as error:
            await _refused(error.status_code, error.detail)(scope, receive, send)

    return app


class _Control:
    def __init__(self, lab: Steering) -> None:
        self._lab = lab

    async def faults(self, _request: Request) -> Response:
        return JSONResponse(self._lab.switchboard.listing())

    async def set_fault(self, request: Request) -> Response:
        wish = await _object(request, {"params": dict, "times": (str, int, dict)})
        await self._lab.set_fault(request.path_params["fault"], wish.get("params", {}), wish.get("times", "always"))
        return JSONResponse({"id": request.path_params["fault"], "active": True})

    async def lift_fault(self, request: Request) -> Response:
        await self._lab.lift_fault(request.path_params["fault"], request.query_params.get("host"))
        return JSONResponse({"id": request.path_params["fault"], "active": False})

    async def clock(self, _request: Request) -> Response:
        return JSONResponse({"now": self._lab.clock.now(), "rate": self._lab.clock.rate})

    async def set_clock(self, request: Request) -> Response:
        wish = await _object(request, {"advance_s": (int, float), "rate": (int, float)})
        if not wish:
            raise BadParams("advance_s", "give advance_s or rate")
        try:
            if "rate" in wish:
                self._lab.clock.set_rate(float(wish["rate"]))
            if "advance_s" in wish:
                self._lab.clock.advance(float(wish["advance_s"]))
        except ValueError as error:
            raise BadParams(str(error), "out of range") from error
        return await self.clock(request)

    async def traffic(self, request: Request) -> Response:
        since = request.query_params.get("since", "0")
        if not since.isascii() or not since.isdigit():
            raise BadParams("since", "must be a whole number")
        return JSONResponse(self._lab.traffic.since(int(since)))

    async def truth(self, request: Request) -> Response:
        if request.query_params.get("flow", "") != "1":
            return JSONResponse(self._lab.truth())
        # Tens of thousands of things are told: the lab's clock goes on meanwhile.
        return Response(msgspec.json.encode(await self._lab.flow()), media_type="application/json")

    async def live(self, request: Request) -> Response:
        wish = await _object(
            request,
            {
                "kinds": list, "count": int, "per_minute": (int, float), "seed": int, "host": str, "keys": int,
                "without_key": (int, float), "unknown_key": (int, float),
            },
        )  # fmt: skip
        return JSONResponse({"made": await self._lab.live(wish.pop("host", ""), _traffic(wish))})

    async def keep_logs(self, request: Request) -> Response:
        wish = await _object(request, {"folder": str, "host": str})
        self._lab.keep_logs(wish.get("host", ""), wish.get("folder", ""))
        return JSONResponse({"folder": wish["folder"]})

    async def reset(self, _request: Request) -> Response:
        await self._lab.reset()
        return JSONResponse({"reset": True})

    async def stop_host(self, request: Request) -> Response:
        wish = await _object(request, {"url": str})
        try:
            await self._lab.stop_host(wish.get("url", ""))
        except KeyError as error:
            raise BadParams("url", f"must be one of {', '.join(self._lab.internet.sites)}") from error
        return JSONResponse({"stopped": wish["url"]})

    async def resolve(self, request: Request) -> Response:
        name, vantage = request.query_params.get("name", ""), _vantage(request)
        return JSONResponse({"addresses": list(self._lab.internet.resolve(name, vantage))})

    async def route(self, request: Request) -> Response:
        name, port = request.query_params.get("name", ""), request.query_params.get("port", "443")
        if not port.isascii() or not port.isdigit() or not 0 < int(port) < 65536:
            raise BadParams("port", "must be 1 to 65535")
        # One question a connection: where the name seems to be, and the socket that plays it.
        addresses = self._lab.internet.resolve(name, _vantage(request))
        address, real_port = await self._lab.internet.route(name, int(port), _vantage(request))
        return JSONResponse({"addresses": list(addresses), "listen": f"{address}:{real_port}"})


def _spoken(answer: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """Turn what a caller did wrong into an answer that names it."""

    async def spoken(request: Request) -> Response:
        try:
            return await answer(request)
        except BadParams as error:
            return _refused(400, str(error), key=error.key)
        except UnknownFault as error:
            return _refused(404, f"unknown fault {error.fault_id}", faults=list(error.known))

    return spoken


def _refused(status: int, error: str, **more: object) -> JSONResponse:
    return JSONResponse({"error": error, **more}, status_code=status)


def _traffic(wish: Mapping[str, Any]) -> Traffic:
    """Return what people shall do.

    Raises: BadParams.
    """
    kinds = wish.get("kinds", KINDS)
    if not kinds or any(one not in KINDS for one in kinds):
        raise BadParams("kinds", f"must be some of {', '.join(KINDS)}")
    made = Traffic(**{**wish, "kinds": tuple(kinds)})
    if made.keys < 1:
        raise BadParams("keys", "must be 1 or more")
    if made.count < 0 or made.per_minute < 0 or not (made.count or made.per_minute):
        raise BadParams("count", "give how many, or per_minute")
    if not 0 <= made.without_key <= 1 or not 0 <= made.unknown_key <= 1:
        raise BadParams("without_key", "must be a share between 0 and 1")
    return made


def _vantage(request: Request) -> str:
    vantage = request.query_params.get("from", DESKTOP)
    if vantage not in VANTAGES:
        raise BadParams("from", f"must be one of {', '.join(VANTAGES)}")
    return vantage


async def _object(request: Request, keys: Mapping[str, Any]) -> dict[str, Any]:
    body = await request.body()
    try:
        wish = msgspec.json.decode(body) if body else {}
    except (msgspec.DecodeError, RecursionError) as error:
        raise BadParams("body", "is not JSON") from error
    if not isinstance(wish, dict):
        raise BadParams("body", "must be an object")
    for key, value in wish.items():
        if key not in keys:
            raise BadParams(key, f"unknown; known are {', '.join(keys)}")
        if not isinstance(value, keys[key]) or isinstance(value, bool):
            raise BadParams(key, "has the wrong type")
    return wish
