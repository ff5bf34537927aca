"""Contrast of the tokens, computed as WCAG 2 defines it."""

import pytest

from wizard.ui.tokens import DARK, LIGHT


def _luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["background", "rail", "card", "sunk", "accent_soft"])
@pytest.mark.parametrize("text", ["text", "muted"])
def test_text_has_4_5_on_every_ground(theme, text, ground):
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("tone", ["ok", "warn", "error", "accent"])
def test_a_tone_has_4_5_on_the_page_and_on_its_own_soft_ground(theme, tone):
    for ground in (theme.background, theme.card, getattr(theme, f"{tone}_soft")):
        assert contrast(getattr(theme, tone), ground) >= 4.5


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_verb_can_be_read_and_borders_and_focus_have_3(theme):
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    for ground in (theme.background, theme.card):
        assert contrast(theme.border, ground) >= 3
        assert contrast(theme.accent, ground) >= 3
