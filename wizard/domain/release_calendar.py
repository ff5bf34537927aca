"""When GitLab releases its versions, and until when it mends them.

Source: GitLab release and maintenance policy: a minor release a month, the major one in May; security fixes for the
three newest minor releases; on the third Thursday from 16.11 on, on the 22nd before.
"""

from datetime import date, timedelta

from wizard.domain.version import Version

_FIRST = Version(15, 0)
"""Major releases before it came in other months."""
_MAY, _A_YEAR = 5, 12
_OLD_DAY = 22
_THURSDAYS_SINCE = Version(16, 11)
_THURSDAY = 3
_MENDED = 3
"""So many minor releases are mended at a time."""


def supported_until(version: Version) -> date | None:
    """Return the day on which the release comes that ends the support of this one; None for releases before 15.0."""
    if version < _FIRST:
        return None
    minor = version.minor + _MENDED
    return _released(Version(version.major + minor // _A_YEAR, minor % _A_YEAR))


def _released(version: Version) -> date:
    months = _MAY - 1 + version.minor
    first = date(2022 + version.major - _FIRST.major + months // _A_YEAR, months % _A_YEAR + 1, 1)
    if version < _THURSDAYS_SINCE:
        return first.replace(day=_OLD_DAY)
    return first + timedelta(days=(_THURSDAY - first.weekday()) % 7 + 14)
