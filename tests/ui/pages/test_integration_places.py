"""The table of places on the page of the integration."""

from PySide6.QtCore import Qt

from tests.ui.pages.integration_kit import come, type_in


async def test_what_is_set_up_now_is_shown_counted_filtered_and_listed_one_by_one(open_window):
    bench = await open_window()
    page = await come(bench)
    await type_in(bench, "integration.groups", "platform")
    assert not page.places.table.isVisible()
    await bench.click("integration.look")
    assert page.places.count.text() == (
        "3 places, 1 not set up, 1 with own settings, 1 inherited, 1 that differ from above."
    )
    page.places._only("none")
    assert [row.scope.path for row in page.places.model.shown()] == ["platform/tools"]
    await bench.click("integration.singly")
    wanted = bench.visit.answers.integration
    assert (wanted.projects, wanted.groups) == (("platform/tools",), ())
    assert page.where.projects.toPlainText() == "platform/tools"
    assert not page.places.table.isVisible(), "other places are chosen now"


async def test_ten_thousand_places_are_sorted_and_shown_in_fixed_rows(open_window):
    bench = await open_window("many")
    page = await come(bench)
    await bench.click("integration.look")
    model = page.places.model
    assert model.rowCount() == 10_000
    page.places.table.horizontalHeader().sortIndicatorChanged.emit(0, Qt.SortOrder.DescendingOrder)
    assert model.data(model.index(0, 0)) == "platform/team-96/app-09990"


async def test_no_place_found_is_said_where_the_table_would_be(open_window):
    bench = await open_window("no places")
    page = await come(bench)
    await bench.click("integration.look")
    assert page.places.count.text() == "No place is chosen, or none is seen with this token."
