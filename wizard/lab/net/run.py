"""One running lab: everything opened in the right order, and closed whatever happens."""

import asyncio
import functools
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import AsyncExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from wizard.lab.faults import ALL as FAULTS
from wizard.lab.faults._base import Fault
from wizard.lab.host import Flowing, Host, Living, Logging, Traffic, Twist
from wizard.lab.net import ready as ready_file
from wizard.lab.net.authority import Authority
from wizard.lab.net.clock import LabClock
from wizard.lab.net.control import control_app
from wizard.lab.net.courier import LabCourier
from wizard.lab.net.door import HostDoor
from wizard.lab.net.errors import LabError
from wizard.lab.net.fault_params import BadParams
from wizard.lab.net.hostility import Hostility
from wizard.lab.net.internet import Internet
from wizard.lab.net.later import Later
from wizard.lab.net.listener import Listener
from wizard.lab.net.loopback_guard import LoopbackGuard
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.proxy import ConnectProxy
from wizard.lab.net.site import Site
from wizard.lab.net.striking import Setting, Times
from wizard.lab.net.switchboard import Switchboard, UnknownFault
from wizard.lab.net.traffic import TrafficLog
from wizard.lab.net.vantage import SourcePorts, vantage_of
from wizard.lab.scenarios._base import World

_BELOW_HTTP = ("dns", "tcp", "tls")


class LabRun:
    """Async context manager: inside it the lab runs in the current loop.

    Raises:
        LabError: the options cannot be met.

    """

    def __init__(self, options: ServeOptions) -> None:
        options = options.settled()
        self._scenario = options.world()
        self._options = options
        self._world = World(
            seed=options.seed,
            projects=options.projects,
            groups=options.groups,
            merge_requests=options.merge_requests,
            issues=options.issues,
            synced=options.synced,
            gitlab_version=options.gitlab_version,
            gitlab_token=f"lab-glpat-{secrets.token_urlsafe(18)}",
            gitlab_com_token=f"lab-glpat-{secrets.token_urlsafe(18)}",
            jira_token=f"lab-ATATT{secrets.token_urlsafe(24)}",
        )
        self.clock = LabClock(options.rate)
        self.traffic = TrafficLog()
        self.switchboard = Switchboard(FAULTS, self._kinds, self.clock.now)
        self._later = Later(self.clock)
        self._hostility = None if options.hostile is None else Hostility(options.hostile)
        self.internet = Internet(self.switchboard, options.allow_app)
        self.ready: dict[str, Any] = {}
        """What the ready file says."""
        self._authority = Authority()
        self._ports = SourcePorts()
        self._proxy = ConnectProxy(self.internet, self._ports)
        self._couriers: dict[str, LabCourier] = {}
        self._told: set[tuple[str, str]] = set()
        """(origin, fault id) of the faults that hosts were told of, and not yet that they are over."""
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> Self:
        self._stack.callback(self.internet.close)
        try:
            await self._open()
        except BaseException:
            await self._stack.aclose()
            raise
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._stack.aclose()

    async def set_fault(self, fault_id: str, params: Mapping[str, Any], times: Times = "always") -> None:
        """Switch a fault on and tell the hosts it concerns, now or when its time has come."""
        await self._turn(self.switchboard.set(fault_id, params, times))

    async def lift_fault(self, fault_id: str, host: str | None = None) -> None:
        """Switch a fault off, everywhere or at one host, and tell the hosts it concerned."""
        await self._tell(self.switchboard.lift(fault_id, host), host or "")

    async def reset(self) -> None:
        """Put the world back to its start: hosts made anew, faults off, clock real, traffic forgotten."""
        self.switchboard.clear()
        await self._later.forget()
        self._told.clear()
        await self._close_hosts()
        self.clock.reset()
        if self._hostility is not None:
            self._hostility.forget()
        await self._open_hosts()
        await self._begin_faults()
        await self._begin_traffic()
        self.traffic.clear()

    async def stop_host(self, url: str) -> None:
        """End one host for good: its socket closes and what it knew is gone.

        Raises:
            KeyError: no such host.

        """
        site = await self.internet.remove(url)
        await self._end(site.host)

    def truth(self) -> Mapping[str, Any]:
        """Return what each side holds, by origin."""
        return {url: site.host.truth() for url, site in self.internet.sites.items()}

    async def flow(self) -> Mapping[str, Any]:
        """Return what flows between the sides, by origin of those that take part."""
        hosts = {url: site.host for url, site in self.internet.sites.items()}
        return {url: await host.flow() for url, host in hosts.items() if isinstance(host, Flowing)}

    def keep_logs(self, url: str, folder: str) -> None:
        """Write the logs of one GitLab, without a name of the one that plays the role, to a folder of this computer.

        Raises: BadParams for another host, and for a folder that cannot be written.
        """
        site = self.internet.sites.get(url or self._scenario.roles["gitlab"])
        if site is None or not isinstance(site.host, Logging):
            raise BadParams("host", "must be a GitLab")
        if not Path(folder).is_absolute():
            raise BadParams("folder", "must be the whole path of a folder")
        try:
            site.host.keep_logs(Path(folder))
        except OSError as error:
            raise BadParams("folder", f"cannot be written: {error.strerror}") from error

    async def live(self, url: str, traffic: Traffic) -> int:
        """Let people work at one GitLab, without a name at the one that plays the role; return how much was made.

        Raises: BadParams for a host without people.
        """
        site = self.internet.sites.get(url or self._scenario.roles["gitlab"])
        if site is None or not isinstance(site.host, Living):
            raise BadParams("host", "must be a GitLab")
        return await site.host.live(traffic)

    async def _open(self) -> None:
        self._stack.push_async_callback(self._close_hosts)
        self._stack.push_async_callback(self._later.forget)
        await self._open_hosts()
        await self._begin_faults()
        await self._begin_traffic()
        token = secrets.token_urlsafe(32)
        control = Listener(LoopbackGuard(control_app(self), token))
        control_port = await control.open()
        self._stack.push_async_callback(control.close)
        self._proxy.refuse(control_port)
        proxy_port = await self._proxy.open()
        self._stack.push_async_callback(self._proxy.close)
        ca_file = self._ca_file()
        ready_file.write_private(ca_file, self._authority.root_pem)
        self.ready = ready_file.describe(
            proxy_port=proxy_port,
            control_port=control_port,
            token=token,
            ca_file=ca_file,
            cards={url: site.host.card() for url, site in self.internet.sites.items()},
            roles=self._scenario.roles,
        )
        site, names = self._scenario.roles["jira"], self._scenario.other_names
        self.ready["jira"]["other_urls"] = [other for other, origin in names.items() if origin == site]
        self.ready["behind"] = list(self._scenario.behind)
        if self._hostility is not None:
            self.ready["hostile"] = self._hostility.seed
        if self._options.ready_file is not None:
            ready_file.write_private(self._options.ready_file, ready_file.encode(self.ready))

    def _ca_file(self) -> Path:
        wanted = self._options.ready_file
        if wanted is not None:
            return wanted.resolve().with_suffix(".ca.pem")
        folder = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="lab-"))
        return Path(folder) / "ca.pem"

    async def _open_hosts(self) -> None:
        for host in self._scenario.build(self._world):
            door = HostDoor(host, self.switchboard, self.traffic, self.clock, self._ports, self._hostility)
            site = Site(door, self._authority)
            self.internet.add(site, [name for name, of in self._scenario.other_names.items() if of == host.url])
            await site.listen()
        # Hosts may call each other while they start, so all of them listen before the first one does.
        context = self._authority.client_context()
        for url, site in self.internet.sites.items():
            host = site.host
            self._couriers[url] = LabCourier(self.internet, self._ports, vantage_of(host.kind), context)
            strike = functools.partial(self._strike, host)
            await host.start(self._couriers[url], self.clock, Twist(strike, url))

    async def _begin_faults(self) -> None:
        """Switch on what the scenario begins with."""
        for wish in self._scenario.faults:
            try:
                await self.set_fault(wish.id, wish.params, wish.times)
            except UnknownFault as error:
                raise LabError(f"The scenario names the fault {error.fault_id!r}, which is none.") from None
            except BadParams as error:
                raise LabError(f"The scenario cannot have the fault {wish.id!r}: {error}.") from None

    async def _begin_traffic(self) -> None:
        """Let people work from the start, where that was wished."""
        if self._options.busy:
            await self.live("", Traffic(per_minute=self._options.busy, seed=self._options.seed))

    async def _close_hosts(self) -> None:
        sites = list(self.internet.sites.values())
        await asyncio.gather(*(site.close() for site in sites))
        for site in sites:
            await self._end(site.host)
        self.internet.sites.clear()

    async def _end(self, host: Host) -> None:
        await host.stop()
        courier = self._couriers.pop(host.url, None)
        if courier is not None:
            await courier.close()

    def _kinds(self) -> Mapping[str, str]:
        return {url: site.host.kind for url, site in self.internet.sites.items()}

    def _strike(self, host: Host, _name: str, fault_id: str) -> Mapping[str, Any] | None:
        return self.switchboard.strike(host.url, host.kind, fault_id)

    async def _tell(self, fault: Fault, named: str) -> None:
        if fault.layer in _BELOW_HTTP:
            self._proxy.drop(self.internet.drop_idle())
            await asyncio.sleep(0)  # what was cut is closed in the next round of the loop
        for url, site in self.internet.sites.items():
            if self.switchboard.concerns(fault, site.host.kind) and named in ("", url):
                self._tell_host(site.host, fault.id)

    async def _turn(self, setting: Setting) -> None:
        """Tell hosts that a fault begins or ends, and do so again when it next does."""
        if not self.switchboard.holds(setting):
            return
        await self._tell(setting.fault, setting.params["host"])
        moment = setting.next_turn(self.clock.now())
        if moment is not None:
            self._later.at(moment, functools.partial(self._turn, setting))

    def _tell_host(self, host: Host, fault_id: str) -> None:
        """Let a host take back what the fault did to it, and do what it does now."""
        if (host.url, fault_id) in self._told:
            self._told.discard((host.url, fault_id))
            host.set_fault(fault_id, None)
        params = self.switchboard.peek(host.url, host.kind, fault_id)
        if params is not None:
            self._told.add((host.url, fault_id))
            host.set_fault(fault_id, params)
