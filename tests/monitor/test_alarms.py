import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.monitor.fakes import Memory
from tests.monitor.rounds import Told, finding
from wizard.domain.findings import Severity
from wizard.domain.text import T
from wizard.monitor import remembered
from wizard.monitor.alarm_titles import title_of
from wizard.monitor.alarms import ROUNDS
from wizard.monitor.values import AlarmState, Event

A = finding("gitlab-silent-mode", "a")
B = finding("jira-app-disabled", "b")


def test_one_bad_round_is_no_alarm_and_two_are() -> None:
    told = Told()
    assert told.round(A) == []
    assert told.codes() == []
    assert told.round(A) == ["alarm-raised"]
    assert told.codes() == ["gitlab-silent-mode"]


def test_one_good_round_clears_nothing_and_two_do() -> None:
    told = Told()
    told.round(A)
    told.round(A)
    assert told.round() == []
    assert told.codes() == ["gitlab-silent-mode"]
    assert told.round() == ["alarm-cleared"]
    assert told.codes() == []


def test_a_flap_that_never_lasts_two_rounds_is_no_alarm() -> None:
    told = Told()
    for _ in range(10):
        assert told.round(A) == []
        assert told.round() == []


def test_a_check_that_was_not_asked_neither_raises_nor_clears() -> None:
    told = Told()
    told.round(A)
    told.round(A, asked=("b",))
    assert told.codes() == []
    told.round(A)
    assert told.codes() == ["gitlab-silent-mode"]
    for _ in range(5):
        told.round(asked=("b",))
    assert told.codes() == ["gitlab-silent-mode"]


def test_a_check_that_could_not_tell_clears_nothing() -> None:
    told = Told()
    told.round(A)
    told.round(A)
    for _ in range(5):
        told.round(finding("network-timeout", "a"), told=("b", "c"))
    assert "gitlab-silent-mode" in told.codes()


def test_what_several_checks_report_is_cleared_when_all_of_them_are_asked_again() -> None:
    told = Told()
    both = (finding("network-timeout", "a"), finding("network-timeout", "b"))
    told.round(*both)
    told.round(*both)
    assert told.alarms.open_checks == {"a", "b"}
    told.round()
    told.round()
    assert told.codes() == []


def test_advice_is_no_alarm() -> None:
    told = Told()
    advice = finding("jira-connect-ends", "a", severity=Severity.ADVICE)
    told.round(advice)
    told.round(advice)
    assert told.codes() == []


def test_an_effect_stands_with_its_root_and_not_beside_it() -> None:
    told = Told()
    effect = finding("flow-live-stopped", "c", root=A.code)
    told.round(A, effect)
    told.round(A, effect)
    assert told.codes() == [A.code]
    assert told.alarms.now[0].effects == ("flow-live-stopped",)


def test_what_was_an_alarm_before_its_root_was_found_comes_back_when_the_root_is_gone() -> None:
    told = Told()
    stopped = finding("flow-live-stopped", "c")
    told.round(stopped)
    told.round(stopped)
    told.round(A, stopped)
    assert told.codes() == []
    told.round(A, stopped)
    assert told.codes() == [A.code]
    told.round(stopped)
    told.round(stopped)
    assert told.codes() == ["flow-live-stopped"]


def test_nothing_is_raised_during_maintenance_and_what_stands_is_quiet() -> None:
    told = Told()
    told.round(A)
    told.round(A)
    for _ in range(5):
        told.round(A, B, maintenance=True)
    assert told.codes() == [A.code]
    assert told.alarms.now[0].quiet
    told.round(A, B)
    told.round(A, B)
    assert set(told.codes()) == {A.code, B.code}
    assert not any(alarm.quiet for alarm in told.alarms.now)


def test_quiet_hours_tell_nobody_and_lose_nothing() -> None:
    told = Told()
    told.round(A, quiet=True)
    told.round(A, quiet=True)
    assert told.alarms.now[0].quiet
    told.round(A)
    assert not told.alarms.now[0].quiet


def test_bad_rounds_on_both_sides_of_a_gap_are_not_two_in_a_row() -> None:
    told = Told()
    told.round(A)
    told.round(A, after_gap=True)
    assert told.codes() == []
    told.round(A)
    assert told.codes() == [A.code]


def test_an_acknowledged_alarm_stands_until_it_is_mended() -> None:
    told = Told()
    told.round(A)
    told.round(A)
    told.alarms.acknowledge(A.code, "gitlab.example.com", told.at)
    told.round(A)
    assert told.alarms.now[0].state is AlarmState.ACKNOWLEDGED
    told.round()
    told.round()
    assert told.codes() == []


def test_an_acknowledged_alarm_that_gets_worse_is_raised_again() -> None:
    told = Told()
    soon = finding("gitlab-token-expires-soon", "a", severity=Severity.WARNING)
    told.round(soon)
    told.round(soon)
    told.alarms.acknowledge(soon.code, "gitlab.example.com", told.at)
    assert told.round(finding("gitlab-token-expires-soon", "a")) == ["alarm-raised"]
    assert told.alarms.now[0].state is AlarmState.RAISED


def test_a_snooze_has_a_reason_and_an_end() -> None:
    told = Told()
    told.round(A)
    told.round(A)
    told.alarms.snooze(A.code, "gitlab.example.com", told.at, told.at + 90.0, "the copy is being tested")
    told.round(A)
    assert (told.alarms.now[0].state, told.alarms.now[0].reason) == (AlarmState.SNOOZED, "the copy is being tested")
    told.round(A)
    assert (told.alarms.now[0].state, told.alarms.now[0].until) == (AlarmState.RAISED, None)


def test_what_does_not_stand_cannot_be_acknowledged() -> None:
    told = Told()
    told.round(A)
    with pytest.raises(KeyError):
        told.alarms.acknowledge(A.code, "gitlab.example.com", told.at)
    told.round(A)
    told.alarms.acknowledge(A.code, "gitlab.example.com", told.at)
    assert told.alarms.now[0].state is AlarmState.ACKNOWLEDGED


def test_alarms_of_two_hosts_stand_beside_each_other() -> None:
    told = Told()
    both = (finding("http-slow", "a"), finding("http-slow", "b", host="acme.atlassian.net"))
    told.round(*both)
    told.round(*both)
    assert {alarm.subject for alarm in told.alarms.now} == {"gitlab.example.com", "acme.atlassian.net"}


@given(st.lists(st.tuples(st.booleans(), st.booleans()), max_size=60))
def test_no_change_that_lasts_is_missed_for_more_than_two_rounds_and_no_flap_is_an_alarm(
    rounds: list[tuple[bool, bool]],
) -> None:
    """`rounds`: whether it is bad, and whether the check could be asked."""
    told = Told()
    asked: list[bool] = []
    for bad, could_ask in rounds:
        before = told.codes()
        told.round(*([A] if bad else []), asked=("a",) if could_ask else ("b",))
        asked += [bad] if could_ask else []
        newest = asked[-ROUNDS:]
        if_bad = [A.code] if len(newest) == ROUNDS and all(newest) else None
        if_good = [] if len(newest) == ROUNDS and not any(newest) else None
        expected = next((one for one in (if_bad, if_good) if one is not None), before)
        assert told.codes() == expected
    longest = max((len(list(run)) for bad, run in itertools.groupby(asked) if bad), default=0)
    assert bool(longest >= ROUNDS) or not told.codes()


def test_the_time_line_names_an_alarm_by_its_title_from_beginning_to_end() -> None:
    told = Told()
    for found in ((A,), (A,), (), ()):
        told.round(*found)
    codes = [(one.code, one.subject) for one in told.events]
    assert codes == [("alarm-raised", "gitlab-silent-mode"), ("alarm-cleared", "gitlab-silent-mode")]
    assert [title_of(one) for one in told.events] == [A.title, A.title]


def test_a_title_that_an_older_version_did_not_write_is_none() -> None:
    assert title_of(Event(0.0, "alarm-cleared", "gitlab-silent-mode", "a", "")) is None


async def test_an_alarm_whose_texts_hold_other_texts_is_remembered() -> None:
    told, memory = Told(), Memory()
    nested = replace(A, cause=T("It was {word}", word=T("off")))
    for _ in range(ROUNDS):
        told.round(nested)
    await remembered.write(memory, remembered.Remembered(1, told.alarms.now))
    assert str((await remembered.read(memory)).alarms[0].finding.cause) == "It was off"
