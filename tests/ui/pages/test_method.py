from wizard.domain.route import Route
from wizard.ui import sample_values


async def test_only_ways_that_work_here_can_be_chosen_and_the_others_say_why(open_window):
    bench = await open_window()
    page = await bench.open("method")
    assert list(page.choices) == ["marketplace"]
    shown = {bench.find(f"method.row.{row.id}").accessibleName() for row in sample_values.ROUTES}
    assert len(shown) == len(Route)


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
