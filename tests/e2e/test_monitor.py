"""The command `monitor` against the lab: what it says, finds, clears, remembers and costs."""

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.served_lab import ServedLab, answers_file
from tests.e2e.watched_lab import FAST, Service, codes

_RAISED_WITHIN, _CLEARED_WITHIN = 4, 6
"""Rounds: one may be under way when something changes, two make an alarm; a host may have to wait for its budget."""
_BEGUN_WITHIN_S = 30.0


@pytest.fixture(scope="module")
def small_lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedLab]:
    lab = ServedLab(tmp_path_factory.mktemp("watched"), dict(os.environ), projects=6)
    lab.start()
    yield lab
    assert lab.stop() == 0


@pytest.fixture
def connected(small_lab: ServedLab, tmp_path: Path) -> ServedLab:
    """A lab that was set up by the program itself, with its journal."""
    small_lab.reset()
    small_lab.environment = {**small_lab.environment, "XDG_DATA_HOME": str(tmp_path / "data")}
    assert small_lab.run().code == 0
    return small_lab


@pytest.fixture
def service(connected: ServedLab, tmp_path: Path) -> Iterator[Service]:
    """A monitor on a fast clock that has made its first rounds."""
    connected.rate(FAST)
    running = Service(connected, tmp_path / "data")
    running.rounds_until(lambda one: one["round"] >= 2, 5)
    yield running
    code, _took = running.end()
    assert code == 0


def _once(lab: ServedLab, *more: str) -> tuple[int, list[str]]:
    done = lab.wizard("monitor", str(lab.answers), "--once", "--json", *more)
    return done.code, codes(done.json)


def test_a_healthy_connection_is_seen_whole_in_one_look(connected):
    done = connected.wizard("monitor", str(connected.answers), "--once", "--json")
    assert (done.code, done.json["alarms"], done.json["error"]) == (0, [], None)
    assert done.json["history"]["state"] in ("ok", "behind")
    assert done.json["history"]["expected"] > 0
    assert 0.0 <= done.json["history"]["coverage"] <= 1.0
    assert done.json["live"]["state"] in ("ok", "unknown")
    assert {one["code"] for one in done.json["expiries"]} == {
        "gitlab-token",
        "gitlab-support",
        "connect-official",
        "certificate:gitlab.example.com",
    }


def test_a_connection_that_was_never_made_is_an_alarm_until_it_is(small_lab, tmp_path):
    small_lab.reset()
    small_lab.environment = {**small_lab.environment, "XDG_DATA_HOME": str(tmp_path / "data")}
    assert _once(small_lab) == (1, ["jira-app-missing"])
    assert small_lab.run().code == 0
    assert _once(small_lab) == (0, [])


@pytest.mark.parametrize(
    ("fault", "code", "found"),
    [
        ("jira-app-disabled", 1, "jira-app-disabled"),
        ("gitlab-oauth-app-wrong-redirect", 1, "gitlab-settings-drift"),
        ("network-refused", 3, "network-refused"),
    ],
)
def test_one_look_ends_with_what_stands_in_the_way_and_with_0_after_the_mend(connected, fault, code, found):
    connected.fault(fault)
    assert _once(connected) == (code, [found])
    connected.lift(fault)
    assert _once(connected) == (0, [])


@pytest.mark.timeout(400)
def test_each_fault_is_raised_as_one_alarm_and_cleared_after_the_mend(connected, service):
    for fault, found in (
        ("gitlab-silent-mode", "gitlab-silent-mode"),
        ("gitlab-proxy-url-foreign", "gitlab-settings-drift"),
        ("jira-token-invalid", "jira-token-invalid"),
        ("tls-expired", "tls-certificate-expired"),
    ):
        connected.fault(fault)
        service.rounds_until(lambda one, found=found: codes(one) == [found], _RAISED_WITHIN)
        connected.lift(fault)
        service.rounds_until(lambda one: codes(one) == [], _CLEARED_WITHIN)


def test_maintenance_is_no_alarm_and_is_shown_while_it_lasts(connected, service):
    connected.api("PUT", "/api/v4/application/settings", {"maintenance_mode": True})
    service.rounds_until(lambda one: one["maintenance"], _RAISED_WITHIN)
    assert [codes(service.next()) for _ in range(3)] == [[], [], []]
    connected.api("PUT", "/api/v4/application/settings", {"maintenance_mode": False})
    service.rounds_until(lambda one: not one["maintenance"], _CLEARED_WITHIN)
    assert codes(service.next()) == []


def test_a_computer_that_sleeps_raises_nothing(connected, service):
    for _ in range(2):
        connected.control("POST", "/clock", {"advance_s": 7200.0})
        assert codes(service.next()) == []
    assert codes(service.next()) == []


def test_an_alarm_outlives_a_kill_and_is_cleared_by_who_comes_after(connected, tmp_path):
    connected.rate(FAST)
    connected.fault("gitlab-silent-mode")
    first = Service(connected, tmp_path / "data")
    first.rounds_until(lambda one: codes(one) == ["gitlab-silent-mode"], 6)
    first.kill()
    second = Service(connected, tmp_path / "data")
    begun = second.next()
    assert (codes(begun), begun["round"] > 2) == (["gitlab-silent-mode"], True)
    connected.lift("gitlab-silent-mode")
    second.rounds_until(lambda one: codes(one) == [], _CLEARED_WITHIN)
    assert second.end()[0] == 0


def _looks_at_everything(lab: ServedLab, since: int) -> bool:
    """Tell whether merge requests are read project by project: rounds read those of groups."""
    paths = [row["path"] for row in lab.from_desktop(since)]
    return any("/projects/" in path and "/merge_requests?" in path for path in paths)


def test_it_ends_within_two_seconds_with_0_though_nobody_answers_a_look_at_everything(connected, tmp_path):
    before = connected.newest()
    running = Service(connected, tmp_path / "data", "--metrics-port", "0")
    running.next()
    until = time.monotonic() + _BEGUN_WITHIN_S
    while not _looks_at_everything(connected, before):
        assert time.monotonic() < until, "it never looked at everything"
    connected.process.send_signal(signal.SIGSTOP)
    try:
        code, took = running.end()
    finally:
        connected.process.send_signal(signal.SIGCONT)
    assert code == 0
    assert took < 2.0


def test_steady_rounds_keep_to_six_requests_a_minute_and_host(connected, service):
    service.rounds_until(lambda one: one["history"]["state"] == "ok", 12)
    quiet = service.next()["at"] + 62.0  # what was counted of the first sync is over by then
    seen = [service.next() for _ in range(6)]
    sent: dict[str, list[float]] = {}
    for row in connected.from_desktop():
        if row["t"] >= quiet:
            sent.setdefault(row["host"], []).append(row["t"])
    busiest = {host: max(sum(t <= at < t + 60.0 for at in times) for t in times) for host, times in sent.items()}
    assert set(busiest) == {connected.ready[side]["url"] for side in ("gitlab", "jira")}
    assert {host: most for host, most in busiest.items() if most > 6} == {}
    assert max(max(one["used"].values()) for one in seen[2:]) <= 6


def test_two_connections_are_watched_by_one_process(connected, tmp_path):
    done = connected.wizard("monitor", str(connected.answers), str(answers_file(tmp_path)), "--once", "--json")
    assert done.code == 0
    assert [one["alarms"] for one in done.json["connections"]] == [[], []]
    assert all(one["history"]["expected"] > 0 for one in done.json["connections"])


def test_no_token_is_written_or_printed(connected, tmp_path):
    done = connected.wizard("monitor", str(connected.answers), "--once", "--json")
    tokens = [connected.ready[side]["token"].encode() for side in ("gitlab", "jira")]
    written = b"".join(path.read_bytes() for path in (tmp_path / "data").rglob("*") if path.is_file())
    assert done.code == 0
    assert [token for token in tokens if token in written or token in (done.out + done.err).encode()] == []


def test_one_look_serves_no_metrics(connected):
    done = connected.wizard("monitor", str(connected.answers), "--once", "--metrics-port", "0")
    assert done.code == 2
    assert "--metrics-port" in done.err


def test_answers_that_cannot_be_used_end_it_at_once(connected, tmp_path):
    wrong = answers_file(tmp_path, gitlab_url='"ftp://gitlab.example.com"')
    assert connected.wizard("monitor", str(wrong), "--once").code == 2
    right = answers_file(tmp_path)
    assert connected.wizard("monitor", str(right), "--once").code == 0
