import asyncio

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from wizard.domain.errors import Refused
from wizard.domain.route import Route
from wizard.domain.secrets import Keeping, KeyringState
from wizard.ui.sample_values import GITLAB
from wizard.ui.step_state import StepState


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


async def test_the_table_says_before_the_sign_in_what_is_needed_and_after_it_what_is_there(open_window):
    bench = await open_window()
    await bench.open("sign-in")
    assert "waiting" in bench.find("sign-in.permission.Administrator").accessibleDescription()
    await bench.press()
    assert "holds" in bench.find("sign-in.permission.api").accessibleDescription()


async def test_on_gitlab_com_no_administrator_is_asked_for(open_window):
    bench = await open_window()
    await bench.open("sign-in")
    bench.visit.change("gitlab", gitlab_url="https://gitlab.com", route=Route.SAAS)
    bench.shell.go("jira")
    bench.shell.go("sign-in")
    await bench.rest()
    assert bench.page.token_part.link() == (
        "https://gitlab.com/-/user_settings/personal_access_tokens?name=GitLab-Jira+wizard&scopes=api"
    )
    assert bench.shell.findChild(QWidget, "sign-in.permission.Maintainer") is not None


async def test_the_page_that_makes_a_right_token_opens_in_the_browser(open_window):
    bench = await open_window(mode="live")
    page = await bench.open("sign-in")
    await bench.click("sign-in.make-token")
    assert bench.opened == [page.token_part.link()]
    assert bench.opened[0].startswith(f"{GITLAB}/-/user_settings/")
    assert "scopes=api,admin_mode" in bench.opened[0]


async def test_a_token_of_atlassian_is_not_sent_to_gitlab_and_the_right_one_is(open_window):
    bench = await open_window(known=False)
    page = await bench.open("sign-in")
    page.token.edit.setText("ATATT3xFfGF0CANARYcanary")
    await bench.press()
    assert "belongs to the page Jira" in page.result.text.text()
    assert f"sign in {GITLAB}" not in bench.desk.asked
    page.token.edit.setText("glpat-CANARY0123456789")
    await bench.press()
    assert page.verb() == "Next"


async def _by_browser(bench):
    page = await bench.open("sign-in")
    await bench.click("sign-in.way.browser")
    page.panel.client_id.setText("0a" * 32)
    return page


async def test_the_browser_opens_with_the_link_and_its_answer_signs_in(open_window):
    bench = await open_window(mode="live", known=False)
    page = await _by_browser(bench)
    assert page.verb() == "Open the browser"
    await bench.press()
    assert len(bench.opened) == 1
    assert bench.opened[0].startswith(f"{GITLAB}/oauth/authorize?")
    assert page.verb() == "Next"


async def test_a_refusal_in_the_browser_is_a_card_and_a_second_try_finishes(open_window):
    bench = await open_window("oauth-denied", known=False)
    page = await _by_browser(bench)
    await bench.press()
    assert bench.cards() == ["oauth-denied"]
    bench.desk.troubles.clear()
    await bench.click("sign-in.card-0.again")
    assert page.verb() == "Next"


async def test_while_the_browser_is_waited_for_there_is_a_clock_more_time_and_the_link_and_cancel_ends_it(open_window):
    bench = await open_window("oauth-waiting", known=False)
    page = await _by_browser(bench)
    bench.shell.press()
    for _ in range(8):
        await asyncio.sleep(0)
    assert page.panel.waiting.isVisible()
    assert any("5:00 left" in label.text() for label in page.panel.findChildren(QLabel))
    QTest.mouseClick(bench.find("sign-in.copy-link"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().startswith(f"{GITLAB}/oauth/authorize?")
    QTest.mouseClick(bench.find("sign-in.more-time"), Qt.MouseButton.LeftButton)
    for _ in range(4):
        await asyncio.sleep(0)
    assert "renew" in bench.desk.asked
    bench.shell.cancel()
    await bench.rest()
    assert not page.panel.waiting.isVisible()
    assert bench.visit.spawn.running("sign-in") == []
    bench.desk.troubles.clear()
    await bench.press()
    assert page.verb() == "Next"


async def test_the_secret_of_an_application_is_no_application_id_and_is_removed(open_window):
    bench = await open_window(known=False)
    page = await _by_browser(bench)
    page.panel.client_id.setText("gloas-" + "0a" * 32)
    await bench.press()
    assert page.panel.client_id.text() == ""
    assert "Secret" in page.result.text.text()
    assert not any("browser" in asked for asked in bench.desk.asked)


async def test_a_keyring_that_was_locked_is_asked_again_on_wish(open_window):
    bench = await open_window(keyring=KeyringState.LOCKED, mode="live")
    await bench.open("sign-in")
    assert not bench.find("sign-in.keeping.keyring").isEnabled()
    bench.desk._keyring = KeyringState.READY
    await bench.click("sign-in.keeping.again")
    assert bench.find("sign-in.keeping.keyring").isEnabled()
    await bench.press()
    assert bench.desk.keeping == [Keeping.KEYRING]


async def test_what_is_missing_is_said_with_what_it_is_for_and_how_to_get_it(open_window):
    bench = await open_window("sign-in", known=False)
    page = await bench.open("sign-in")
    page.token.edit.setText("glpat-first")
    await bench.press()
    assert bench.find("sign-in.permission.api").note.text().startswith("missing, for: ")
    assert "To get it: make a new token" in bench.find("sign-in.permission.api").note.text()
    bench.desk.troubles.clear()
    page.token.edit.setText("glpat-second")
    await bench.press()
    assert "missing" not in bench.find("sign-in.permission.api").note.text()


async def test_what_was_said_of_a_token_goes_with_the_next_try(open_window):
    bench = await open_window("sign-in", known=False)
    page = await bench.open("sign-in")
    page.token.edit.setText("glpat-first")
    await bench.press()
    page.token.edit.setText("ATATT3xFfGF0canarycanary")
    await bench.press()
    assert (bench.cards(), page.result.text.text()[:41]) == ([], "That is a token of an Atlassian account. ")
    assert page.token.edit.property("wrong") is True


async def test_what_was_said_of_a_token_goes_when_the_browser_is_chosen(open_window):
    bench = await open_window("sign-in", known=False)
    page = await bench.open("sign-in")
    page.token.edit.setText("glpat-first")
    await bench.press()
    page.ways.browser.setChecked(True)
    assert (bench.cards(), page.verb()) == ([], "Open the browser")
    page.ways.token.setChecked(True)
    bench.desk.troubles.clear()
    page.token.edit.setText("glpat-second")
    await bench.press()
    assert page.verb() == "Next"


async def test_a_refused_second_token_leaves_the_first_sign_in_and_the_page_says_so(open_window, monkeypatch):
    bench = await open_window(known=False)
    page = await bench.open("sign-in")
    page.token.edit.setText("glpat-first")
    await bench.press()

    async def refuse(*_asked, **_how):
        raise Refused("http-401", {"status": "401", "host": "gitlab.example.com"})

    with monkeypatch.context() as patch:
        patch.setattr(bench.desk, "sign_in_gitlab", refuse)
        page.token.edit.setText("glpat-second")
        assert page.verb() == "Sign in"
        await bench.press()
    assert bench.cards() == ["gitlab-token-invalid"]
    said = "The new one is not used. Still signed in as Dana Admin; empty the field to go on with that."
    assert page.result.text.text() == said
    assert page.token.edit.selectedText() != ""
    QTest.keyClick(page.token.edit, Qt.Key.Key_Backspace)
    assert page.token.edit.text() == ""
    assert bench.visit.state("sign-in") is StepState.DONE
    assert page.verb() == "Next"
    await bench.press()
    assert bench.page.step == "jira"


async def test_a_refused_token_stays_masked_in_its_field_until_a_corrected_one_is_accepted(open_window, monkeypatch):
    bench = await open_window(known=False)
    page = await bench.open("sign-in")
    asked = []
    answer = bench.desk.sign_in_gitlab

    async def sign_in(url, token, keeping, *, alone):
        asked.append(token.reveal())
        if token.reveal() != "glpat-right":
            raise Refused("http-401", {"status": "401", "host": "gitlab.example.com"})
        return await answer(url, token, keeping, alone=alone)

    monkeypatch.setattr(bench.desk, "sign_in_gitlab", sign_in)
    QTest.keyClicks(page.token.edit, "glpat-righ")
    await bench.press()
    assert (page.token.edit.text(), page.token.edit.echoMode()) == ("glpat-righ", QLineEdit.EchoMode.Password)
    await bench.click("sign-in.card-0.again")
    QTest.keyClick(page.token.edit, Qt.Key.Key_End)
    QTest.keyClicks(page.token.edit, "t")
    await bench.press()
    assert asked == ["glpat-righ", "glpat-righ", "glpat-right"]
    assert (page.token.edit.text(), page.verb()) == ("", "Next")
