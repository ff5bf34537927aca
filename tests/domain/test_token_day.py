"""The last day of a token is a day as people note it here, not over, and within what Atlassian lets a token live."""

from datetime import date

import pytest

from wizard.domain.token_day import DayWrong, day_of, wrong

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize("text", ["", "soon", "20271122", "22.11.2027", "2027-02-30", "2027-W10-1"])
def test_only_a_day_written_in_one_way_is_read(text):
    assert day_of(text) is None


def test_blanks_around_a_day_do_not_matter():
    assert day_of(" 2027-11-22 ") == date(2027, 11, 22)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None),
        ("  ", None),
        ("soon", DayWrong.UNREADABLE),
        ("2026-11-20", DayWrong.OVER),
        ("2026-11-21", None),
        ("2027-11-21", None),
        ("2027-11-22", None),
        ("2027-11-23", DayWrong.TOO_FAR),
    ],
)
def test_what_is_wrong_with_a_day_is_told(text, expected):
    assert wrong(text, TODAY) is expected
