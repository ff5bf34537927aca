"""Makes monitors of a world, answers and a history; what runs the checks in their rounds comes from here."""

import contextlib
from collections.abc import AsyncIterator, Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from time import localtime

from wizard.adapters.log_folder import LogFolder
from wizard.adapters.sqlite import SqliteStore
from wizard.adapters.sqlite.history import SqliteHistory
from wizard.app.begun import begun
from wizard.app.canary import ProofFlights, store_in
from wizard.app.watched_again import WatchedAgain
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.app_snapshot import AppSnapshot
from wizard.domain.clock import Clock
from wizard.domain.errors import PortError
from wizard.domain.flow_memory import FlowMemory
from wizard.domain.gitlab import Json
from wizard.domain.integration_address import web_url
from wizard.domain.journal import State, Store
from wizard.domain.maintenance import window_at, windows
from wizard.domain.monitor_history import MonitorHistory
from wizard.domain.ports import Ports
from wizard.domain.quiet_hours import quiet_at
from wizard.domain.settings import Settings, SettingsKeeper
from wizard.domain.world import World
from wizard.evidence.redact import Redactor
from wizard.journey import check_run
from wizard.journey.app_snapshots import StoredSnapshots
from wizard.journey.log import Record
from wizard.journey.mark import Mark
from wizard.journey.past import all_taken_back, past, undone
from wizard.journey.sides import Sides, address_of
from wizard.monitor import first_facts, paces
from wizard.monitor.begun import Begun
from wizard.monitor.budget import RECONCILE_PER_S, Budget, Work
from wizard.monitor.canary import EVERY_S, Canary
from wizard.monitor.flow import Flow
from wizard.monitor.flow_source import FlowSource, NoFlow
from wizard.monitor.health import Answered, Ask, Health
from wizard.monitor.in_force import InForce, Journal, unread
from wizard.monitor.integration_flow import IntegrationFlow
from wizard.monitor.overheard import Overheard
from wizard.monitor.port import Monitor
from wizard.monitor.round import Place
from wizard.monitor.watching import Pace, Watching

HISTORY = "history.db"
_PLACE = "gitlab-jira-integration"
"""How changes of single places of the Jira issue integration are called in the journal, before the place."""
ONCE_PER_S = 10.0
"""Requests a second and host where a person waits for the answer."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the journal tells a monitor, read once: while it watches, the journal is another program's to hold."""

    settings: Mapping[str, Json] = field(default_factory=dict)
    """Application settings as they were confirmed last."""
    apps: Mapping[str, AppSnapshot] = field(default_factory=dict)
    places: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    """Fields of the Jira issue integration as they were confirmed last, by place: `project:platform/app`."""
    begun: Begun = field(default_factory=Begun)
    taken_back: bool = False
    """Whether all that this program had set up there was undone by it."""

    async def of_app(self, key: str) -> AppSnapshot | None:
        return self.apps.get(key)


async def known_by(store: Store, world: str, answers: Answers) -> Known:
    """Return what the journal knows of a connection; nothing where another program of ours holds it."""
    try:
        records = (await past(store, world, answers, frozenset())).records
        undone = await all_taken_back(store, world, answers)
        snapshots = StoredSnapshots(store, world, answers)
        made = [one.data.get("made") for one in records.values()]
        keys = {str(one["key"]) for one in made if isinstance(one, dict) and "key" in one}
        apps = {key: kept for key in keys if (kept := await snapshots.of_app(key)) is not None}
    except PortError:
        return Known()
    settings, places = _confirmed(records)
    return Known(settings, apps, places, await begun(store, world, answers), undone)


def _confirmed(records: Mapping[str, Record]) -> tuple[dict[str, Json], dict[str, Mapping[str, Json]]]:
    """Return the application settings, and the fields of each place, as they were confirmed last."""
    settings: dict[str, Json] = {}
    places: dict[str, Mapping[str, Json]] = {}
    for name, record in sorted(records.items(), key=lambda pair: pair[1].seq):
        after, (change, _, place) = record.data.get("after"), name.partition(":")
        if record.state is not State.CONFIRMED or not isinstance(after, dict):
            continue
        if change == _PLACE:
            places[place] = after
        else:
            settings |= after
    return settings, places


def _places_of(changes: Collection[str]) -> frozenset[str]:
    """Return the places of the Jira issue integration among changes, by their names in the journal."""
    named = (name.partition(":") for name in changes)
    return frozenset(place for change, _, place in named if change == _PLACE)


async def in_force(store: Store, world: str, answers: Answers) -> InForce | None:
    """Return what the journal says of a connection now; None where another program of ours holds it."""
    try:
        records = (await past(store, world, answers, frozenset())).records
        settings, places = _confirmed(records)
        taken_back = await undone(store, world, answers)
        return InForce(settings, await all_taken_back(store, world, answers), places, _places_of(taken_back))
    except PortError:
        return None


def name_of(answers: Answers) -> str:
    """Return how a connection is called. Raises: AddressWrong."""
    gitlab = address_of(answers.gitlab.url).authority
    if on_route.integration_alone(answers):
        return f"{gitlab} -> {address_of(web_url(answers)).host} (issue integration)"
    return f"{gitlab} -> {address_of(answers.jira.url).host}"


async def monitor_of(
    world: World,
    sides: Sides,
    answers: Answers,
    history: MonitorHistory,
    settings: Settings,
    *,
    known: Known | None = None,
    once: bool = False,
    newest: Callable[[], Settings] | None = None,
    journal: Journal = unread,
    canaries: SqliteStore | None = None,
) -> Watching:
    """Return the monitor of one connection; `once` for a person who waits, `newest` for settings that may change.

    `journal` tells it what this program writes, or takes back, while it watches; `canaries` is the journal of its test
    branches, without which it makes none.

    Raises: SecretMissing, AddressWrong.
    """
    known, name, every_s = known or Known(), name_of(answers), float(settings.poll_s)
    ports = replace(await sides.ports(answers), snapshots=known)
    memory = history.memory(name)
    budget = Budget(
        world.clock,
        reconcile_per_s=ONCE_PER_S if once else RECONCILE_PER_S,
        hurried=once,
        pace=world.pace,
        memory=memory,
    )
    overheard = Overheard(budget)
    heard = overheard.ports(ports)
    health = Health(paces.watched(answers), _asking(answers, heard))
    app = not on_route.integration_alone(answers)
    logs = LogFolder(Path(answers.monitor.log_folder)) if answers.monitor.log_folder else None
    hide = Redactor().text
    flow = Flow(answers, ports, ports.clock, memory, budget, every_s=every_s, logs=logs, hide=hide) if app else None
    flights = ProofFlights(answers, _unhurried(budget, ports), canaries, world.key, name) if canaries and flow else None
    return Watching(
        Place(name, answers, ports.gitlab.url, known.settings, app, known.begun, known.taken_back),
        world.clock,
        health,
        _flow(flow or NoFlow(), answers, ports, budget, known, every_s, journal),
        overheard,
        history=history,
        facts=partial(first_facts.ask, heard),
        pace=_pace(every_s, answers, newest or (lambda: settings)),
        journal=journal,
        audit=heard.gitlab.setting_changes,
        canary=_canary(answers, flights, world.clock, memory, flow),
    )


def _unhurried(budget: Budget, ports: Ports) -> Ports:
    """Return ports whose requests take no turn from the rounds: a test branch has two a second for itself."""
    beside = Overheard(budget)
    beside.work = Work.RECONCILE
    return beside.ports(ports)


def _canary(
    answers: Answers, flights: ProofFlights | None, clock: Clock, memory: FlowMemory, flow: Flow | None
) -> Canary | None:
    if flow is None:
        return None
    return Canary(EVERY_S[answers.monitor.canary], flights, clock, memory, flow.timed)


def _flow(
    flow: FlowSource, answers: Answers, ports: Ports, budget: Budget, known: Known, every_s: float, journal: Journal
) -> FlowSource:
    """Return what follows the flow: of the app, of the Jira issue integration, or of both."""
    alone = on_route.integration_alone(answers)
    if not answers.integration.wanted:
        return flow
    return IntegrationFlow(
        flow, answers, ports, ports.clock, budget, confirmed=known.places, every_s=every_s, alone=alone,
        journal=journal,
    )  # fmt: skip


def _asking(answers: Answers, ports: Ports) -> Ask:
    """Return what asks checks by their ids: in one run, so that what several ask is one request."""

    async def ask(wanted: Collection[str]) -> Sequence[Answered]:
        among = [check for check in paces.watched(answers) if check.id in wanted]
        rows = await check_run.run(answers, ports, lambda _row: None, among=among) if among else ()
        return [Answered(row.id, row.findings, row.mark is Mark.SKIPPED) for row in rows]

    return ask


def _pace(every_s: float, answers: Answers, newest: Callable[[], Settings]) -> Pace:
    """Return how often it looks, and when it is quiet: in hours of this computer."""

    def quiet(now: float) -> bool:
        return quiet_at(newest().quiet_hours, localtime(now).tm_hour)

    def window(now: float) -> str:
        written = ", ".join((*answers.monitor.maintenance, newest().maintenance))
        return window_at(windows(written), localtime(now))

    return Pace(every_s, quiet, window)


class Monitors:
    """Opens the monitors of one desk: they share its world, its sign-ins and one history."""

    def __init__(self, world: World, sides: Sides, store: Store, folder: Path, settings: SettingsKeeper) -> None:
        self._world, self._sides, self._store = world, sides, store
        self._settings = settings
        now = settings.now
        self._history = SqliteHistory(folder / HISTORY, days=now.history_days, megabytes=now.history_mb)
        self._canaries = store_in(folder)
        self.watched = WatchedAgain(self._history.memory(world.key))

    @contextlib.asynccontextmanager
    async def open(self, answers: Answers) -> AsyncIterator[Monitor]:
        """Give the monitor of one connection. Raises: SecretMissing, AddressWrong."""
        known = await known_by(self._store, self._world.key, answers)
        now, newest = self._settings.now, lambda: self._settings.now
        yield await monitor_of(
            self._world, self._sides, answers, self._history, now, known=known, newest=newest,
            journal=partial(in_force, self._store, self._world.key, answers), canaries=self._canaries,
        )  # fmt: skip

    async def close(self) -> None:
        await self._canaries.close()
        await self._history.close()
