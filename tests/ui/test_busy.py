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
