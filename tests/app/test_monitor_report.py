import json
from dataclasses import replace

import msgspec
import pytest

from tests.monitor.rounds import finding
from wizard.app.commands import _monitor_report as report
from wizard.domain.findings import Finding, Severity
from wizard.monitor.values import (
    Alarm,
    AlarmState,
    CanarySeen,
    Expiry,
    History,
    Integration,
    IntegrationPlace,
    Light,
    Live,
    PlaceChange,
    Reason,
    Snapshot,
)

CALM = Snapshot(
    "here", 1_800_000_000.0, 3, Live(Light.OK), History(Light.OK, coverage=1.0, reasons={Reason.NOT_YET: 2})
)


def _alarm(found: Finding, state: AlarmState = AlarmState.RAISED) -> Alarm:
    return Alarm(found.code, "gitlab.example.com", found, state, 1.0, 1.0)


def _with(*alarms: Alarm) -> Snapshot:
    return replace(CALM, alarms=alarms)


BLOCKED = finding("jira-app-disabled")
WARNED = finding("gitlab-token-expires-soon", severity=Severity.WARNING)
AWAY = finding("network-timeout")


@pytest.mark.parametrize(
    ("live", "said"),
    [
        (Live(Light.OK, queue_waiting=1, queue_latency_s=2.0, queue_source="log"),
         ", 1 job for Jira under way (Sidekiq's log);"),
        (Live(Light.OK, queue_waiting=7, queue_latency_s=2.0, queue_source="metrics"), ", 7 jobs in GitLab's queues;"),
        (Live(Light.OK, queue_waiting=0, queue_latency_s=0.0, queue_source="log"), "lag -;"),
    ],
)  # fmt: skip
def test_jobs_that_wait_are_told_with_what_told_of_them(live, said, capsys):
    snapshot = replace(CALM, live=live)
    report.say(snapshot)
    assert said in capsys.readouterr().err
    assert report.shape(snapshot)["live"]["queue_source"] == live.queue_source


@pytest.mark.parametrize(
    ("shown", "code"),
    [
        (CALM, 0),
        (_with(_alarm(BLOCKED)), 1),
        (_with(_alarm(WARNED)), 1),
        (_with(_alarm(AWAY)), 3),
        (_with(_alarm(BLOCKED, AlarmState.ACKNOWLEDGED), _alarm(WARNED, AlarmState.SNOOZED)), 0),
        (replace(CALM, error=BLOCKED), 1),
        (replace(CALM, error=AWAY), 3),
        (replace(CALM, live=Live(Light.BROKEN)), 1),
        (replace(CALM, live=Live(Light.UNKNOWN)), 0),
    ],
)
def test_one_look_ends_with_what_somebody_has_to_mend(shown, code):
    assert report.code_of([CALM, shown]) == code


def test_the_document_has_the_parts_of_the_contract():
    shape = json.loads(msgspec.json.encode(report.shape(_with(_alarm(BLOCKED)))))
    assert (shape["live"]["state"], shape["history"]["state"], shape["history"]["coverage"]) == ("ok", "ok", 1.0)
    assert shape["history"]["eta_s"] is None
    assert shape["history"]["reasons"] == {"not-yet": 2}
    assert [(one["code"], one["state"], one["finding"]["severity"]) for one in shape["alarms"]] == [
        ("jira-app-disabled", "raised", "blocker")
    ]
    assert shape["error"] is None


def test_people_and_programs_read_how_the_last_test_branch_came_out_and_when_the_next_is_due(capsys):
    flown = replace(CALM, test_branches=CanarySeen(1_800_003_600.0, 1_800_000_000.0, 4.25))
    report.say(flown)
    report.say(replace(CALM, test_branches=CanarySeen(1_800_000_600.0, 1_800_000_000.0, lost=True)))
    said = capsys.readouterr().err
    assert "the last one, 2027-01-15 08:00:00 UTC, arrived after 4.2 s; the next one is due 2027-01-15 09:00" in said
    assert "did not arrive; the next one is due 2027-01-15 08:10:00 UTC" in said
    assert report.shape(flown)["test_branches"]["lag_s"] == 4.25
    assert report.shape(CALM)["test_branches"] is None


def test_people_read_how_it_stands_and_what_ends_soon(capsys):
    soon, later = Expiry("gitlab-token", "wizard", 1.0, 7), Expiry("connect-support", "Connect", 1.0, 90)
    report.say(replace(_with(_alarm(BLOCKED)), expiries=(soon, later)))
    said = capsys.readouterr().err
    assert "here: live ok, lag -; history ok, 100.0% there; 1 alarm\n" in said
    assert "ends in 7 days: wizard" in said
    assert "[jira-app-disabled]" in said
    assert "Connect" not in said


def test_a_place_that_cannot_be_read_counts_neither_as_on_nor_as_off(capsys):
    lights = {"app": Light.OK, "lake": Light.BEHIND, "ios": Light.BROKEN, "vault": Light.UNKNOWN}
    changes = {"lake": (PlaceChange("commit_events", "true", "false"),)}
    places = tuple(
        IntegrationPlace(f"project:{name}", light, "", changes.get(name, ())) for name, light in lights.items()
    )
    seen = replace(CALM, integration=Integration(Light.BEHIND, places))
    report.say(seen)
    report.say(replace(CALM, integration=Integration(Light.OK, places[:1])))
    said = capsys.readouterr().err
    assert "on at 2 of 4 places, changed at 1, off at 1, cannot be read at 1;" in said
    assert "on at 1 of 1 place;" in said
    told = report.shape(seen)["integration"]
    assert (told["on"], told["off"], told["unreadable"]) == (2, 1, 1)


def test_who_waits_for_a_look_at_everything_is_told_after_a_second_how_far_it_is(capsys):
    times = iter((0.0, 0.9, 1.1, 3.0, 5.0))
    told = report.HowFar(lambda: next(times))
    for done in (0.1, 0.254, 0.3, None):
        told(replace(CALM, history=History(progress=done)))
    assert capsys.readouterr().err == "  here: 25 % of everything is looked at\n"
