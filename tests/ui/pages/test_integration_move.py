"""The page of the integration leads a move: the old Jira, its user, and whether older texts are rendered anew."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

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


async def _moving(open_window, **parts):
    bench = await open_window()
    page = await come(bench)
    bench.visit.change("integration", integration_from_url="https://jira.acme.example", **parts)
    page.enter()
    await bench.click("integration.group.move.unfold")
    return bench, page.settings.moving


async def _clear(bench, identifier):
    field = bench.find(identifier)
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Qt.Key.Key_Delete)
    bench.shell.setFocus()
    await bench.rest()


async def test_users_keys_and_transitions_that_are_set_there_are_filled_in_and_decide_nothing_yet(
    open_window,
):
    bench, moving = await _moving(open_window)
    await bench.click("integration.read-old")
    found = {field: [one.old.text() for one in table.lines] for field, table in moving.tables.items()}
    assert found == {"new_users": ["gitlab", "ada@example.com"], "new_keys": ["PLT"], "new_transitions": ["5", "701"]}
    moving.tables["new_users"].lines[0].old.editingFinished.emit()
    assert dict(bench.visit.answers.integration.new_users) == {}


async def test_what_becomes_of_them_is_told_and_stays_when_the_page_comes_again(open_window):
    bench, moving = await _moving(open_window)
    await bench.click("integration.read-old")
    await type_in(bench, "integration.new-users.new-1", "gitlab@acme.example")
    await type_in(bench, "integration.new-keys.new-1", "PLAT")
    await type_in(bench, "integration.new-transitions.new-2", "31")
    wanted = bench.visit.answers.integration
    assert dict(wanted.new_users) == {"gitlab": "gitlab@acme.example"}
    assert dict(wanted.new_keys) == {"PLT": "PLAT"}
    assert dict(wanted.new_transitions) == {"701": "31"}
    bench.page.enter()
    assert [one.new.text() for one in moving.tables["new_users"].lines] == ["gitlab@acme.example", ""]
    await _clear(bench, "integration.new-users.new-1")
    assert dict(bench.visit.answers.integration.new_users) == {}


async def test_an_old_number_whose_new_one_was_taken_away_is_left_out_on_purpose(open_window):
    bench, _moving_part = await _moving(open_window, integration_new_transitions={"5": "31"})
    await _clear(bench, "integration.new-transitions.new-1")
    assert dict(bench.visit.answers.integration.new_transitions) == {"5": ""}


async def test_a_line_can_be_added_and_one_that_cannot_be_read_is_mended_at_its_field(open_window):
    bench, moving = await _moving(open_window)
    await bench.click("integration.new-keys.add")
    assert bench.shell.focusWidget() is moving.tables["new_keys"].lines[0].old
    await type_in(bench, "integration.new-keys.old-1", "PLT")
    await type_in(bench, "integration.new-keys.new-1", "no key")
    await bench.press()
    assert bench.shell.focusWidget() is moving.tables["new_keys"].lines[0].new
    assert "mapping cannot be read" in moving.tables["new_keys"].result.text.text()
    await type_in(bench, "integration.new-keys.new-1", "PLAT")
    assert not moving.tables["new_keys"].result.isVisible()
    await bench.press()
    assert bench.page.verb() == "Next"


async def test_a_token_typed_as_a_name_is_removed_unread(open_window):
    bench, moving = await _moving(open_window)
    await bench.click("integration.new-users.add")
    field = moving.tables["new_users"].lines[0].new
    field.setText("ATATT3xFfGF0EXAMPLE0123456789")
    field.textEdited.emit("")
    assert field.text() == ""
    assert "removed unread" in moving.tables["new_users"].result.text.text()


async def test_without_an_old_jira_nothing_is_asked_about_its_names(open_window):
    bench = await open_window()
    page = await come(bench)
    await bench.click("integration.group.move.unfold")
    assert not any(table.isVisible() for table in page.settings.moving.tables.values())
    assert not page.settings.moving.look.isEnabled()
