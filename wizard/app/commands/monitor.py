"""`monitor`: watches connections without a window, as a service or for one look."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from functools import partial
from pathlib import Path

import click

from wizard.adapters.sqlite import SqliteStore
from wizard.adapters.sqlite.history import SqliteHistory
from wizard.app import ends, places, printing
from wizard.app.canary import store_in
from wizard.app.commands import _monitor_report as report
from wizard.app.commands._ending import ended_by_signal
from wizard.app.commands._options import json_option, world_options
from wizard.app.commands._session import load_answers, problems_of
from wizard.app.commands._world import opened_world
from wizard.app.ends import CommandEnded, Exit
from wizard.app.monitoring import HISTORY, in_force, known_by, monitor_of
from wizard.app.wishes import stored_settings
from wizard.domain.answers import Answers
from wizard.domain.settings import Settings
from wizard.domain.world import World
from wizard.journey.sides import Sides
from wizard.monitor.in_force import InForce
from wizard.monitor.values import Snapshot
from wizard.monitor.watching import Watching


@click.command(short_help="Watch whether data flows, and what ends or breaks next.")
@click.argument("answers_files", type=click.Path(dir_okay=False), metavar="ANSWERS.toml...", nargs=-1, required=True)
@click.option("--once", is_flag=True, help="Look once at all there is, and end.")
@click.option(
    "--metrics-port",
    type=click.IntRange(0, 65535),
    default=None,
    metavar="N",
    help="Serve metrics for Prometheus on this port of 127.0.0.1; 0 takes a free one.",
)
@world_options
@json_option
def monitor(
    answers_files: tuple[str, ...],
    once: bool,
    metrics_port: int | None,
    lab: str | None,
    lab_at: str | None,
    as_json: bool,
) -> int:
    """Watch whether data flows, how far the first sync is, and what ends next; of several connections at once."""
    if once and metrics_port is not None:
        raise click.UsageError("--metrics-port goes with a monitor that stays, not with --once.")
    return asyncio.run(_monitor(answers_files, lab, lab_at, once=once, metrics_port=metrics_port, as_json=as_json))


async def _monitor(
    files: Sequence[str], lab: str | None, lab_at: str | None, *, once: bool, metrics_port: int | None, as_json: bool
) -> int:
    several = [_answers(file) for file in files]
    settings = stored_settings().now
    async with (
        opened_world(lab, lab_at, several) as (world, folder),
        _monitors(world, folder, several, settings, once=once) as monitors,
    ):
        if once:
            return await _once(monitors, as_json=as_json)
        return await _stay(monitors, metrics_port, as_json=as_json)


def _answers(file: str) -> Answers:
    """Return the answers of a file. Raises: CommandEnded with exit 2."""
    answers = load_answers(file)
    problems = problems_of(answers)
    if ends.of_findings(problems) is not Exit.DONE:
        printing.say_findings(problems)
        raise CommandEnded(Exit.USAGE, f"{file} cannot be used as it stands.")
    return answers


@contextlib.asynccontextmanager
async def _monitors(
    world: World, folder: Path, several: Sequence[Answers], settings: Settings, *, once: bool
) -> AsyncIterator[Sequence[Watching]]:
    """Give a monitor for each of the answers, with one history for all of them."""
    store = SqliteStore(folder / places.DATABASE)
    try:
        known = [await known_by(store, world.key, answers) for answers in several]
    finally:
        await store.close()
    history = SqliteHistory(folder / HISTORY, days=settings.history_days, megabytes=settings.history_mb)
    sides, canaries = Sides(world), None if once else store_in(folder)
    journals = [partial(_journal_now, folder, world.key, answers) for answers in several]
    try:
        yield [
            await monitor_of(
                world, sides, answers, history, settings, known=one, once=once, journal=journal, canaries=canaries
            )
            for answers, one, journal in zip(several, known, journals, strict=True)
        ]
    finally:
        if canaries is not None:
            await canaries.close()
        await history.close()


async def _journal_now(folder: Path, world: str, answers: Answers) -> InForce | None:
    """Read the journal anew and let it go at once: the program that undoes must be able to hold it."""
    store = SqliteStore(folder / places.DATABASE)
    try:
        return await in_force(store, world, answers)
    finally:
        await store.close()


async def _once(monitors: Sequence[Watching], *, as_json: bool) -> int:
    printing.say("Looking at both sides. Nothing is changed.")
    with contextlib.ExitStack() as stack:
        for one in monitors:
            stack.callback(one.listen(report.HowFar()))
        seen = [await one.once() for one in monitors]
    for snapshot in seen:
        report.say(snapshot)
    if as_json:
        shapes = [report.shape(snapshot) for snapshot in seen]
        printing.document(shapes[0] if len(shapes) == 1 else {"connections": shapes})
    return report.code_of(seen)


async def _stay(monitors: Sequence[Watching], metrics_port: int | None, *, as_json: bool) -> int:
    """Watch until somebody ends it: with 0, within two seconds."""
    told: dict[str, int] = {}

    def show(snapshot: Snapshot) -> None:
        if told.get(snapshot.connection, 0) == snapshot.round and not (snapshot.round == 0 and snapshot.error):
            return  # what is known before the first round, or progress of a look at everything: a line is a round
        told[snapshot.connection] = snapshot.round
        report.say(snapshot)
        if as_json:
            printing.line(report.shape(snapshot))

    with ended_by_signal() as over, contextlib.ExitStack() as stack:
        if metrics_port is not None:
            from wizard.app.metrics import served  # prometheus_client only where somebody wants it

            address = stack.enter_context(served(monitors, metrics_port))
            printing.say(f"Metrics: {address}")
        for one in monitors:
            stack.callback(one.listen(show))
        async with asyncio.TaskGroup() as group:
            running = [group.create_task(one.run(), name=f"monitor {one.snapshot.connection}") for one in monitors]
            await over.wait()
            for task in running:
                task.cancel()
    printing.say("Ended. What was seen is kept; the next start goes on with it.")
    return Exit.DONE
