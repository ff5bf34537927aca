"""Tokens of the further users of a move are tried one by one on the page of the integration."""

from PySide6.QtTest import QTest

from tests.ui.pages.integration_kit import come


async def _two_users(open_window, *troubles, mode="live"):
    bench = await open_window(*troubles, mode=mode)
    page = await come(bench)
    bench.visit.change(
        "integration",
        integration_from_url="https://jira.acme.example",
        integration_new_users={"gitlab": "gitlab@acme.example", "eve": "eve@acme.example"},
    )
    page.enter()
    await bench.rest()
    return bench, page.user_tokens


async def test_each_further_user_has_a_field_and_others_have_none(open_window):
    bench, tokens = await _two_users(open_window)
    assert list(tokens.users) == ["gitlab@acme.example", "eve@acme.example"]
    assert tokens.isVisible()
    bench.visit.change("integration", integration_new_users={})
    bench.page.enter()
    assert not tokens.isVisible()


async def test_a_token_that_jira_takes_is_kept_and_gone_from_its_field(open_window):
    bench, tokens = await _two_users(open_window)
    one = tokens.users["eve@acme.example"]
    QTest.keyClicks(one.field.edit, "ATATT3xEXAMPLE")
    await bench.click("integration.token-of-2.test")
    assert bench.desk.integration.tokens[-1].reveal() == "ATATT3xEXAMPLE"
    assert not one.field.filled()
    assert one.result.text.text() == "Jira takes it as Ada Lovelace."


async def test_one_that_jira_refuses_stays_masked_and_another_is_taken(open_window):
    bench, tokens = await _two_users(open_window, "integration")
    one = tokens.users["gitlab@acme.example"]
    QTest.keyClicks(one.field.edit, "ATATT3xEXAMPLE")
    await bench.click("integration.token-of-1.test")
    assert one.result.text.text().startswith("Jira does not take these credentials.")
    assert one.field.filled()
    bench.desk.troubles.clear()
    await bench.click("integration.token-of-1.test")
    assert one.result.text.text().startswith("Jira takes it")


async def test_none_that_is_known_is_said_and_one_of_gitlab_is_not_sent(open_window):
    bench, tokens = await _two_users(open_window, "missing")
    one = tokens.users["gitlab@acme.example"]
    await bench.click("integration.token-of-1.test")
    assert one.result.text.text() == "No token of gitlab@acme.example is known; paste it above."
    QTest.keyClicks(one.field.edit, "glpat-EXAMPLE0123456789")
    sent = len(bench.desk.integration.tokens)
    await bench.click("integration.token-of-1.test")
    assert "token of GitLab" in one.result.text.text()
    assert len(bench.desk.integration.tokens) == sent
    one.field.take()
    QTest.keyClicks(one.field.edit, "ATATT3xEXAMPLE")
    await bench.click("integration.token-of-1.test")
    assert one.result.text.text().startswith("Jira takes it")


async def test_leaving_the_page_forgets_what_was_not_tested(open_window):
    bench, tokens = await _two_users(open_window)
    one = tokens.users["gitlab@acme.example"]
    QTest.keyClicks(one.field.edit, "ATATT3xEXAMPLE")
    bench.shell.go("sign-in")
    assert not one.field.filled()
