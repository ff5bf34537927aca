"""Method: the way of an own private listing asks who owns it, takes no token for a name, and goes on without one."""

import pytest

from wizard.domain.route import Route
from wizard.ui.token_guard import TokenGuard


@pytest.fixture
async def bench(open_window):
    made = await open_window("ways")
    await made.open("method")
    return made


async def test_the_vendor_is_asked_where_the_listing_is_chosen_and_goes_into_the_answers(bench):
    assert not bench.find("method.vendor").isVisible()
    await bench.click("method.row.listing")
    field = bench.find("method.vendor")
    assert field.isVisible()
    field.insert(" Acme ")
    await bench.press()
    assert (bench.visit.answers.route, bench.visit.answers.listing.vendor) == (Route.LISTING, "Acme")
    assert bench.page.step == "groups"


async def test_the_vendor_may_stay_empty(bench):
    await bench.click("method.row.listing")
    await bench.press()
    assert bench.page.step == "groups"
    assert bench.visit.answers.listing.vendor == ""


async def test_what_was_named_before_stands_there_again(bench):
    await bench.click("method.row.listing")
    bench.find("method.vendor").insert("Acme")
    await bench.press()
    bench.shell.go("method")
    await bench.rest()
    assert bench.find("method.vendor").text() == "Acme"


async def test_a_token_in_the_field_is_removed_unread_and_a_name_then_taken(bench):
    await bench.click("method.row.listing")
    field = bench.find("method.vendor")
    field.insert("glpat-" + "x1Y2" * 5)
    assert field.text() == ""
    assert "removed unread" in bench.find("method.vendor-result").text.text()
    for guard in field.findChildren(TokenGuard):
        guard.rest.stop()
    field.insert("Acme")
    assert bench.find("method.vendor-result").isHidden()
    await bench.press()
    assert bench.visit.answers.listing.vendor == "Acme"
