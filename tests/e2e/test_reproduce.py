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

from tests.e2e.found_by import AFTER, AFTER_OWN_DESCRIPTOR, AFTER_OWN_LISTING, OF_THE_INTEGRATION, SERVING_OTHERS
from tests.e2e.served_lab import ROOT, ServedLab
from tests.e2e.test_faults import FAST
from tests.e2e.test_walk import WALK, desktop
from tests.journey.fakes import MemoryStore
from wizard.app.lab_faults import OF_A_CONNECTION, read_wish, reproducible, switch_on, written
from wizard.app.second_window import arguments_of
from wizard.app.worlds import LabWorld, lab_world
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, Severity
from wizard.domain.jira_integration import IntegrationAnswers
from wizard.domain.lab_fault import LabWish
from wizard.domain.route import Route
from wizard.domain.text import T
from wizard.journey.desk import SessionDesk
from wizard.journey.reproduced import answers_of_wish
from wizard.ui.reproducing import wish_for

pytestmark = pytest.mark.window

__all__ = ["desktop"]

_OPEN = """
import asyncio, json, sys
from wizard.app import second_window
from wizard.domain.errors import PortError
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, Severity
from wizard.domain.jira_integration import IntegrationAnswers
from wizard.domain.lab_fault import LabWish
from wizard.domain.route import Route

second_window.WATCHED_S = {watched_s}
try:
    asyncio.run(second_window.LabWindows().open(LabWish({wish}, "checks")))
except PortError as error:
    print(json.dumps([error.code, error.facts["why"]]))
"""
_GONE_WITHIN_S = 20.0


APP, INTEGRATION = 'Route.MARKETPLACE, "jira-user-not-site-admin"', 'Route.INTEGRATION, "integration-no-link"'


def open_from_a_first_window(
    environment: dict[str, str], folder: Path, watched_s: float = 0.5, *, wish: str = APP
) -> str:
    """Open the lab as a window does, from a program that has ended when this returns; return what it said."""
    command = [sys.executable, "-c", _OPEN.format(watched_s=watched_s, wish=wish)]
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
@pytest.mark.parametrize("wish", [APP, INTEGRATION], ids=["app", "integration"])
def test_the_second_window_finds_the_fault_lifts_it_and_leaves_no_lab_behind(
    desktop: dict[str, str], tmp_path: Path, wish: str
) -> None:
    shots, folder = tmp_path / "shots", tmp_path / "temporary"
    shots.mkdir()
    folder.mkdir()
    assert open_from_a_first_window({**desktop, "XDG_DATA_HOME": str(tmp_path / "data")}, folder, wish=wish) == ""
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


WANTED = IntegrationAnswers(
    scope="project",
    projects=("own/path",),
    transitions="picked",
    transition_ids=("5",),
    project_keys=("OWN",),
    vulnerabilities_project="OWN",
    vulnerabilities_issuetype="7",
    issue_prefix="own#",
)
"""What an admin may want of the integration; nothing of it is the lab's."""


@pytest.mark.parametrize("fault", sorted(OF_THE_INTEGRATION))
async def test_a_finding_of_the_integration_comes_about_in_a_lab_that_has_nothing_of_the_admins_own(
    one_lab: ServedLab, tmp_path: Path, fault: str
) -> None:
    one_lab.reset()
    (known,) = [one for one in reproducible() if one.id == fault]
    expires = "2025-01-01" if fault == "integration-token-expired" else ""
    answers = Answers().with_(route=Route.INTEGRATION, integration=WANTED, integration_token_expires=expires)
    finding = Finding(known.code, Severity.BLOCKER, T(""), T(""), T(""), "")
    wish = wish_for("checks", finding, known, answers)
    assert not {"own/path", "OWN", "own#"} & set(written(wish).split('"'))
    async with lab_world(one_lab.ready, tmp_path) as world:
        assert isinstance(world, LabWorld)
        desk = SessionDesk(world, MemoryStore())
        switch = await switch_on(world, desk, read_wish(written(wish)))
        rows = await desk.run_checks(await answers_of_wish(desk, switch.wish), lambda _row: None)
    assert known.code in {finding.code for row in rows for finding in row.findings}


async def test_a_finding_at_a_jira_of_ones_own_comes_about_at_that_of_the_lab(tmp_path: Path) -> None:
    answers = Answers().with_(route=Route.INTEGRATION, jira_deployment="server", integration=WANTED)
    (known,) = [one for one in reproducible() if one.id == "integration-no-link"]
    finding = Finding(known.code, Severity.BLOCKER, T(""), T(""), T(""), "")
    wish = wish_for("checks", finding, known, answers)
    assert arguments_of(wish)[0] == "--lab=server"
    lab = ServedLab(tmp_path, dict(os.environ), scenario="server")
    lab.start()
    try:
        async with lab_world(lab.ready, tmp_path) as world:
            assert isinstance(world, LabWorld)
            desk = SessionDesk(world, MemoryStore())
            switch = await switch_on(world, desk, wish)
            in_lab = await answers_of_wish(desk, wish)
            seen = await desk.run_checks(in_lab, lambda _row: None)
            await switch.lift()
            after = await desk.run_checks(in_lab, lambda _row: None)
    finally:
        assert lab.stop() == 0
    assert [known.code in {one.code for row in rows for one in row.findings} for rows in (seen, after)] == [True, False]


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
