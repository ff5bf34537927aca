"""Contrast of every pair of colours that the window puts together, computed as WCAG 2 defines it, in every theme."""

import re

import pytest

from wizard.ui.marks import MARKS, PLAN_STATES
from wizard.ui.step_state import ICONS
from wizard.ui.stylesheet import stylesheet
from wizard.ui.tokens import LOOKS, Tokens

GROUNDS = ("background", "rail", "card", "sunk", "accent_soft")
TONES = ("ok", "warn", "error", "accent")
TEXT, LARGE_OR_DRAWN = 4.5, 3.0
HIGH = 7.0


def _luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=LOOKS, ids=str)
def look(request) -> Tokens:
    return LOOKS[request.param]


@pytest.fixture(params=[name for name in LOOKS if name.startswith("contrast")])
def high(request) -> Tokens:
    return LOOKS[request.param]


def test_the_measure_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", ["text", "muted"])
def test_text_has_4_5_on_every_ground_and_muted_is_what_disabled_controls_wear(look, text, ground):
    assert contrast(getattr(look, text), getattr(look, ground)) >= TEXT


@pytest.mark.parametrize("tone", TONES)
def test_a_tone_has_4_5_on_the_page_on_cards_and_on_its_own_soft_ground(look, tone):
    for ground in (look.background, look.card, getattr(look, f"{tone}_soft")):
        assert contrast(getattr(look, tone), ground) >= TEXT


def test_icons_have_3_wherever_they_are_drawn(look):
    tokens = {token for _icon, token in ICONS.values()} | {token for _icon, token, _word in MARKS.values()}
    tokens |= {token for _icon, token, _word in PLAN_STATES.values()}
    low = {
        (token, ground): round(contrast(getattr(look, token), getattr(look, ground)), 2)
        for token in tokens
        for ground in GROUNDS
        if contrast(getattr(look, token), getattr(look, ground)) < LARGE_OR_DRAWN
    }
    assert low == {}


def test_borders_of_controls_and_the_ring_of_the_focus_have_3(look):
    for ground in (look.background, look.card):
        assert contrast(look.border, ground) >= LARGE_OR_DRAWN
        assert contrast(look.accent, ground) >= LARGE_OR_DRAWN
    assert contrast(look.accent, look.rail) >= LARGE_OR_DRAWN
    assert contrast(look.text, look.accent) >= LARGE_OR_DRAWN or contrast(look.text, look.background) >= TEXT


def test_high_contrast_has_7_for_all_text_and_3_for_every_line(high):
    for ground in (high.background, high.card, high.rail, high.sunk, high.accent_soft):
        assert contrast(high.text, ground) >= HIGH
        assert contrast(high.muted, ground) >= HIGH
    for tone in TONES:
        assert contrast(getattr(high, tone), high.background) >= HIGH
        assert contrast(getattr(high, tone), getattr(high, f"{tone}_soft")) >= HIGH
    assert contrast(high.on_accent, high.accent) >= HIGH
    assert contrast(high.hairline, high.background) >= LARGE_OR_DRAWN


_RULE = re.compile(r"(?P<who>[^{}]+)\{(?P<what>[^}]*)\}")
_COLOUR = re.compile(r"(?<![-\w])color: (#[0-9a-f]{6})")
_GROUND = re.compile(r"(?<![-\w])background: (#[0-9a-f]{6})")
_SELECTED = re.compile(r"selection-color: (#[0-9a-f]{6})")
_SELECTED_GROUND = re.compile(r"selection-background-color: (#[0-9a-f]{6})")


def _pairs(sheet):
    for rule in _RULE.finditer(sheet):
        for text, ground in ((_COLOUR, _GROUND), (_SELECTED, _SELECTED_GROUND)):
            colours, grounds = text.findall(rule["what"]), ground.findall(rule["what"])
            yield from ((rule["who"].strip(), one, other) for one in colours for other in grounds)


def test_every_rule_of_the_style_sheet_that_names_text_and_ground_has_4_5(look):
    pairs = list(_pairs(stylesheet(look, 13.5, "Mono", tick="tick", arrow="arrow")))
    assert len(pairs) > 15
    assert [pair for pair in pairs if contrast(pair[1], pair[2]) < TEXT] == []


def test_the_style_sheet_holds_no_colour_but_those_of_the_theme(look):
    own = {getattr(look, token) for token in look.__slots__}
    assert set(re.findall(r"#[0-9a-f]{6}\b", stylesheet(look, 13.5, "Mono", tick="t", arrow="a"))) <= own
