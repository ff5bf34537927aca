import pytest

from wizard.ui.busy import waiting_text


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
