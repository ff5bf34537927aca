"""What the page of the integration asks for stands in order, is counted, and stays where it is."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.pages.integration_kit import come, type_in
from wizard.ui.keeping_choice import KeepingChoice


def _bar(bench):
    return bench.shell.stack.areas["integration"].verticalScrollBar()


async def test_named_projects_are_counted_at_once_and_those_of_groups_by_asking(open_window):
    bench = await open_window()
    page = await come(bench)
    assert page.where.count.text() == "No project is chosen yet."
    page.where.take(("platform/app", "other/one"))
    await bench.rest()
    assert page.where.count.text() == "2 projects are chosen."
    assert "count" not in bench.desk.asked
    await type_in(bench, "integration.groups", "platform")
    page.where._pause.timeout.emit()
    await bench.rest()
    assert page.where.count.text() == "4 projects are chosen."


async def test_a_count_that_gitlab_does_not_give_is_said_and_told_when_it_answers(open_window):
    bench = await open_window("broken")
    page = await come(bench)
    await type_in(bench, "integration.groups", "platform")
    page.where._pause.timeout.emit()
    await bench.rest()
    assert "could not be asked" in page.where.count.text()
    bench.desk.troubles.clear()
    page.where._pause.timeout.emit()
    await bench.rest()
    assert page.where.count.text() == "3 projects are chosen."


async def test_groups_have_no_number_of_projects(open_window):
    bench = await open_window()
    page = await come(bench)
    page.where.scopes["group"].click()
    await bench.rest()
    assert not page.where.count.isVisible()
    page.where.scopes["project"].click()
    await bench.rest()
    assert page.where.count.isVisible()


async def test_a_test_of_the_settings_leaves_the_page_where_it_is_and_says_its_result(open_window):
    bench = await open_window()
    page = await come(bench)
    await type_in(bench, "integration.groups", "platform")
    _bar(bench).setValue(0)
    await bench.press()
    assert page.verb() == "Next"
    assert _bar(bench).value() == 0
    assert any("Signed in as Ada Lovelace" in line for line in bench.shell.messages.lines())


async def test_the_status_of_the_issue_is_said_and_a_done_one_is_warned_of_until_another_is_named(open_window):
    bench = await open_window("done issue")
    page = await come(bench)
    await type_in(bench, "integration.groups", "platform")
    await bench.press()
    await bench.rest()
    assert page.issue.result.text.text() == "PLAT-214 is in the status Done. Choose one that is still open."
    bench.desk.troubles.clear()
    await type_in(bench, "integration.proof-issue", "plat-7")
    await bench.rest()
    assert page.issue.result.text.text() == "PLAT-7 is in the status In Progress."
    await bench.press()
    assert bench.page.step == "checks"


async def test_the_issue_stands_before_what_links_to_it_and_its_fields_before_their_words(open_window):
    bench = await open_window()
    page = await come(bench)
    tops = [one.mapTo(page, one.rect().topLeft()).y() for one in (page.account, page.proof, page.settings)]
    assert tops == sorted(tops)
    assert page.issue.y() < 80


async def test_details_of_the_token_are_folded_and_told_in_a_line(open_window):
    bench = await open_window(mode="live")
    page = await come(bench)
    assert not page.token.isVisible()
    assert page.more._now.text() == "No end is noted. Kept in the keyring."
    await bench.click("integration.group.token.unfold")
    page.findChild(KeepingChoice)._session.click()
    await type_in(bench, "integration.expires", "2027-11-22")
    assert page.more._now.text() == "Ends on 2027-11-22. Kept in memory, for this session."


async def test_an_arrow_chooses_the_next_scope(open_window):
    bench = await open_window()
    page = await come(bench)
    page.where.scopes["project"].setFocus()
    bench.key(Qt.Key.Key_Right)
    await bench.rest()
    assert bench.visit.answers.integration.scope == "group"
    assert bench.shell.focusWidget() is page.where.scopes["group"]


async def test_what_jira_says_of_the_sign_in_stands_below_it_and_goes_with_the_next_test(open_window):
    bench = await open_window("integration", mode="live")
    page = await come(bench)
    await type_in(bench, "integration.groups", "platform")
    QTest.keyClicks(page.account.token.edit, "ATATT3xEXAMPLE")
    await bench.press()
    order = [page.body.indexOf(one) for one in (page._signs_in, page.faults, page.proof)]
    assert order == sorted(order)
    assert bench.cards() == ["integration-test-failed"]
    bench.desk.troubles.clear()
    await bench.press()
    assert bench.cards() == []
    assert page.verb() == "Next"


async def test_a_jira_of_ones_own_that_a_lab_suggests_is_taken_as_one_with_its_user(open_window, monkeypatch):
    bench = await open_window()
    own = {"jira": "https://jira.example.com", "old_jira": "https://jira.example.com", "old_user": "dana"}
    monkeypatch.setattr(bench.desk, "suggestions", lambda: {**own, "email": "dana@example.com"})
    page = await come(bench)
    assert page.account.kinds["server"].isChecked()
    assert (page.account.url.text(), page.account.user.text()) == ("https://jira.example.com", "dana")
    page.account.kinds["cloud"].click()
    await type_in(bench, "integration.url", "https://acme.atlassian.net")
    assert bench.visit.answers.jira.deployment == "cloud"
