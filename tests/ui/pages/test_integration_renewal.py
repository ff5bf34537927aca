"""A new token alone: a box on the page of the integration sends it again and changes nothing else."""

from PySide6.QtTest import QTest

from tests.ui.pages.integration_kit import come, type_in


async def test_the_box_leaves_only_places_and_sign_in_to_decide_and_goes_on(open_window):
    bench = await open_window(mode="live")
    page = await come(bench)
    await type_in(bench, "integration.groups", "platform")
    page.renewal.box.click()
    assert bench.visit.answers.integration.renew_password
    assert not page.settings.isVisible()
    assert page.account.isVisible()
    QTest.keyClicks(page.account.token.edit, "ATATT3xEXAMPLE")
    await bench.press()
    await bench.press()
    assert bench.page.step == "checks"
    bench.shell.go("integration")
    await bench.rest()
    page.renewal.box.click()
    assert page.settings.isVisible()


async def test_it_is_not_offered_with_a_move_and_a_file_that_wants_both_is_mended_at_the_box(
    open_window,
):
    bench = await open_window()
    page = await come(bench)
    await type_in(bench, "integration.groups", "platform")
    bench.visit.change("integration", integration_from_url="https://jira.example.com")
    page.enter()
    assert not page.renewal.isVisible()
    bench.visit.change("integration", integration_renew_password=True)
    page.enter()
    await bench.press()
    assert bench.shell.focusWidget() is page.renewal.box
    assert page.renewal.result.isVisible()
    page.renewal.box.click()
    assert not page.renewal.result.isVisible()
    await bench.press()
    assert page.verb() == "Next"
