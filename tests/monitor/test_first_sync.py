"""The end of a first sync is told from the places that it was seen at, with how sure that is."""

import pytest

from wizard.monitor.first_sync import FirstSync


def _watched(places: list[float], total: int = 1000) -> FirstSync:
    sync = FirstSync()
    for minute, place in enumerate(places):
        sync.reached(minute * 60.0, place, total)
    return sync


def test_a_steady_sync_ends_when_its_line_does() -> None:
    sync = _watched([20.0 * minute for minute in range(11)])
    eta = sync.eta(600.0)
    assert eta is not None
    assert eta.seconds == pytest.approx(40 * 60.0)
    assert (eta.per_minute, eta.margin_s) == (pytest.approx(20.0), pytest.approx(0.0, abs=1e-3))


def test_an_uneven_sync_is_less_sure_of_its_end() -> None:
    sync = _watched([0, 20, 35, 65, 75, 105, 115, 145, 155])
    eta = sync.eta(480.0)
    assert eta is not None
    assert eta.margin_s > 60
    assert abs(eta.seconds - (1000 - 155) / 19.5 * 60) < eta.margin_s


def test_the_wait_before_it_begins_does_not_slow_the_line() -> None:
    sync = _watched([0, 0, 0, 0, 0, 20, 40, 60])
    eta = sync.eta(420.0)
    assert eta is not None
    assert eta.per_minute == pytest.approx(20.0)


def test_too_few_places_tell_no_end() -> None:
    assert _watched([0, 20]).eta(60.0) is None
    assert _watched([0, 0, 0, 0]).eta(240.0) is None


def test_it_moves_while_it_grew_lately_and_stands_after_ten_minutes() -> None:
    sync = _watched([0, 20, 40])
    assert (sync.moves(200.0), sync.stands(200.0)) == (True, False)
    assert (sync.moves(800.0), sync.stands(800.0)) == (False, True)


def test_what_was_there_and_is_gone_stands_at_once_and_moves_when_it_comes_again() -> None:
    sync = _watched([1000, 0])
    assert sync.stands(120.0)
    sync.reached(180.0, 20, 1000)
    assert (sync.stands(180.0), sync.moves(180.0)) == (False, True)


def test_many_places_are_thinned_out() -> None:
    sync = _watched([float(place) for place in range(900)])
    assert len(sync.points) <= 241
    assert sync.points[-1] == (899 * 60.0, 899.0)
