"""Garbage is collected in the window's thread: little at a time while it works, all of it when it rests."""

import gc

import pytest

from wizard.ui import collector
from wizard.ui.collector import Collector


@pytest.fixture
def made(qapp, monkeypatch):
    """A collector whose window works or not, what it collected, and how many collections are due."""
    at_work, collected, due = [True], [], [0, 0, 0]
    monkeypatch.setattr(gc, "collect", lambda generation=2: collected.append(generation))
    monkeypatch.setattr(gc, "get_count", lambda: tuple(due))
    one = Collector(lambda: at_work[0])
    collected.clear()
    yield one, at_work, collected, due
    one.close()


def test_while_the_window_works_only_what_is_young_is_collected(made):
    one, at_work, collected, due = made
    due[:] = [5000, 11, 11]
    one.look()
    assert collected == [1]
    at_work[0] = False
    one.look()
    assert collected == [1, 2]


def test_work_without_end_does_not_put_it_off_for_ever(made):
    one, _at_work, collected, due = made
    due[:] = [5000, 0, collector._AT_THE_LATEST + 1]
    one.look()
    assert collected == [2]


def test_many_new_objects_are_collected_before_their_turn_where_the_window_rests(made):
    one, at_work, collected, due = made
    due[:] = [collector._PORTION + 1, 1, 1]
    one.look()
    one.look()
    assert collected == [1, 1]
    at_work[0] = False
    one.look()
    one.look()
    assert collected == [1, 1, 2, 1]


def test_where_nothing_is_due_nothing_is_collected(made):
    one, at_work, collected, _due = made
    at_work[0] = False
    one.look()
    assert collected == []


def test_the_automatic_collector_has_its_work_back_at_the_end(made):
    one, *_rest = made
    assert not gc.isenabled()
    one.close()
    assert gc.isenabled()


@pytest.mark.parametrize(("worked_s", "spared"), [(0.004, 0), (0.1, 1)])
def test_what_outlives_a_long_collection_is_not_looked_at_again(made, monkeypatch, worked_s, spared):
    one, at_work, _collected, due = made
    frozen, times = [], iter((1.0, 1.0 + worked_s))
    monkeypatch.setattr(gc, "freeze", lambda: frozen.append(True))
    monkeypatch.setattr(collector.time, "thread_time", lambda: next(times))
    at_work[0] = False
    due[:] = [5000, 11, 11]
    one.look()
    assert len(frozen) == spared
