"""Right after a set-up the journal tells when the first sync began and what the test saw; then the measures do."""

from dataclasses import replace

import pytest

from wizard.domain.flow import Kind
from wizard.monitor.begun import Begun, first_sync_s
from wizard.monitor.values import History, KindFlow, Light, Live

NOW = 1_800_000_000.0
BEGUN = Begun(NOW - 60, NOW - 50)
EMPTY = History(Light.BEHIND, 400, 0, 0.0, projects=61)


@pytest.mark.parametrize(("projects", "minutes"), [(1, 1), (20, 1), (41, 2), (61, 3), (1000, 49)])
def test_a_first_sync_takes_a_minute_for_each_twenty_after_the_first(projects, minutes):
    assert first_sync_s(projects) == minutes * 60


def test_the_first_sync_has_its_beginning_and_its_end_before_anything_is_measured():
    seen = BEGUN.history(EMPTY, NOW)
    assert (seen.began_at, seen.eta_s, seen.light) == (NOW - 60, 120.0, Light.BEHIND)


@pytest.mark.parametrize(
    ("history", "now"),
    [
        (replace(EMPTY, eta_s=300.0), NOW),
        (replace(EMPTY, light=Light.BROKEN), NOW),
        (EMPTY, NOW + 86_400),
        (History(), NOW),
    ],
    ids=["measured", "broken", "long ago", "nothing read"],
)
def test_what_was_measured_or_is_long_ago_stays_as_it_is(history, now):
    assert BEGUN.history(history, now) == history


def test_the_test_is_the_last_arrival_and_tells_that_data_flows():
    seen = BEGUN.live(Live(), NOW)
    assert (seen.light, seen.last_arrived_at, seen.proven) == (Light.OK, NOW - 50, True)


def test_what_arrived_since_is_newer_than_the_test():
    kinds = (KindFlow(Kind.BRANCH, Light.BEHIND, 2, 1, 1, NOW - 5),)
    seen = BEGUN.live(Live(Light.BEHIND, kinds=kinds), NOW)
    assert (seen.light, seen.last_arrived_at, seen.proven) == (Light.BEHIND, NOW - 5, False)


def test_a_test_of_long_ago_says_nothing_of_now():
    assert BEGUN.live(Live(), NOW + 7200).light is Light.UNKNOWN
