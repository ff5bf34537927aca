"""F1 shows the help of the very page."""

import pytest

from wizard import steps
from wizard.ui.help_text import help_of


@pytest.mark.parametrize("step", [step.id for step in steps.ALL])
def test_each_page_has_its_own_text_and_the_keys(step: str) -> None:
    text = help_of(step, "nothing")
    assert not text.startswith("nothing")
    assert "Ctrl+Enter" in text
    assert "## " not in text


def test_a_page_without_help_keeps_its_lead() -> None:
    assert help_of("no-such-page", "What this page is for.").startswith("What this page is for.")


def test_paragraphs_are_wrapped_by_the_window_and_carry_no_marks() -> None:
    for step in steps.ALL:
        text = help_of(step.id, "nothing")
        assert "**" not in text
        assert "`" not in text
        for paragraph in text.split("\n\n"):
            assert paragraph.count("\n") == max(paragraph.count("\n- "), 0)
