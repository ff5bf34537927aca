"""Windows of maintenance: which minutes of a week lie in them, and what is no window."""

from datetime import datetime

import pytest

from wizard.domain.answers import AnswersError, read_answers, write_answers
from wizard.domain.maintenance import WindowWrong, window_at, windows
from wizard.domain.settings import Settings, SettingsWrong, made


@pytest.mark.parametrize(
    ("written", "at", "inside"),
    [
        ("Sun 02:00-04:00", "2026-11-22 02:00", True),
        ("Sun 02:00-04:00", "2026-11-22 03:59", True),
        ("Sun 02:00-04:00", "2026-11-22 04:00", False),
        ("Sun 02:00-04:00", "2026-11-21 03:00", False),
        ("Sat 23:00-02:00", "2026-11-22 01:59", True),
        ("Sat 23:00-02:00", "2026-11-21 01:59", False),
        ("Sun 22:00-24:00", "2026-11-22 23:59", True),
        ("Sun 23:00-01:00", "2026-11-23 00:30", True),
        ("Mon-Fri 01:00-01:30", "2026-11-25 01:15", True),
        ("Mon-Fri 01:00-01:30", "2026-11-22 01:15", False),
        ("Sat-Mon 01:00-01:30", "2026-11-22 01:15", True),
        ("daily 3:00-3:30", "2026-11-26 03:10", True),
        ("Wed 12:00-13:00, sun 01:00-05:00", "2026-11-22 03:10", True),
    ],
)
def test_a_window_holds_from_its_first_minute_until_before_its_last(written, at, inside):
    assert bool(window_at(windows(written), datetime.fromisoformat(at).timetuple())) is inside


@pytest.mark.parametrize(
    "text",
    ["Sun", "Sun 02:00", "Sun 25:00-26:00", "Son 02:00-04:00", "Sun 2-4", "daily-Sun 1:00-2:00", "Sun 02:00-02:00"],
)
def test_what_is_no_window_is_refused_with_its_text(text):
    with pytest.raises(WindowWrong, match=text[:3]):
        windows(text)
    with pytest.raises(SettingsWrong, match="maintenance"):
        made(maintenance=text)
    with pytest.raises(AnswersError, match="Sun 02:00-04:00"):
        read_answers(f'[monitor]\nmaintenance = ["{text}"]'.encode())


def test_windows_stand_in_settings_and_answers_and_come_back_from_a_file():
    assert made(maintenance="Sun 02:00-04:00") == Settings(maintenance="Sun 02:00-04:00")
    answers = read_answers(b'[monitor]\ncanary = "daily"\nmaintenance = ["Sun 02:00-04:00"]')
    assert answers.monitor.maintenance == ("Sun 02:00-04:00",)
    assert read_answers(write_answers(answers)) == answers
