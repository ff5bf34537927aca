"""Method: the ways with a proxy of one's own ask for addresses in their card, and go on with right ones only."""

import pytest
from PySide6.QtCore import Qt

from wizard.domain.answers import LeafAnswers
from wizard.domain.route import Route
from wizard.ui.step_state import StepState
from wizard.ui.token_guard import TokenGuard

HUB, NORTH, SOUTH = "https://hub.example.com", "https://gitlab-north.example.com", "https://gitlab-south.example.com"


def retype(field, text: str) -> None:
    """Replace what stands in a field, as a person does who types."""
    field.selectAll()
    field.insert(text)


@pytest.fixture
async def bench(open_window):
    made = await open_window("ways")
    await made.open("method")
    return made


async def test_the_address_of_the_proxy_is_asked_where_its_way_is_chosen_and_nowhere_else(bench):
    assert not bench.find("method.address.proxy").isVisible()
    await bench.click("method.row.leaf")
    assert bench.find("method.address.proxy").isVisible()
    assert not bench.find("method.address.leaves").isVisible()
    await bench.click("method.row.marketplace")
    assert not bench.find("method.address.proxy").isVisible()


async def test_behind_a_proxy_nothing_goes_on_without_its_address_and_with_it_the_flow_is_finished(bench):
    await bench.click("method.row.leaf")
    await bench.press()
    assert bench.page.step == "method"
    field = bench.find("method.address.proxy")
    assert bench.shell.focusWidget() is field
    assert "address of the proxy is missing" in bench.find("method.address.proxy-result").text.text()
    retype(field, HUB)
    assert bench.find("method.address.proxy-result").isHidden()
    await bench.press()
    assert (bench.visit.answers.route, bench.visit.answers.proxy.url) == (Route.LEAF, HUB)
    assert bench.page.step == "groups"
    assert bench.visit.state("method") is StepState.DONE


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (f"{HUB}/tools", "has a path"),
        ("http://hub.example.com", "cannot be used"),
        ("https://gitlab.com", "no proxy of your own"),
        ("https://dana@hub.example.com", "cannot be used"),
    ],
)
async def test_a_proxy_that_cannot_be_one_is_refused_beside_its_field_and_mended_it_goes_on(bench, typed, said):
    await bench.click("method.row.leaf")
    field = bench.find("method.address.proxy")
    retype(field, typed)
    await bench.press()
    assert bench.page.step == "method"
    assert said in bench.find("method.address.proxy-result").text.text()
    assert bench.visit.answers.proxy.url == ""
    retype(field, HUB)
    await bench.press()
    assert bench.page.step == "groups"


@pytest.mark.parametrize("typed", ["hub.example.com", f"{HUB}/", f"  {HUB} "])
async def test_what_clearly_means_the_root_of_the_proxy_is_taken_as_such(bench, typed):
    await bench.click("method.row.leaf")
    retype(bench.find("method.address.proxy"), typed)
    await bench.press()
    assert bench.visit.answers.proxy.url == HUB


async def test_an_instance_is_not_behind_itself(bench):
    await bench.click("method.row.leaf")
    field = bench.find("method.address.proxy")
    retype(field, bench.visit.answers.gitlab.url)
    await bench.press()
    assert "cannot be behind itself" in bench.find("method.address.proxy-result").text.text()
    retype(field, HUB)
    await bench.press()
    assert bench.page.step == "groups"


async def test_a_token_in_the_field_of_the_proxy_is_removed_unread(bench):
    await bench.click("method.row.leaf")
    field = bench.find("method.address.proxy")
    retype(field, "glpat-EXAMPLE0123456789")
    assert field.text() == ""
    assert "removed unread" in bench.find("method.address.proxy-result").text.text()
    field.findChild(TokenGuard).rest.stop()  # as after a pause: what follows at once is the rest of the token
    retype(field, HUB)
    await bench.press()
    assert bench.page.step == "groups"


async def test_instances_behind_this_one_are_listed_a_line_each_and_may_be_none(bench):
    await bench.click("method.row.proxy")
    await bench.press()
    assert bench.page.step == "groups"
    bench.shell.go("method")
    await bench.rest()
    bench.find("method.address.leaves").setPlainText(f"{NORTH}\n\n{SOUTH}/\n{NORTH}")
    await bench.press()
    assert bench.visit.answers.leaf == (LeafAnswers(NORTH), LeafAnswers(SOUTH))
    assert bench.page.step == "groups"


async def test_a_line_that_is_no_address_is_refused_and_taken_out_it_goes_on(bench):
    await bench.click("method.row.proxy")
    field = bench.find("method.address.leaves")
    field.setPlainText(f"{NORTH}\nhttp://gitlab-south.example.com")
    await bench.press()
    assert bench.page.step == "method"
    assert "1 of 2" in bench.find("method.address.leaves-result").text.text() or bench.shell.focusWidget() is field
    assert field.property("wrong")
    field.setPlainText(NORTH)
    assert not field.property("wrong")
    await bench.press()
    assert bench.visit.answers.leaf == (LeafAnswers(NORTH),)


async def test_a_token_among_the_instances_is_removed_unread(bench):
    await bench.click("method.row.proxy")
    field = bench.find("method.address.leaves")
    field.setPlainText(f"{NORTH}\nglpat-EXAMPLE0123456789")
    assert field.toPlainText() == NORTH
    assert "removed unread" in bench.find("method.address.leaves-result").text.text()


async def test_tab_leaves_the_list_of_instances(bench):
    await bench.click("method.row.proxy")
    field = bench.find("method.address.leaves")
    field.setFocus()
    bench.key(Qt.Key.Key_Tab)
    assert bench.shell.focusWidget() is not field
    assert field.toPlainText() == ""


async def test_an_address_that_was_left_is_kept_when_another_page_is_opened(bench):
    await bench.click("method.row.leaf")
    field = bench.find("method.address.proxy")
    retype(field, HUB)
    field.editingFinished.emit()
    assert bench.visit.answers.proxy.url == HUB
