"""The page of the integration leads a move: the old Jira, its user, and whether older texts are rendered anew."""

from tests.ui.pages.integration_kit import come, type_in


async def test_an_old_jira_is_named_and_then_no_place_has_to_be_chosen(open_window):
    bench = await open_window()
    page = await come(bench)
    assert page.settings.moving.summary(bench.visit.answers) == "Nothing is moved"
    await bench.click("integration.group.move.unfold")
    await type_in(bench, "integration.from_url", "https://jira.example.com")
    await type_in(bench, "integration.from_username", "dana")
    page.settings.moving.render_anew.click()
    wanted = bench.visit.answers.integration
    assert (wanted.from_url, wanted.from_username) == ("https://jira.example.com", "dana")
    assert wanted.refresh_markdown is True
    assert page.settings.moving.summary(bench.visit.answers) == "From https://jira.example.com"
    await bench.press()
    assert page.verb() == "Next"


async def test_an_old_address_that_cannot_be_read_is_said_at_its_field_and_mended(open_window):
    bench = await open_window()
    page = await come(bench)
    await bench.click("integration.group.move.unfold")
    await type_in(bench, "integration.from_url", "not an address")
    await bench.press()
    assert bench.shell.focusWidget() is page.settings.moving.old.edit
    assert page.settings.moving.old.result.text.text()
    await type_in(bench, "integration.from_url", "https://jira.example.com")
    await bench.press()
    assert page.verb() == "Next"
