"""Opens the world that a command asked for, and the desk in it."""

import contextlib
import functools
import logging
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import click
import structlog

from wizard import __version__
from wizard.adapters.sqlite import SqliteStore
from wizard.adapters.sqlite.activity_index import SqliteActivityIndex
from wizard.app import places, printing
from wizard.app.ends import CommandEnded, Exit
from wizard.app.given import variable_of
from wizard.app.lab_faults import read_wish, switch_on
from wizard.app.lab_process import embedded_lab, read_ready
from wizard.app.monitoring import Monitors
from wizard.app.second_window import LabWindows
from wizard.app.wishes import stored_settings
from wizard.app.worlds import ConnectedWorld, LabWorld, lab_world, live_world
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.integration_address import kept_for, other_users, web_url
from wizard.domain.lab_fault import LabWish
from wizard.domain.route import Route
from wizard.domain.secret import Secret
from wizard.domain.secrets import Keeping
from wizard.domain.settings import SettingsKeeper
from wizard.domain.url import Url
from wizard.domain.world import World
from wizard.evidence.logs import configure
from wizard.journey import keeping
from wizard.journey.desk import SessionDesk
from wizard.journey.evidence_desk import RecordedEvidence
from wizard.journey.rehearsal import LabRehearsal, playable
from wizard.journey.sides import Sides, address_of

_log = structlog.get_logger()
_KEPT_OF_A_WATCH = 50
"""Exchanges in memory of a program without a window: nobody looks at them there, and a watch lasts for months."""


@contextlib.asynccontextmanager
async def opened_desk(
    lab: str | None,
    lab_at: str | None,
    answers: Answers | None = None,
    settings: SettingsKeeper | None = None,
    lab_fault: str | None = None,
) -> AsyncIterator[SessionDesk]:
    """Give a desk in the chosen world with its store; tokens that are missing are asked for on a terminal.

    Raises: CommandEnded with exit 2 when no world can be opened or a token is missing.
    """
    if lab and lab_at:
        raise CommandEnded(Exit.USAGE, "Choose --lab or --lab-at, not both.")
    settings = settings or stored_settings()
    async with contextlib.AsyncExitStack() as stack:
        wish = read_wish(lab_fault) if lab and lab_fault else None
        world, folder = await _open_world(stack, lab, lab_at, settings, wish)
        level = logging.getLevelNamesMapping()[settings.now.log_level.upper()]
        lines = configure(folder / "log.jsonl", world.recorder.redactor, level)
        stack.callback(lines.close)
        _log.info("opened", version=__version__, world=world.key, python=sys.version.split()[0], system=sys.platform)
        store = SqliteStore(folder / places.DATABASE)
        stack.push_async_callback(store.close)
        if answers is not None and world.mode == "live":
            await _ask_for_tokens(world, answers)
        desk = SessionDesk(world, store)
        monitors = Monitors(world, desk.sides, store, folder, settings)
        stack.push_async_callback(monitors.close)
        desk.open_monitor, desk.watched = monitors.open, monitors.watched
        on_disk = settings.now.recording  # as at the start, like the recordings themselves
        new_index = functools.partial(SqliteActivityIndex, on_disk=on_disk)
        desk.evidence = evidence = RecordedEvidence(world.recorder, lines, new_index)
        stack.push_async_callback(evidence.close)
        if world.mode == "live":
            desk.rehearsal, desk.reproduction = LabRehearsal(_rehearsal_desk), LabWindows()
        if wish is not None and isinstance(world, LabWorld):
            desk.fault_switch = await switch_on(world, desk, wish)
        try:
            yield desk
        except PortError as error:
            _log.error("ended", code=error.code, sent=error.sent)
            raise
        finally:
            if store.set_aside is not None:
                _log.error("store set aside", file=store.set_aside.name)
                printing.say(
                    f"The journal on this computer was damaged; it is kept as {store.set_aside}. "
                    "What earlier set-ups changed is not known here: look before you trust that nothing is left."
                )


@contextlib.asynccontextmanager
async def opened_world(
    lab: str | None, lab_at: str | None, several: Sequence[Answers]
) -> AsyncIterator[tuple[ConnectedWorld, Path]]:
    """Give the chosen world and its folder without a desk: who only watches leaves the journal to others.

    Raises: CommandEnded with exit 2 when no world can be opened or a token is missing.
    """
    if lab and lab_at:
        raise CommandEnded(Exit.USAGE, "Choose --lab or --lab-at, not both.")
    settings = stored_settings()
    async with contextlib.AsyncExitStack() as stack:
        world, folder = await _open_world(stack, lab, lab_at, settings, None)
        world.recorder.keep_at_most(_KEPT_OF_A_WATCH)
        level = logging.getLevelNamesMapping()[settings.now.log_level.upper()]
        stack.callback(configure(folder / "monitor.jsonl", world.recorder.redactor, level).close)
        _log.info("watching", version=__version__, world=world.key, connections=len(several))
        if world.mode == "live":
            for answers in several:
                await _ask_for_tokens(world, answers)
        yield world, folder


@contextlib.asynccontextmanager
async def _rehearsal_desk(way: str, version: str) -> AsyncIterator[SessionDesk]:
    """Give a desk in a lab of this way, with a folder of its own; all of it ends with the rehearsal."""
    from wizard.lab.scenarios import of_route  # only where somebody asks: most commands need no lab

    async with contextlib.AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gitlab-jira-rehearsal-")))
        try:
            ready = await stack.enter_async_context(embedded_lab(of_route(way), *_of_version(version)))
        except CommandEnded as error:
            raise PortError("lab-not-started", {"said": str(error)}) from None
        store = SqliteStore(folder / places.DATABASE)
        stack.push_async_callback(store.close)
        yield SessionDesk(await stack.enter_async_context(lab_world(ready, folder)), store)


def _of_version(version: str) -> tuple[str, ...]:
    """Return the words that give the lab's GitLab a version; none for its own."""
    return ("--gitlab-version", version) if version else ()


async def _open_world(
    stack: contextlib.AsyncExitStack,
    lab: str | None,
    lab_at: str | None,
    settings: SettingsKeeper,
    wish: LabWish | None,
) -> tuple[ConnectedWorld, Path]:
    """Return the world and the folder of its database, log and recordings."""
    if lab:
        version = playable(wish.route, wish.version) if wish is not None else ""
        ready = await stack.enter_async_context(embedded_lab(lab, *_of_version(version)))
        # The world ends with this process, and what is remembered of it too.
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="gitlab-jira-wizard-")))
        return await stack.enter_async_context(lab_world(ready, folder)), folder
    folder = places.data_folder()
    if lab_at:
        return await stack.enter_async_context(lab_world(read_ready(Path(lab_at)), places.recordings())), folder
    return await stack.enter_async_context(live_world(settings)), folder


async def _ask_for_tokens(world: World, answers: Answers) -> None:
    """Ask for tokens that neither keyring nor environment gives; without a terminal say how to give them."""
    for url, user, variable in _tokens_wanted(answers):
        address = address_of(url)
        known = await world.secrets.get(address.kept_as, user) or await world.given_secret(address)
        if known is None:
            await _ask_for(world, address, user, variable)
    own = answers.integration.wanted and not answers.integration.inherit
    if own and await Sides(world).integration_secret(answers) is None:
        await _ask_for(world, address_of(web_url(answers)), kept_for(answers), "GJW_INTEGRATION_TOKEN")
    for user in other_users(answers) if answers.integration.wanted else ():
        if await Sides(world).secret_of_user(answers, user) is None:
            await _ask_for(world, address_of(web_url(answers)), user, variable_of(user))


def _tokens_wanted(answers: Answers) -> tuple[tuple[str, str, str], ...]:
    """Return address, user and variable of each token that is needed whatever the integration signs in with."""
    gitlab = (answers.gitlab.url, "", "GJW_GITLAB_TOKEN")
    if answers.route is Route.INTEGRATION:
        return (gitlab,)
    return (gitlab, (answers.jira.url, answers.jira.email, "GJW_JIRA_TOKEN"))


async def _ask_for(world: World, address: Url, user: str, variable: str) -> None:
    if not sys.stdin.isatty():
        raise CommandEnded(Exit.USAGE, f"No token for {address.host}. Set {variable}, or run this on a terminal.")
    without_keyring = keeping.finding(await world.secrets.state())
    if without_keyring is not None:
        printing.say_findings((without_keyring,))
    typed = click.prompt(f"Token{f' of {user}' if user else ''} for {address.host}", hide_input=True, err=True)
    await world.secrets.put(address.kept_as, user, Secret(str(typed)), Keeping.SESSION)
