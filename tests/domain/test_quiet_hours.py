import pytest

from wizard.domain.quiet_hours import quiet_at
from wizard.domain.settings import CHOICES


@pytest.mark.parametrize(("hour", "quiet"), [(21, False), (22, True), (0, True), (5, True), (6, False), (12, False)])
def test_quiet_hours_over_midnight_begin_at_the_first_hour_and_end_before_the_last(hour, quiet):
    assert quiet_at("22-6", hour) is quiet


@pytest.mark.parametrize(("hour", "quiet"), [(7, False), (8, True), (16, True), (17, False)])
def test_quiet_hours_within_a_day_lie_between_both(hour, quiet):
    assert quiet_at("8-17", hour) is quiet


def test_no_hour_is_quiet_where_none_was_chosen():
    assert not any(quiet_at("none", hour) for hour in range(24))


def test_every_choice_of_the_settings_can_be_read():
    assert all(isinstance(quiet_at(hours, 3), bool) for hours in CHOICES["quiet_hours"])
