from hypothesis import given
from hypothesis import strategies as st

from wizard.monitor.gaps import Gap, Rounds

NOON = 1_800_000_000.0


def _after(now: float, monotonic: float) -> Gap | None:
    rounds = Rounds(60.0)
    assert rounds.begin(NOON, 0.0) is None
    return rounds.begin(NOON + now, monotonic)


def test_rounds_at_their_pace_have_no_gap_between_them() -> None:
    assert _after(60.0, 60.0) is None


def test_a_round_that_comes_a_little_late_is_no_gap() -> None:
    assert _after(150.0, 150.0) is None


def test_a_computer_that_slept_leaves_a_gap() -> None:
    assert _after(7260.0, 7260.0) == Gap("asleep", 7200.0)


def test_a_computer_whose_growing_clock_slept_too_leaves_a_gap() -> None:
    assert _after(7260.0, 60.0) == Gap("set-forward", 7200.0)


def test_a_clock_that_is_set_back_leaves_a_gap() -> None:
    assert _after(-3540.0, 60.0) == Gap("set-back", 3600.0)


def test_a_clock_that_is_corrected_slowly_leaves_none() -> None:
    assert _after(61.5, 60.0) is None


def test_a_round_that_takes_long_is_no_gap() -> None:
    rounds = Rounds(60.0)
    rounds.begin(NOON, 0.0)
    rounds.ended(NOON + 900.0, 900.0)
    assert rounds.begin(NOON + 930.0, 930.0) is None


@given(st.lists(st.floats(min_value=15.0, max_value=200.0), max_size=50))
def test_time_that_passes_evenly_never_has_a_gap(waits: list[float]) -> None:
    rounds, at = Rounds(60.0), 0.0
    for wait in waits:
        assert rounds.begin(NOON + at, at) is None
        at += wait
