"""The last day of the Jira token, noted in the answers: checked, watched, kept, and no reason to set up anew."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tests.e2e.served_lab import ServedLab
from tests.e2e.watched_lab import FAST, Service, codes
from wizard.domain.answers import read_answers

_RAISED_WITHIN = 10
"""Rounds: two that were asked raise it, and the first ones share what a host is asked among all checks."""


@pytest.fixture(scope="module")
def connected(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedLab]:
    folder = tmp_path_factory.mktemp("noted")
    lab = ServedLab(folder, {**os.environ, "XDG_DATA_HOME": str(folder / "data")}, projects=6)
    lab.start()
    assert lab.run().code == 0
    yield lab
    assert lab.stop() == 0


def _noted(lab: ServedLab, folder: Path, day: str) -> Path:
    path = folder / "noted.toml"
    path.write_text(lab.answers.read_text().replace("[jira]\n", f'[jira]\ntoken_expires = "{day}"\n'))
    return path


def _in_days(lab: ServedLab, days: int) -> date:
    now = lab.wizard("monitor", str(lab.answers), "--once", "--json").json["at"]
    return datetime.fromtimestamp(now, UTC).date() + timedelta(days=days)


def _found(lab: ServedLab, answers: Path) -> list[tuple[str, str]]:
    done = lab.wizard("check", str(answers), "--json")
    return [(one["code"], one["severity"]) for one in done.json["findings"] if one["code"].startswith("jira-token")]


def test_a_dated_warning_is_in_the_time_line_and_an_alarm_is_raised_in_the_last_week(connected, tmp_path):
    day = _in_days(connected, 6)
    connected.rate(FAST)
    running = Service(connected, tmp_path / "data", answers=[_noted(connected, tmp_path, str(day))])
    try:
        running.rounds_until(lambda one: codes(one) == ["jira-token-expires-soon"], _RAISED_WITHIN)
        ends = {one["code"]: one["days"] for one in running.next()["expiries"]}
    finally:
        code, _took = running.end()
        connected.rate(1.0)
    assert code == 0
    assert ends["jira-token"] == 6
    (history,) = (tmp_path / "data").rglob("history.db")
    with closing(sqlite3.connect(history)) as kept:
        told = kept.execute("SELECT before, after FROM happening WHERE code = 'expiry' AND subject = 'jira-token'")
        assert told.fetchall() == [("6", str(day))]


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (60, []),
        (20, [("jira-token-expires-soon", "advice")]),
        (-1, [("jira-token-day-over", "warning")]),
        (500, [("jira-token-day-too-far", "warning")]),
    ],
)
def test_the_checks_of_a_set_up_warn_of_the_day(connected, tmp_path, days, found):
    assert _found(connected, _noted(connected, tmp_path, str(_in_days(connected, days)))) == found


def test_what_is_no_day_ends_a_command_before_anything_is_asked(connected, tmp_path):
    before = connected.newest()
    done = connected.wizard("check", str(_noted(connected, tmp_path, "22.11.2027")), "--json")
    assert (done.code, [one["code"] for one in done.json["findings"]]) == (2, ["jira-date-unreadable"])
    assert connected.from_desktop(before) == []


def test_a_day_that_is_noted_later_begins_no_new_set_up_and_is_kept_with_the_one_there_is(connected, tmp_path):
    first = connected.run()
    day = _in_days(connected, 200)
    noted = _noted(connected, tmp_path, str(day))
    again = connected.run(answers=noted)
    assert (again.code, again.json["applied"], again.json["session"]) == (0, [], first.json["session"])
    third = connected.run(answers=noted)
    assert third.json["session"] == first.json["session"]
    (journal,) = Path(connected.environment["XDG_DATA_HOME"]).rglob("wizard.db")
    with closing(sqlite3.connect(journal)) as kept:
        ((answers,),) = kept.execute("SELECT answers FROM session WHERE id = ?", (first.json["session"],)).fetchall()
    assert read_answers(answers).jira.token_expires == str(day)
