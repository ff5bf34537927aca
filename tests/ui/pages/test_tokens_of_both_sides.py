"""The token field of the two pages that have one: what holds for both."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

PAGES = pytest.mark.parametrize(("step", "token"), [("sign-in", "glpat-real"), ("jira", "ATATTreal")])


@PAGES
async def test_a_token_of_a_lab_is_refused_at_its_field_outside_the_lab_and_a_real_one_signs_in(
    open_window, step, token
):
    bench = await open_window(mode="live")
    page = await bench.open(step)
    page.token.edit.setText(f"lab-{token}")
    bench.desk.asked.clear()
    await bench.press()
    assert page.result.text.text().startswith("That is a token of a lab. It was not sent")
    assert (page.token.edit.property("wrong"), page.token.edit.text()) == (True, "")
    assert not any(asked.startswith("sign in") for asked in bench.desk.asked)
    page.token.edit.setText(token)
    await bench.press()
    assert page.verb() == "Next"


@PAGES
async def test_after_the_sign_in_return_goes_on(open_window, qtbot, step, token):
    bench = await open_window()
    page = await bench.open(step)
    page.token.edit.setFocus()
    QTest.keyClicks(page.token.edit, token)
    bench.key(Qt.Key.Key_Return)
    await bench.rest()
    qtbot.waitUntil(bench.shell.bar.verb_button.hasFocus)
    assert page.verb() == "Next"
    bench.key(Qt.Key.Key_Return)
    await bench.rest()
    assert bench.page.step != step
