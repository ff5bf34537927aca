from datetime import date

import pytest

from wizard.domain.release_calendar import supported_until
from wizard.domain.version import Version


@pytest.mark.parametrize(
    ("version", "until"),
    [
        ((15, 11, 3), date(2023, 7, 22)),
        ((16, 8), date(2024, 4, 18)),
        ((17, 2), date(2024, 10, 17)),
        ((18, 9), date(2026, 5, 21)),
        ((18, 11), date(2026, 7, 16)),
    ],
)
def test_a_release_is_mended_until_the_third_one_after_it_comes(version, until):
    assert supported_until(Version(*version)) == until


def test_nobody_says_a_day_for_releases_of_another_calendar():
    assert supported_until(Version(14, 10)) is None
