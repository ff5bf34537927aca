"""Processes that are measured: clean surroundings, compiled byte code, one JSON document from each."""

import asyncio
import contextlib
import json
import os
import sys
import sysconfig
import tempfile
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

from wizard.app.lab_process import embedded_lab

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
_LONGEST_S = 120.0
_PASSED_ON = ("PATH", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH")


class ProbeFailed(Exception):
    """A measured process ended without its numbers."""


async def compile_all() -> None:
    """Write the byte code of everything the processes import; without it each start would compile anew."""
    places = [str(ROOT / "wizard"), str(HERE), sysconfig.get_paths()["purelib"]]
    # Files of other Python versions that packages carry along do not compile; that is no failure of ours.
    command = [sys.executable, "-m", "compileall", "-q", "-q", "-j", "0", *places]
    process = await asyncio.create_subprocess_exec(*command, cwd=ROOT, env=_environment(Path(tempfile.gettempdir())))
    await process.wait()


def _environment(home: Path) -> Mapping[str, str]:
    """Nothing of the person's surroundings: no settings, no PYTHONDONTWRITEBYTECODE, no display."""
    passed = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    own = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    return {**passed, **own}


async def numbers_of(probe: str, *arguments: str, given: object = None) -> dict[str, Any]:
    """Run a probe of this folder in a process of its own and return what it prints.

    Raises: ProbeFailed.
    """
    with tempfile.TemporaryDirectory(prefix="bench-") as home:
        command = (sys.executable, str(HERE / f"{probe}.py"), *arguments)
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=ROOT,
            env=_environment(Path(home)),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )
        try:
            async with asyncio.timeout(_LONGEST_S):
                out, said = await process.communicate(json.dumps(given).encode())
        except TimeoutError:
            process.kill()
            await process.wait()
            raise ProbeFailed(f"{probe} did not end within {_LONGEST_S:.0f} s") from None
    if process.returncode != 0:
        raise ProbeFailed(f"{probe} ended with {process.returncode}: {said.decode(errors='replace')[-2000:]}")
    numbers: dict[str, Any] = json.loads(out)
    return numbers


@contextlib.asynccontextmanager
async def running_lab(*more: str) -> AsyncIterator[Path]:
    """Give the ready file of a fresh lab in a process of its own; `more` are options of `lab serve`."""
    with tempfile.TemporaryDirectory(prefix="bench-lab-") as folder:
        async with embedded_lab("marketplace", *more) as ready:
            path = Path(folder) / "ready.json"
            path.touch(mode=0o600)
            path.write_text(json.dumps(ready))
            yield path
