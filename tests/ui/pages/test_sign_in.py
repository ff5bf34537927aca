from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from wizard.domain.secrets import Keeping, KeyringState
from wizard.ui.sample_values import GITLAB


async def test_a_known_token_is_enough(open_window):
    bench = await open_window()
    await bench.open("sign-in")
    await bench.press()
    assert bench.page.result.text.text().startswith("Signed in as Dana Admin (@dana), administrator")
    await bench.press()
    assert bench.page.step == "jira"


async def test_a_missing_token_is_said_and_nothing_is_sent(open_window):
    bench = await open_window(known=False)
    page = await bench.open("sign-in")
    await bench.press()
    assert page.result.text.text() == "The token is missing."
    assert bench.shell.focusWidget() is page.token.edit
    assert f"sign in {GITLAB}" not in bench.desk.asked


async def test_a_token_without_the_scope_is_a_card_and_another_token_finishes(open_window):
    bench = await open_window("sign-in", known=False)
    page = await bench.open("sign-in")
    page.token.edit.setText("glpat-first")
    await bench.press()
    assert bench.cards() == ["gitlab-token-scope-missing"]
    bench.desk.troubles.clear()
    page.token.edit.setText("glpat-second")
    await bench.press()
    assert bench.cards() == []
    assert page.verb() == "Next"


async def test_the_field_forgets_the_token_and_its_undo_steps_when_it_was_taken(open_window):
    bench = await open_window(known=False)
    page = await bench.open("sign-in")
    QTest.keyClicks(page.token.edit, "glpat-canary")
    await bench.press()
    page.token.edit.undo()
    assert page.token.edit.text() == ""


async def test_the_token_is_shown_only_while_the_button_is_held(open_window):
    bench = await open_window(known=False)
    page = await bench.open("sign-in")
    show = bench.find("sign-in.token.show")
    assert page.token.edit.echoMode() is QLineEdit.EchoMode.Password
    QTest.mousePress(show, Qt.MouseButton.LeftButton)
    assert page.token.edit.echoMode() is QLineEdit.EchoMode.Normal
    QTest.mouseRelease(show, Qt.MouseButton.LeftButton)
    assert page.token.edit.echoMode() is QLineEdit.EchoMode.Password


async def test_leaving_the_page_empties_the_field(open_window):
    bench = await open_window(known=False)
    page = await bench.open("sign-in")
    page.token.edit.setText("glpat-canary")
    bench.shell.back()
    assert page.token.edit.text() == ""


async def test_without_a_keyring_the_token_stays_in_memory_and_the_page_says_so(open_window):
    bench = await open_window(keyring=KeyringState.MISSING, mode="live")
    page = await bench.open("sign-in")
    assert not bench.find("sign-in.keeping.keyring").isEnabled()
    await bench.press()
    assert bench.desk.keeping == [Keeping.SESSION]
    assert "gone with this window" in page.keeping.findChildren(type(page.result.text))[-1].text()


async def test_in_the_lab_the_keyring_is_left_out(open_window):
    bench = await open_window(keyring=KeyringState.READY)
    page = await bench.open("sign-in")
    assert not bench.find("sign-in.keeping.keyring").isEnabled()
    assert "lab stay in memory" in page.keeping.findChildren(type(page.result.text))[-1].text()
