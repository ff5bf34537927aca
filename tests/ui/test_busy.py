import pytest

from wizard.ui import busy
from wizard.ui.busy import BusyLine, waiting_text


@pytest.mark.parametrize(
    "waited_ms, said",
    [
        (100, ""),
        (160, "Looking."),
        (1999, "Looking."),
        (2100, "Looking. 2 s"),
        (10_500, "Still waiting, 10 s: Looking. Cancel ends it."),
    ],
)
def test_the_longer_the_wait_the_more_is_said(waited_ms, said):
    assert waiting_text("Looking.", waited_ms) == said


def test_with_less_motion_the_wait_is_told_in_words_alone(dressed, monkeypatch):
    now = [0.0]
    line = BusyLine(lambda: now[0])
    line.begin("Looking.")
    now[0] = 1.0
    line.look()
    assert not line._icon.isHidden()
    monkeypatch.setattr(busy, "less_motion", lambda: True)
    line.look()
    assert line._icon.isHidden()
    assert line.text.text() == "Looking."
    line.end()


def test_a_pause_that_a_host_asked_for_is_counted_down(dressed):
    now = [0.0]
    line = BusyLine(lambda: now[0])
    line.begin("Looking.")
    now[0] = 1.0
    line.pause("gitlab.example.com", 3)
    line.look()
    assert line.text.text() == "Looking. gitlab.example.com is asked again in 3 seconds."
    now[0] = 3.5
    line.look()
    assert line.text.text() == "Looking. 3 s gitlab.example.com is asked again in 1 second."
    now[0] = 4.1
    line.look()
    assert line.text.text() == "Looking. 4 s"
    line.end()
