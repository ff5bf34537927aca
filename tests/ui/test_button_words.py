"""The buttons of the way have the words of the platform, and do the same on all of them."""

import sys

import pytest

from wizard.ui import button_words


@pytest.fixture
def on_a_mac():
    button_words.use_platform("darwin")
    yield
    button_words.use_platform(sys.platform)


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_other_platforms_say_back_next_and_close(platform, on_a_mac):
    button_words.use_platform(platform)
    assert (button_words.back(), button_words.go_on(), button_words.end()) == ("Back", "Next", "Close")


@pytest.mark.usefixtures("on_a_mac")
async def test_a_mac_says_go_back_continue_and_done(open_window):
    bench = await open_window()
    await bench.open("method")
    assert (bench.find("bar.back").text(), bench.find("bar.verb").text()) == ("Go Back", "Continue")
    await bench.press()
    assert bench.page.step == "groups"
    await bench.click("bar.back")
    assert bench.page.step == "method"
    await bench.open("done")
    assert bench.find("bar.verb").text() == "Done"


@pytest.mark.usefixtures("on_a_mac")
async def test_a_mac_keeps_the_verbs_that_do_something(open_window):
    bench = await open_window()
    await bench.open("review")
    assert bench.find("bar.verb").text() == "Apply 3 changes"
