"""Seeing a finding in a lab: a second window of its own, in which the fault is found, lifted, and found no more."""

import asyncio
import contextlib
import json
import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.found_by import AFTER, AFTER_OWN_DESCRIPTOR, AFTER_OWN_LISTING, SERVING_OTHERS
from tests.e2e.served_lab import ROOT, ServedLab
from tests.e2e.test_faults import FAST
from tests.e2e.test_walk import WALK, desktop
from tests.journey.fakes import MemoryStore
from wizard.app.lab_faults import OF_A_CONNECTION, reproducible, switch_on
from wizard.app.worlds import LabWorld, lab_world
from wizard.domain.lab_fault import LabWish
from wizard.domain.route import Route
from wizard.journey.desk import SessionDesk

pytestmark = pytest.mark.window

__all__ = ["desktop"]

_OPEN = """
import asyncio, json, sys
from wizard.app import second_window
from wizard.domain.errors import PortError
from wizard.domain.lab_fault import LabWish
from wizard.domain.route import Route

second_window.WATCHED_S = {watched_s}
try:
    asyncio.run(second_window.LabWindows().open(LabWish(Route.MARKETPLACE, "jira-user-not-site-admin", "checks")))
except PortError as error:
    print(json.dumps([error.code, error.facts["why"]]))
"""
_GONE_WITHIN_S = 20.0


def open_from_a_first_window(environment: dict[str, str], folder: Path, watched_s: float = 0.5) -> str:
    """Open the lab as a window does, from a program that has ended when this returns; return what it said."""
    command = [sys.executable, "-c", _OPEN.format(watched_s=watched_s)]
    whole = {**os.environ, **environment, "TMPDIR": str(folder), "PYTHONPATH": str(ROOT)}
    ended = subprocess.run(command, env=whole, cwd=folder, capture_output=True, text=True, timeout=60, check=True)
    return ended.stdout


def programs_of(folder: Path) -> dict[int, str]:
    """Return number and command line of programs that were started with this folder for what is temporary."""
    mark = f"TMPDIR={folder}\0".encode()
    found = {}
    for one in Path("/proc").iterdir():
        try:
            if one.name.isdigit() and mark in (one / "environ").read_bytes() + b"\0":
                found[int(one.name)] = (one / "cmdline").read_text().replace("\0", " ")
        except OSError:  # it has ended, or is somebody else's
            continue
    return {number: line for number, line in found.items() if line}


def wait_for_the_end(number: int) -> None:
    """Return when a program has ended, or when that takes too long."""
    with contextlib.suppress(ProcessLookupError):
        handle = os.pidfd_open(number)
        try:
            select.select([handle], [], [], _GONE_WITHIN_S)
        finally:
            os.close(handle)


@pytest.mark.timeout(200)
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the walk needs X and a bus of accessibility")
def test_the_second_window_finds_the_fault_lifts_it_and_leaves_no_lab_behind(
    desktop: dict[str, str], tmp_path: Path
) -> None:
    shots, folder = tmp_path / "shots", tmp_path / "temporary"
    shots.mkdir()
    folder.mkdir()
    assert open_from_a_first_window({**desktop, "XDG_DATA_HOME": str(tmp_path / "data")}, folder) == ""
    (window,) = [line for line in programs_of(folder).values() if "--lab-fault" in line]
    assert "--lab=marketplace" in window
    command = [sys.executable, str(WALK / "fault.py"), "--shots", str(shots)]
    command += ["--display", desktop["DISPLAY"], "--bus", desktop["DBUS_SESSION_BUS_ADDRESS"]]
    environment = {**os.environ, **desktop, "PYTHONPATH": str(ROOT)}
    walked = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=150, check=False)
    assert walked.returncode == 0, walked.stderr
    for number in programs_of(folder):
        wait_for_the_end(number)
    assert programs_of(folder) == {}
    assert list(folder.iterdir()) == []
    assert not (tmp_path / "data").exists()


def test_a_window_that_cannot_open_is_said_with_its_own_words(tmp_path: Path) -> None:
    told = open_from_a_first_window({"QT_QPA_PLATFORM": "no-such-platform"}, tmp_path, watched_s=30)
    code, why = json.loads(told)
    assert code == "lab-window-failed"
    assert "no-such-platform" in why


async def test_every_fault_can_be_on_from_the_start_and_be_lifted_again(one_lab: ServedLab, tmp_path: Path) -> None:
    async with lab_world(one_lab.ready, tmp_path) as world:
        assert isinstance(world, LabWorld)
        desk = SessionDesk(world, MemoryStore())
        seen = {}
        for fault in reproducible():
            switch = await switch_on(world, desk, LabWish(Route.MARKETPLACE, fault.id, "checks", "jira"))
            on = {row["id"]: row["active"] for row in await asyncio.to_thread(one_lab.control, "GET", "/faults")}
            seen[fault.id] = (on[fault.id] is not None, on[fault.id]["params"]["host"])
            await switch.lift()
        left = await asyncio.to_thread(one_lab.control, "GET", "/faults")
    sites = {True: one_lab.ready["jira"]["url"], False: ""}
    assert seen == {fault.id: (True, sites[fault.has_host]) for fault in reproducible()}
    assert [row["id"] for row in left if row["active"]] == []


async def test_a_lab_that_is_to_be_connected_first_is_and_then_has_its_fault(
    one_lab: ServedLab, tmp_path: Path
) -> None:
    one_lab.reset()
    wish = LabWish(Route.MARKETPLACE, "jira-invalid-jwt", "verify", connected=True)
    async with lab_world(one_lab.ready, tmp_path) as world:
        assert isinstance(world, LabWorld)
        desk = SessionDesk(world, MemoryStore())
        switch = await switch_on(world, desk, wish)
        answers, _page = await desk.resume(switch.session)
        await asyncio.to_thread(one_lab.rate, FAST)
        broken = await desk.prove(answers, lambda _hop: None)
        await asyncio.to_thread(one_lab.rate, 1)
        await switch.lift()
        mended = await desk.prove(answers, lambda _hop: None)
    assert [hop.finding.code for hop in broken.hops if hop.finding is not None] == [switch.fault.code]
    assert mended.ok


def test_the_faults_that_show_on_a_connection_only_are_those_that_wait_for_one() -> None:
    assert {*AFTER, *AFTER_OWN_DESCRIPTOR, *AFTER_OWN_LISTING, *SERVING_OTHERS} == OF_A_CONNECTION
