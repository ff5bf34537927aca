"""The embedded lab: a process of its own that ends with ours, even if ours is killed."""

import asyncio
import contextlib
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

import wizard
from wizard.app.ends import CommandEnded, Exit

START_WITHIN_S = 30.0
STOP_WITHIN_S = 3.0
_LOOK_EVERY_S = 0.02
_SAID = "said.txt"
_PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SYSTEMROOT", "USERPROFILE", "APPDATA")
"""The child gets these and no token that may stand in our environment."""


_NEEDED = ("control", "ca_file", "proxy", "gitlab", "jira")


def read_ready(path: Path) -> dict[str, Any]:
    """Return a ready file. Raises: CommandEnded with exit 2."""
    try:
        ready: dict[str, Any] = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except OSError as error:
        raise CommandEnded(Exit.USAGE, f"{path} cannot be read: {error.strerror}. Is the lab running?") from None
    except msgspec.DecodeError:
        raise CommandEnded(Exit.USAGE, f"{path} is no ready file of a lab.") from None
    missing = [name for name in _NEEDED if not ready.get(name)]
    if missing:
        raise CommandEnded(Exit.USAGE, f"{path} is no ready file of a lab: {', '.join(missing)} is missing in it.")
    return ready


@contextlib.asynccontextmanager
async def embedded_lab(scenario: str, *more: str) -> AsyncIterator[dict[str, Any]]:
    """Start a fresh lab, give its ready file, and end it; `more` are options of `lab serve`.

    Raises: CommandEnded when it does not start.
    """
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="gitlab-jira-lab-"))
        ready_file = Path(folder) / "ready.json"
        process = await asyncio.create_subprocess_exec(
            *program(),
            *("lab", "serve", scenario, "--ready-file", str(ready_file), "--until-stdin-closes", *more),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            # Not a pipe: one that nobody empties would stop the lab when it is full.
            stderr=stack.enter_context((Path(folder) / _SAID).open("wb")),
            env=_environment(),
        )
        try:
            yield await _ready(process, ready_file)
        finally:
            await _end(process)


def program() -> list[str]:
    """Return the words that start this very program once more."""
    frozen = getattr(sys, "frozen", False)
    return [sys.executable] if frozen else [sys.executable, "-m", "wizard.app"]


def _environment() -> Mapping[str, str]:
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {**passed, "PYTHONPATH": str(Path(wizard.__file__).parent.parent)}


async def _ready(process: asyncio.subprocess.Process, ready_file: Path) -> dict[str, Any]:
    try:
        async with asyncio.timeout(START_WITHIN_S):
            while not await asyncio.to_thread(ready_file.exists):
                if process.returncode is not None:
                    raise _not_started(ready_file)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(process.wait(), _LOOK_EVERY_S)
    except TimeoutError:
        raise _not_started(ready_file) from None
    return read_ready(ready_file)


def _not_started(ready_file: Path) -> CommandEnded:
    said = ready_file.with_name(_SAID).read_text(errors="replace").strip()
    return CommandEnded(Exit.USAGE, f"The lab did not start. {said[-300:]}")


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.stdin is not None:
        process.stdin.close()
    try:
        await asyncio.wait_for(process.communicate(), STOP_WITHIN_S)
    except TimeoutError:
        process.kill()
        await process.communicate()
