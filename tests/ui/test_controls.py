"""What holds for every control of every page: a name, an identifier of its own, room to press, words beside colours."""

from collections import Counter

import pytest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QLineEdit, QPlainTextEdit

from wizard.ui.step_state import ICONS, StepState
from wizard.ui.tokens import TARGET
from wizard.ui.visit import STEPS

_KINDS = (QAbstractButton, QLineEdit, QAbstractItemView, QPlainTextEdit)


def _controls(bench):
    found = [one for kind in _KINDS for one in bench.shell.findChildren(kind)]
    own = [one for one in found if not one.objectName().startswith("qt_") and not _of_a_header(one)]
    return [one for one in own if one.isVisibleTo(bench.shell)]


def _of_a_header(widget):
    return type(widget).__name__ in ("QHeaderView", "QTableCornerButton") or (
        isinstance(widget.parent(), QAbstractItemView) and not widget.objectName()
    )


@pytest.mark.parametrize("step", STEPS[1:])
async def test_every_control_has_a_name_an_identifier_of_its_own_and_24_px(open_window, step):
    bench = await open_window("sign-in", "jira", "checks", "proof")
    await bench.open(step)
    await bench.press()
    controls = _controls(bench)
    assert len(controls) > 12
    assert [one.objectName() for one in controls if not one.accessibleName()] == []
    identifiers = Counter(one.accessibleIdentifier() for one in controls)
    assert [identifier for identifier, count in identifiers.items() if count > 1 or not identifier] == []
    small = [
        (one.objectName(), one.width(), one.height()) for one in controls if min(one.width(), one.height()) < TARGET
    ]
    assert small == []


def test_states_of_steps_differ_in_their_icon():
    assert len({icon for icon, _tone in ICONS.values()}) == len(StepState)


async def test_the_list_of_steps_says_title_and_state(open_window):
    bench = await open_window()
    await bench.open("checks")
    rows = {row.step: row.accessibleName() for row in bench.shell.lists.way.rows.values()}
    assert rows["gitlab"] == "GitLab, done"
    assert rows["apply"] == "Apply, after Apply"
    assert rows["checks"].startswith("Checks, ")


async def test_no_fact_of_the_screen_stands_only_in_a_tool_tip_with_markup(open_window):
    bench = await open_window()
    await bench.open("checks")
    tips = {row.toolTip() for row in bench.shell.lists.way.rows.values()}
    words = {"to do", "current", "done", "check", "failed", "working", "not needed", "after Apply"}
    assert {tip for tip in tips if not tip.startswith("Opens after ")} <= words
