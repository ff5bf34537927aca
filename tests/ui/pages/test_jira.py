import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from wizard.ui.sample_values import JIRA
from wizard.ui.step_state import StepState
from wizard.ui.token_guard import TokenGuard


async def test_a_bare_site_name_is_read_as_its_address_and_the_test_leads_on(open_window):
    bench = await open_window()
    page = await bench.open("jira")
    page.site.setText("acme")
    page.email.setText("dana@example.com")
    await bench.press()
    assert bench.visit.answers.jira.url == JIRA
    assert page.result.text.text() == "Signed in as Dana Admin."
    await bench.press()
    assert bench.page.step == "method"


@pytest.mark.parametrize(
    "typed", ["https://jira.example.com", "ftp://acme.atlassian.net", "https://evil.example/acme.atlassian.net"]
)
async def test_what_is_no_jira_cloud_site_is_refused_beside_the_field(open_window, typed):
    bench = await open_window(suggest=False)
    page = await bench.open("jira")
    bench.visit.change("gitlab", jira_url="")
    page.site.setText(typed)
    await bench.press()
    assert page.site.property("wrong") is True
    assert not any(asked.startswith("sign in") for asked in bench.desk.asked)


async def test_a_user_who_is_no_site_administrator_is_a_card_and_asking_again_can_finish(open_window):
    bench = await open_window("jira")
    page = await bench.open("jira")
    await bench.press()
    assert bench.cards() == ["jira-user-not-site-admin"]
    bench.desk.troubles.clear()
    await bench.click("jira.card-0.again")
    assert page.verb() == "Next"


async def test_a_service_account_is_told_before_its_token_is_sent_and_a_person_signs_in(open_window):
    bench = await open_window()
    page = await bench.open("jira")
    right = page.email.text()
    page.email.setText("gitlab-1a2b@serviceaccount.atlassian.com")
    await bench.press()
    assert "service account" in page.email_result.text.text()
    assert not any(asked.startswith("sign in") for asked in bench.desk.asked)
    page.email.clear()
    QTest.keyClicks(page.email, right)
    assert page.email_result.text.text() == ""
    await bench.press()
    assert page.verb() == "Next"


async def test_a_missing_mail_address_has_the_focus(open_window):
    bench = await open_window()
    page = await bench.open("jira")
    page.email.setText("")
    await bench.press()
    assert bench.shell.focusWidget() is page.email
    assert "e-mail address is missing" in page.email_result.text.text()
    assert page.email.property("wrong") is True


@pytest.mark.parametrize("typed", ["nomail", "dana@", "@acme.example", "dana admin@acme.example"])
async def test_what_is_no_mail_address_is_called_so_beside_its_field_and_stays_typed(open_window, typed):
    bench = await open_window()
    page = await bench.open("jira")
    page.email.setText(typed)
    await bench.press()
    assert "no e-mail address" in page.email_result.text.text()
    assert page.email.text() == typed
    assert not any(asked.startswith("sign in") for asked in bench.desk.asked)


@pytest.mark.parametrize(("field", "typed"), [("site", "http://acme.atlassian.net"), ("email", "nomail"), ("site", "")])
async def test_what_was_tested_before_does_not_speak_for_what_is_typed_now(open_window, field, typed):
    bench = await open_window()
    page = await bench.open("jira")
    await bench.press()
    assert page.verb() == "Next"
    getattr(page, field).setFocus()
    getattr(page, field).selectAll()
    QTest.keyClick(getattr(page, field), Qt.Key.Key_Delete)
    QTest.keyClicks(getattr(page, field), typed)
    assert page.verb() == "Test connection"
    QTest.keyClick(getattr(page, field), Qt.Key.Key_Return)
    await bench.rest()
    assert bench.page.step == "jira"
    assert getattr(page, field).property("wrong") is True


@pytest.mark.parametrize("field", ["site", "email"])
async def test_a_token_in_another_field_is_removed_unread(open_window, field):
    bench = await open_window(suggest=False)
    page = await bench.open("jira")
    edit = getattr(page, field)
    edit.setText("")
    QTest.keyClicks(edit, "ATATT3xFfGF0CANARYcanary")
    assert edit.text() == ""
    assert "removed unread" in getattr(page, "site_result" if field == "site" else "email_result").text.text()
    assert "CANARY" not in repr(bench.visit.answers)


async def test_a_token_of_gitlab_is_not_sent_to_jira_and_the_right_one_is(open_window):
    bench = await open_window(known=False)
    page = await bench.open("jira")
    page.token.edit.setText("glpat-CANARY0123456789")
    await bench.press()
    assert "token of GitLab" in page.result.text.text()
    assert not any(asked.startswith("sign in") for asked in bench.desk.asked)
    page.token.edit.setText("ATATT3xFfGF0CANARYcanary")
    await bench.press()
    assert page.verb() == "Next"


async def test_a_jira_of_ones_own_is_a_card_and_a_cloud_site_finishes(open_window):
    bench = await open_window("own-jira")
    page = await bench.open("jira")
    page.site.setText("https://jira.example.com")
    await bench.press()
    assert bench.cards() == ["jira-not-cloud"]
    page.site.setText("acme")
    await bench.press()
    assert page.verb() == "Next"


async def test_a_custom_domain_offers_its_site_and_nothing_is_sent_there_but_the_question(open_window):
    bench = await open_window()
    page = await bench.open("jira")
    page.site.setText("https://jira.acme.example/browse/PLAT-1")
    await bench.press()
    assert bench.desk.asked[-1] == "look at https://jira.acme.example"
    await bench.click("jira.site-result.offer-0")
    assert bench.visit.answers.jira.url == JIRA
    await bench.press()
    assert page.verb() == "Next"


async def test_the_page_that_makes_a_token_opens_in_the_browser(open_window):
    bench = await open_window(mode="live")
    await bench.open("jira")
    await bench.click("jira.make-token")
    assert bench.opened == ["https://id.atlassian.com/manage-profile/security/api-tokens"]


async def test_an_empty_site_is_said_to_be_missing(open_window):
    bench = await open_window()
    page = await bench.open("jira")
    page.site.setText("")
    await bench.press()
    assert page.site_result.text.text() == "The address of the Jira site is missing; enter the one you open Jira with."


@pytest.mark.parametrize("field", ["site", "email"])
async def test_a_removed_token_is_still_said_after_the_test_was_pressed_and_the_right_value_mends_it(
    open_window, field
):
    bench = await open_window()
    page = await bench.open("jira")
    right = getattr(page, field).text()
    getattr(page, field).setText("ATATT3xFfGF0CANARYcanary")
    await bench.press()
    result = getattr(page, f"{field}_result")
    assert "token and was removed" in result.text.text()
    await bench.press()
    assert "token and was removed" in result.text.text()
    for guard, _field, _result in page.form._guards:
        guard.rest.stop()  # the pause after which what is typed is no rest of the token
    getattr(page, field).setText(right)
    await bench.press()
    assert page.verb() == "Next"


async def test_who_went_to_another_field_meanwhile_keeps_it(open_window, monkeypatch, qtbot):
    bench = await open_window()
    page = await bench.open("jira")
    sign_in = bench.desk.sign_in_jira

    async def slowly(*asked):
        page.email.setFocus()
        return await sign_in(*asked)

    monkeypatch.setattr(bench.desk, "sign_in_jira", slowly)
    page.token.edit.setFocus()
    QTest.keyClicks(page.token.edit, "ATATTx")
    with qtbot.assertNotEmitted(page.came_to_end):
        await bench.press()
    assert (page.verb(), bench.shell.focusWidget()) == ("Next", page.email)


async def test_what_was_said_of_one_field_stays_while_another_is_mended_and_is_listed_again(open_window, qtbot):
    bench = await open_window()
    page = await bench.open("jira")
    page.site.setText("")
    page.email.setText("")
    for field, typed in ((page.email, "glpat-abcdefghij0123456789"), (page.site, "no site")):
        field.setFocus()
        QTest.keyClicks(field, typed)
    await bench.press()
    said = page.email_result.text.text()
    assert said == "That looked like a token of GitLab and was removed unread. It belongs to the page Sign-in."
    assert bench.shell.faults.told() == (page.site_result.text.text(), said)
    qtbot.waitUntil(lambda: not any(guard.rest.isActive() for guard in page.findChildren(TokenGuard)))
    page.site.setText("acme")
    page.email.setText("dana@example.com")
    await bench.press()
    assert page.verb() == "Next"


async def test_a_refused_token_stays_in_its_field_and_trying_again_asks_with_it_until_it_is_accepted(
    open_window, monkeypatch
):
    bench = await open_window("jira")
    page = await bench.open("jira")
    asked = []
    answer = bench.desk.sign_in_jira

    async def sign_in(url, email, token, keeping):
        asked.append(token.reveal())
        return await answer(url, email, token, keeping)

    monkeypatch.setattr(bench.desk, "sign_in_jira", sign_in)
    page.token.edit.setText("ATATT3-typed")
    await bench.press()
    assert page.token.edit.text() == "ATATT3-typed"
    bench.desk.troubles.clear()
    await bench.click("jira.card-0.again")
    assert asked == ["ATATT3-typed", "ATATT3-typed"]
    assert (page.token.edit.text(), page.verb()) == ("", "Next")


async def test_whoever_does_not_count_for_gitlab_is_marked_as_failed_like_the_card_below(open_window):
    bench = await open_window("jira")
    await bench.open("jira")
    await bench.press()
    assert bench.find("jira.row.site-admin").accessibleDescription().startswith("failed")


async def _note(bench, page, day: str) -> None:
    page.form.day.line.edit.clear()
    QTest.keyClicks(page.form.day.line.edit, day)
    page.form.day.line.edit.editingFinished.emit()
    await bench.rest()


async def test_the_last_day_of_the_token_is_noted_without_another_test_of_the_sign_in(open_window):
    bench = await open_window()
    page = await bench.open("jira")
    await bench.press()
    assert page.verb() == "Next"
    await _note(bench, page, " 2027-03-01 ")
    assert bench.visit.answers.jira.token_expires == "2027-03-01"
    assert page.verb() == "Next"
    await bench.press()
    assert bench.page.step == "method"


async def test_a_year_from_now_is_entered_by_a_button(open_window):
    bench = await open_window()
    page = await bench.open("jira")
    await _note(bench, page, "soon")
    await bench.press()
    await bench.click("jira.expires-year")
    assert bench.visit.answers.jira.token_expires == "2027-11-21"
    assert page.form.day.line.result.text.text() == ""


@pytest.mark.parametrize(
    ("day", "said"),
    [("22.11.2027", "is no day"), ("2026-11-20", "is over"), ("2027-11-23", "a year at most"), ("soon", "is no day")],
)
async def test_a_day_that_cannot_be_right_is_refused_beside_its_field_and_stays_typed(open_window, day, said):
    bench = await open_window()
    page = await bench.open("jira")
    await _note(bench, page, day)
    await bench.press()
    line = page.form.day.line
    assert said in line.result.text.text()
    assert (line.edit.text(), line.edit.property("wrong"), bench.page.step) == (day, True, "jira")
    assert not any(asked.startswith("sign in") for asked in bench.desk.asked)
    for step in ("gitlab", "jira"):
        bench.shell.go(step)
        await bench.rest()
    assert page.form.day.line.edit.text() == day
    await _note(bench, page, "2027-03-01")
    assert page.form.day.line.result.text.text() == ""
    await bench.press()
    assert page.verb() == "Next"


async def test_a_day_that_is_over_holds_up_whoever_was_signed_in_before(open_window):
    bench = await open_window()
    page = await bench.open("jira")
    await bench.press()
    await _note(bench, page, "2026-11-20")
    assert page.verb() == "Test connection"
    await bench.press()
    assert "is over" in page.form.day.line.result.text.text()
    assert bench.shell.focusWidget() is page.form.day.line.edit


async def test_a_token_in_the_field_of_the_day_is_removed_unread(open_window):
    bench = await open_window()
    page = await bench.open("jira")
    await _note(bench, page, "ATATT3xFfGF0CANARYcanary")
    assert (page.form.day.line.edit.text(), bench.visit.answers.jira.token_expires) == ("", "")


async def test_the_day_of_a_token_touches_no_step_that_was_gone_through(open_window):
    bench = await open_window()
    page = await bench.open("jira")
    await bench.press()
    bench.visit.mark("method", StepState.DONE)
    await _note(bench, page, "2027-03-01")
    assert bench.visit.state("method") is StepState.DONE
