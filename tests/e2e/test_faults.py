"""Each fault of the lab is found by its check, through the real clients; the healthy lab shows none of them."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pytest

from tests.e2e.found_by import (
    AFTER,
    AFTER_OWN_DESCRIPTOR,
    AFTER_OWN_LISTING,
    BEFORE,
    BEHIND_A_PROXY,
    IN_A_RUN,
    IN_AN_INSTALL,
    IN_THE_MONITOR,
    IN_THE_PROOF,
    OF_THE_INTEGRATION,
    ON_GITLAB_COM,
    SERVING_OTHERS,
    WITH_OWN_DESCRIPTOR,
    WITH_OWN_LISTING,
)
from tests.e2e.served_lab import ANSWERS, ServedLab
from tests.journey.fakes import MemoryStore
from wizard import checks
from wizard.app.lab_faults import reproducible, switch_on
from wizard.app.worlds import LabWorld, lab_world
from wizard.checks._base import Check, Result
from wizard.connect.identity import descriptor_url
from wizard.domain.answers import Answers, read_answers
from wizard.domain.lab_fault import LabWish, Side
from wizard.domain.ports import Ports
from wizard.domain.route import Route
from wizard.domain.url import jira_site, parse
from wizard.journey import check_run
from wizard.journey.desk import SessionDesk
from wizard.journey.rehearsal import answers_of, connect
from wizard.lab import faults

READ = read_answers(ANSWERS.read_bytes())
GITLAB = "https://gitlab.example.com"
FAST = 60
"""Lab seconds a second while a fault is on: what waits in vain need not take minutes."""
PARAMS: dict[str, dict[str, object]] = {"http-slow": {"host": GITLAB, "delay_s": 1.7}}


def test_every_fault_has_its_place_here() -> None:
    own_descriptor = [*WITH_OWN_DESCRIPTOR, *AFTER_OWN_DESCRIPTOR, *WITH_OWN_LISTING, *AFTER_OWN_LISTING]
    elsewhere = [*IN_A_RUN, *IN_AN_INSTALL, *ON_GITLAB_COM, *own_descriptor, *BEHIND_A_PROXY, *SERVING_OTHERS]
    no_check = [*IN_THE_PROOF, *IN_THE_MONITOR]
    assert sorted([*BEFORE, *AFTER, *no_check, *elsewhere, *OF_THE_INTEGRATION]) == sorted(faults.ALL)


def test_a_second_window_can_reproduce_all_but_what_needs_a_process() -> None:
    known = {fault.id: fault for fault in reproducible()}
    assert set(known) == set(faults.ALL) - set(IN_A_RUN)
    assert {fault.id: fault.code for fault in known.values()}.items() <= {
        fault.id: fault.expect for fault in faults.ALL.values()
    }.items()
    standing = {*AFTER, *AFTER_OWN_DESCRIPTOR, *AFTER_OWN_LISTING, *SERVING_OTHERS}
    assert {fault.id for fault in known.values() if fault.standing} == standing


@pytest.fixture
async def world(one_lab: ServedLab, tmp_path: Path) -> AsyncIterator[LabWorld]:
    async with lab_world(one_lab.ready, tmp_path) as world:
        assert isinstance(world, LabWorld)
        yield world


@pytest.fixture
def desk(world: LabWorld) -> SessionDesk:
    return SessionDesk(world, MemoryStore())


async def found(desk: SessionDesk, answers: Answers = READ) -> set[tuple[str, str]]:
    """Return (code, check) of everything that the checks find now."""
    rows = await desk.run_checks(answers, lambda _row: None)
    return {(finding.code, finding.check) for row in rows for finding in row.findings}


async def reproduce(lab: ServedLab, world: LabWorld, desk: SessionDesk, fault: str) -> None:
    """Switch a fault on as a second window does; where a parameter keeps the test short, by the control URL."""
    if fault in PARAMS:
        await set_fault(lab, fault)
        return
    side: Side | Literal[""] = "gitlab" if "host" in faults.ALL[fault].params else ""
    await switch_on(world, desk, LabWish(READ.route, fault, "checks", side))
    if faults.ALL[fault].layer != "time":  # another pace reaches the product's clock half a second later: a skew
        await asyncio.to_thread(lab.rate, FAST)


async def set_fault(lab: ServedLab, fault: str) -> None:
    params: Mapping[str, object] = PARAMS.get(fault, {"host": GITLAB} if "host" in faults.ALL[fault].params else {})
    await asyncio.to_thread(lab.fault, fault, **params)
    await asyncio.to_thread(lab.rate, FAST)


async def lift_fault(lab: ServedLab, fault: str) -> None:
    await asyncio.to_thread(lab.lift, fault)
    await asyncio.to_thread(lab.rate, 1)


async def only_others_find(
    desk: SessionDesk, emptied: str, monkeypatch: pytest.MonkeyPatch, answers: Answers = READ
) -> set[tuple[str, str]]:
    """Return what is found when the body of one check is empty."""

    async def nothing(_answers: object, _ports: Ports) -> Result:
        return Result()

    hollow: tuple[Check, ...] = tuple(
        replace(check, run=nothing) if check.id == emptied else check for check in checks.ALL
    )
    monkeypatch.setattr(check_run.checks, "ALL", hollow)
    return await found(desk, answers)


@pytest.fixture(scope="module")
def fresh_lab(one_lab: ServedLab) -> ServedLab:
    """The lab before anything is connected, made once for the many tests that only read."""
    one_lab.reset()
    return one_lab


@pytest.mark.parametrize(("fault", "check"), sorted(BEFORE.items()))
async def test_a_fault_is_found_by_its_check_and_gone_when_lifted(
    fresh_lab: ServedLab,
    world: LabWorld,
    desk: SessionDesk,
    fault: str,
    check: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = (faults.ALL[fault].expect, check)
    assert expected not in await found(desk)
    await reproduce(fresh_lab, world, desk, fault)
    try:
        assert expected in await found(desk)
        assert expected not in await only_others_find(desk, check, monkeypatch)
    finally:
        await lift_fault(fresh_lab, fault)
    monkeypatch.undo()
    assert expected not in await found(desk)


@pytest.fixture(scope="module")
def connected_lab(one_lab: ServedLab, tmp_path_factory: pytest.TempPathFactory) -> ServedLab:
    """The lab with a connection that was proven."""
    one_lab.reset()
    done = one_lab.run(home=tmp_path_factory.mktemp("connected"))
    assert done.code == 0, done.err
    return one_lab


@pytest.mark.parametrize(("fault", "check"), sorted(AFTER.items()))
async def test_a_fault_of_a_standing_connection_is_found(
    connected_lab: ServedLab,
    world: LabWorld,
    desk: SessionDesk,
    fault: str,
    check: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = (faults.ALL[fault].expect, check)
    assert expected not in await found(desk)
    await reproduce(connected_lab, world, desk, fault)
    try:
        assert expected in await found(desk)
        assert expected not in await only_others_find(desk, check, monkeypatch)
    finally:
        await lift_fault(connected_lab, fault)
    monkeypatch.undo()
    assert expected not in await found(desk)


@pytest.mark.parametrize("fault", IN_THE_PROOF)
async def test_a_fault_of_one_hop_is_named_by_the_proof_which_then_holds(
    connected_lab: ServedLab, desk: SessionDesk, fault: str
) -> None:
    await set_fault(connected_lab, fault)
    try:
        broken = await desk.prove(READ, lambda _hop: None)
    finally:
        await lift_fault(connected_lab, fault)
    assert not broken.ok
    assert [hop.finding.code for hop in broken.hops if hop.finding is not None] == [faults.ALL[fault].expect]
    mended = await desk.prove(READ, lambda _hop: None)
    assert mended.ok
    branches = await asyncio.to_thread(
        connected_lab.api, "GET", "/api/v4/projects/1/repository/branches?search=connection-proof"
    )
    assert branches == []


@pytest.fixture
async def saas_desk(one_saas_lab: ServedLab, tmp_path: Path) -> AsyncIterator[SessionDesk]:
    one_saas_lab.reset()
    async with lab_world(one_saas_lab.ready, tmp_path) as world:
        yield SessionDesk(world, MemoryStore())


@pytest.fixture
async def manual_desk(one_manual_lab: ServedLab, tmp_path: Path) -> AsyncIterator[SessionDesk]:
    """A desk in the world of the own descriptor, with development mode switched on."""
    one_manual_lab.reset()
    async with lab_world(one_manual_lab.ready, tmp_path) as world:
        await world.perform("jira-development-mode-on", ("platform",))
        yield SessionDesk(world, MemoryStore())


async def found_and_gone(
    lab: ServedLab, desk: SessionDesk, fault: str, check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Hold a fault of another route against its check, and against all others."""
    answers = read_answers(lab.answers.read_bytes())
    expected = (faults.ALL[fault].expect, check)
    assert expected not in await found(desk, answers)
    await asyncio.to_thread(lab.fault, fault)
    try:
        assert expected in await found(desk, answers)
        assert expected not in await only_others_find(desk, check, monkeypatch, answers)
    finally:
        await asyncio.to_thread(lab.lift, fault)
    monkeypatch.undo()
    assert expected not in await found(desk, answers)


@pytest.mark.parametrize(("fault", "check"), sorted(ON_GITLAB_COM.items()))
async def test_a_fault_on_gitlab_com_is_found_by_its_check(
    one_saas_lab: ServedLab, saas_desk: SessionDesk, fault: str, check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await found_and_gone(one_saas_lab, saas_desk, fault, check, monkeypatch)


@pytest.mark.parametrize(("fault", "check"), sorted(WITH_OWN_DESCRIPTOR.items()))
async def test_a_fault_of_the_own_descriptor_is_found_by_its_check(
    one_manual_lab: ServedLab, manual_desk: SessionDesk, fault: str, check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await found_and_gone(one_manual_lab, manual_desk, fault, check, monkeypatch)


@pytest.mark.parametrize(("fault", "check"), sorted(AFTER_OWN_DESCRIPTOR.items()))
async def test_a_fault_of_a_standing_own_descriptor_is_found_by_its_check(
    one_manual_lab: ServedLab, manual_desk: SessionDesk, fault: str, check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await connect(manual_desk, answers_of(manual_desk.suggestions(), Route.MANUAL))
    await found_and_gone(one_manual_lab, manual_desk, fault, check, monkeypatch)


async def install_over(world: LabWorld, answers: Answers) -> None:
    """Upload the descriptor once more over the app that is there, as an administrator does."""
    site = jira_site(answers.jira.url)
    token = await world.given_secret(site)
    assert token is not None
    jira = world.jira(site, answers.jira.email, token)
    task = await jira.install_app(descriptor_url(parse(answers.gitlab.url)))
    while not (await jira.install_seen(task)).key:
        await world.clock.sleep(0.1)


async def test_an_app_of_before_an_upgrade_is_found_by_what_its_install_kept_and_new_after_another(
    one_manual_lab: ServedLab, tmp_path: Path
) -> None:
    one_manual_lab.reset()
    answers = read_answers(one_manual_lab.answers.read_bytes())
    older = ("jira-app-descriptor-older", "jira-app-descriptor")
    await asyncio.to_thread(one_manual_lab.fault, "jira-app-descriptor-older", names="nothing")
    async with lab_world(one_manual_lab.ready, tmp_path) as world:
        assert isinstance(world, LabWorld)
        desk = SessionDesk(world, MemoryStore())
        try:
            await connect(desk, answers_of(desk.suggestions(), Route.MANUAL))
            assert older in await found(desk, answers)
            await world.perform("jira-development-mode-on", ())
            await install_over(world, answers)
            assert older not in await found(desk, answers)
            assert ("jira-app-descriptor-unknown", older[1]) in await found(desk, answers)
        finally:
            await asyncio.to_thread(one_manual_lab.lift, "jira-app-descriptor-older")
        assert {check for _code, check in await found(desk, answers)} == {"jira-install-era"}


async def test_an_allowlist_takes_the_descriptor_away_too(one_manual_lab: ServedLab, manual_desk: SessionDesk) -> None:
    answers = read_answers(one_manual_lab.answers.read_bytes())
    missing = ("gitlab-descriptor-missing", "gitlab-descriptor")
    await asyncio.to_thread(one_manual_lab.fault, "gitlab-integration-not-allowed")
    try:
        assert missing in await found(manual_desk, answers)
    finally:
        await asyncio.to_thread(one_manual_lab.lift, "gitlab-integration-not-allowed")
    assert missing not in await found(manual_desk, answers)


@pytest.fixture
async def listing_desk(one_listing_lab: ServedLab, tmp_path: Path) -> AsyncIterator[SessionDesk]:
    """A desk in the world of an own private listing that is approved."""
    one_listing_lab.reset()
    async with lab_world(one_listing_lab.ready, tmp_path) as world:
        yield SessionDesk(world, MemoryStore())


@pytest.mark.parametrize(("fault", "check"), sorted(WITH_OWN_LISTING.items()))
async def test_a_fault_of_an_own_listing_is_found_by_its_check(
    one_listing_lab: ServedLab, listing_desk: SessionDesk, fault: str, check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await found_and_gone(one_listing_lab, listing_desk, fault, check, monkeypatch)


@pytest.mark.parametrize(("fault", "check"), sorted(AFTER_OWN_LISTING.items()))
async def test_a_fault_of_a_standing_own_listing_is_found_by_its_check(
    one_listing_lab: ServedLab, listing_desk: SessionDesk, fault: str, check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await connect(listing_desk, answers_of(listing_desk.suggestions(), Route.LISTING))
    await found_and_gone(one_listing_lab, listing_desk, fault, check, monkeypatch)


@pytest.fixture
async def leaf_desk(one_leaf_lab: ServedLab, tmp_path: Path) -> AsyncIterator[SessionDesk]:
    """A desk of the administrator of an instance behind a proxy; what takes minutes there takes seconds."""
    one_leaf_lab.reset()
    async with lab_world(one_leaf_lab.ready, tmp_path) as world:
        await asyncio.to_thread(one_leaf_lab.rate, FAST)
        yield SessionDesk(world, MemoryStore())
        await asyncio.to_thread(one_leaf_lab.rate, 1)


@pytest.mark.parametrize(("fault", "check"), sorted(BEHIND_A_PROXY.items()))
async def test_a_fault_behind_a_proxy_is_found_by_its_check(
    one_leaf_lab: ServedLab, leaf_desk: SessionDesk, fault: str, check: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await found_and_gone(one_leaf_lab, leaf_desk, fault, check, monkeypatch)


async def test_an_application_that_leads_back_to_the_instance_itself_is_found_behind_a_proxy(
    one_leaf_lab: ServedLab, leaf_desk: SessionDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    await found_and_gone(
        one_leaf_lab, leaf_desk, "gitlab-oauth-app-wrong-redirect", "gitlab-oauth-application", monkeypatch
    )


@pytest.mark.parametrize(("fault", "check"), sorted(SERVING_OTHERS.items()))
async def test_a_fault_of_a_gitlab_that_serves_others_is_found_by_its_check(
    one_fleet_lab: ServedLab, fault: str, check: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_fleet_lab.reset()
    done = one_fleet_lab.run(home=tmp_path)
    assert done.code == 0, done.err
    async with lab_world(one_fleet_lab.ready, tmp_path) as world:
        await found_and_gone(one_fleet_lab, SessionDesk(world, MemoryStore()), fault, check, monkeypatch)
