from dataclasses import replace

from PySide6.QtCore import Qt

from wizard.domain.route import OFFERED, Route
from wizard.journey.route_terms import TERMS
from wizard.ui import sample_values
from wizard.ui.step_state import StepState


async def test_only_ways_that_work_here_can_be_chosen_and_the_others_say_why(open_window):
    bench = await open_window()
    page = await bench.open("method")
    assert list(page.choices) == ["marketplace"]
    shown = {bench.find(f"method.row.{row.id}").accessibleName() for row in sample_values.ROUTES}
    assert len(shown) == len(sample_values.ROUTES)


async def test_next_goes_on_with_the_recommended_way(open_window):
    bench = await open_window()
    page = await bench.open("method")
    assert page.choices["marketplace"].isChecked()
    await bench.press()
    assert bench.page.step == "groups"


async def test_a_failure_is_a_card_and_trying_again_can_finish(open_window):
    bench = await open_window("broken")
    page = await bench.open("method")
    assert bench.cards() == ["network-timeout"]
    bench.desk.troubles.clear()
    await bench.click("method.card-0.again")
    assert page.choices["marketplace"].isChecked()


async def test_after_a_failed_look_next_asks_again_and_the_flow_is_finished(open_window):
    bench = await open_window("broken")
    page = await bench.open("method")
    assert page.verb_enabled()
    bench.desk.asked.clear()
    await bench.press()
    assert bench.desk.asked == ["routes"]
    assert bench.cards() == ["network-timeout"]
    bench.desk.troubles.clear()
    await bench.press()
    assert bench.cards() == []
    assert page.notices.about() == ()
    await bench.press()
    assert bench.page.step == "groups"


async def test_where_nothing_is_recommended_next_asks_to_choose_and_the_keys_do(open_window, monkeypatch, qtbot):
    bench = await open_window()
    either = [replace(row, offered=row.id in ("saas", "manual"), recommended=False) for row in sample_values.ROUTES]
    monkeypatch.setattr(sample_values, "ROUTES", tuple(either))
    page = await bench.open("method")
    await bench.press()
    assert bench.page.step == "method"
    assert page.notices.about() == ("choose",)
    assert bench.shell.focusWidget() is page.choices["saas"]
    qtbot.waitUntil(page.choices["manual"].isVisible)
    bench.key(Qt.Key.Key_Down)
    bench.key(Qt.Key.Key_Space)
    assert bench.visit.answers.route is Route.MANUAL
    assert page.notices.about() == ()
    await bench.press()
    assert bench.page.step == "groups"


async def test_a_way_that_a_file_names_and_that_does_not_work_here_is_refused_until_another_is_chosen(open_window):
    bench = await open_window()
    bench.visit.start_over(sample_values.ANSWERS.with_(route=Route.SAAS))
    bench.shell.go("method")
    await bench.rest()
    page = bench.page
    assert "Your GitLab is not GitLab.com." in bench.find("method.info.choose").accessibleName()
    assert bench.visit.state("method") is StepState.ATTENTION
    await bench.press()
    assert bench.page.step == "method"
    assert bench.visit.answers.route is Route.SAAS
    assert bench.shell.focusWidget() is page.choices["marketplace"]
    bench.key(Qt.Key.Key_Space)
    assert page.notices.about() == ()
    await bench.press()
    assert bench.page.step == "groups"
    assert bench.visit.state("method") is StepState.DONE


async def test_a_way_that_other_answers_ruled_out_is_not_replaced_by_itself(open_window, monkeypatch):
    bench = await open_window()
    await bench.open("method")
    await bench.press()
    rows = [replace(row, offered=row.id == "saas", recommended=row.id == "saas") for row in sample_values.ROUTES]
    monkeypatch.setattr(sample_values, "ROUTES", tuple(rows))
    bench.shell.go("method")
    await bench.rest()
    page = bench.page
    assert page.notices.about() == ("choose",)
    assert not page.choices["saas"].isChecked()
    await bench.click("method.row.saas")
    await bench.press()
    assert bench.visit.answers.route is Route.SAAS
    assert bench.page.step == "groups"


async def test_a_press_anywhere_on_a_way_chooses_it(open_window, monkeypatch):
    bench = await open_window()
    rows = [replace(row, offered=row.id in ("marketplace", "manual")) for row in sample_values.ROUTES]
    monkeypatch.setattr(sample_values, "ROUTES", tuple(rows))
    page = await bench.open("method")
    await bench.click("method.row.manual")
    assert page.choices["manual"].isChecked()
    assert bench.find("method.row.manual").property("kind") == "card-chosen"
    assert bench.find("method.row.marketplace").property("kind") == "card"


async def test_each_way_that_is_offered_says_what_it_changes_takes_and_leaves():
    assert set(TERMS) == set(OFFERED)


async def test_arrows_go_from_one_way_to_the_next(open_window, monkeypatch, qtbot):
    bench = await open_window()
    rows = [replace(row, offered=row.id in ("marketplace", "manual")) for row in sample_values.ROUTES]
    monkeypatch.setattr(sample_values, "ROUTES", tuple(rows))
    page = await bench.open("method")
    qtbot.waitUntil(page.choices["manual"].isVisible)
    bench.key(Qt.Key.Key_Down)
    assert page.choices["manual"].isChecked()
    assert page.choices["manual"].hasFocus()
    bench.key(Qt.Key.Key_Up)
    assert bench.visit.answers.route is Route.MARKETPLACE
