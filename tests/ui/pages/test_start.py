from wizard.ui import sample_values
from wizard.ui.plain import PlainLabel


async def test_an_unfinished_set_up_is_offered_first_and_goes_on_where_it_stopped(open_window):
    bench = await open_window(sessions=(sample_values.SESSION,))
    await bench.click("start.resume")
    assert bench.page.step == "by-hand"
    assert bench.visit.answers == sample_values.ANSWERS
    assert bench.visit.session == sample_values.SESSION.id


async def test_return_resumes_an_unfinished_set_up_and_the_card_says_where_it_stopped(open_window):
    bench = await open_window(sessions=(sample_values.SESSION,))
    assert bench.shell.focusWidget() is bench.find("start.resume")
    said = [label.text() for label in bench.find("start.session").findChildren(PlainLabel)]
    assert any("stopped at “By hand”" in text and "Changes made: 3" in text for text in said)


async def test_without_an_unfinished_set_up_there_is_no_resume(open_window):
    bench = await open_window()
    assert bench.shell.findChild(object, "start.resume") is None


async def test_checking_an_existing_connection_leaves_out_everything_that_changes(open_window):
    bench = await open_window()
    await bench.click("start.check")
    assert bench.visit.path() == ("start", "gitlab", "sign-in", "jira", "checks")


async def test_the_honest_line_stands_in_the_bar_and_no_cancel_does(open_window):
    bench = await open_window()
    assert bench.shell.bar.note.text() == "Nothing is sent anywhere but to the two sites you name."
    assert not bench.shell.bar.cancel_button.isVisible()


async def test_the_lab_is_offered_only_where_the_program_can_open_one(open_window):
    bench = await open_window()
    assert bench.shell.findChild(object, "start.lab") is None
