import asyncio
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from wizard.domain.route import Route
from wizard.domain.text import T
from wizard.ui import sample_values
from wizard.ui.step_state import StepState


async def test_a_tested_address_turns_the_verb_into_next(open_window):
    bench = await open_window()
    await bench.click("start.connect")
    assert bench.page.verb() == "Test connection"
    await bench.press()
    assert bench.page.result.text.text() == "Reached in 212 ms; it answers as GitLab does."
    assert bench.page.verb() == "Next"
    await bench.press()
    assert bench.page.step == "sign-in"


async def test_an_unreachable_instance_is_a_card_and_trying_again_can_finish(open_window):
    bench = await open_window("gitlab")
    await bench.click("start.connect")
    await bench.press()
    assert bench.cards() == ["network-name-unknown"]
    assert bench.page.verb() == "Test connection"
    bench.desk.troubles.clear()
    await bench.click("gitlab.card-0.again")
    assert bench.cards() == []
    assert bench.page.verb() == "Next"


async def test_a_page_of_the_instance_is_reduced_to_its_address(open_window):
    bench = await open_window(suggest=False)
    await bench.click("start.connect")
    bench.page.url.setText("  https://gitlab.example.com/-/profile/applications ")
    await bench.press()
    assert bench.visit.answers.gitlab.url == "https://gitlab.example.com"


async def test_an_address_with_two_readings_is_asked_about_before_anything_is_sent(open_window):
    bench = await open_window(suggest=False)
    await bench.click("start.connect")
    bench.page.url.setText("https://example.com/gitlab/group/project/-/issues")
    await bench.press()
    assert not any(asked.startswith("look at") for asked in bench.desk.asked)
    await bench.click("gitlab.result.offer-1")
    await bench.press()
    assert [asked for asked in bench.desk.asked if asked.startswith("look at")] == [
        f"look at {bench.visit.answers.gitlab.url}"
    ]


async def test_nothing_typed_is_said_beside_the_field_and_the_field_has_the_focus(open_window):
    bench = await open_window(suggest=False)
    await bench.click("start.connect")
    await bench.press()
    assert bench.page.result.text.text()
    assert bench.page.url.property("wrong") is True
    assert bench.shell.focusWidget() is bench.page.url
    assert "look at" not in " ".join(bench.desk.asked)


async def test_cancel_ends_a_hanging_look_at_once_and_leaves_the_page_as_it_was(open_window):
    bench = await open_window("hanging")
    bench.visit.start_over()
    bench.shell.go("gitlab")
    bench.page.url.setText("https://gitlab.example.com")
    bench.shell.press()
    for _ in range(4):
        await asyncio.sleep(0)
    assert bench.page.working()
    bench.shell.cancel()
    assert not bench.page.working()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert bench.visit.spawn.running("gitlab") == []
    assert bench.page.url.text() == "https://gitlab.example.com"


async def test_a_call_that_fails_as_a_whole_becomes_a_card_with_the_host(open_window):
    bench = await open_window()
    await bench.click("start.connect")
    bench.desk.troubles.add("broken")
    await bench.press()
    assert bench.cards() == ["network-timeout"]
    bench.desk.troubles.clear()
    await bench.press()
    assert bench.page.verb() == "Next"


async def test_what_was_tested_before_does_not_speak_for_what_is_typed_now(open_window):
    bench = await open_window()
    await bench.click("start.connect")
    await bench.press()
    assert bench.page.verb() == "Next"
    bench.page.url.setFocus()
    bench.page.url.selectAll()
    QTest.keyClicks(bench.page.url, "https://other.example.com")
    assert bench.page.verb() == "Test connection"
    QTest.keyClick(bench.page.url, Qt.Key.Key_Return)
    await bench.rest()
    assert bench.page.step == "gitlab"
    assert bench.desk.asked[-1] == "look at https://other.example.com"


TOKENS = ("glpat-CANARY0123456789abcd", "ATATT3xFfGF0CANARYcanary", "yYz8sBxnJzwA1x9Kd2Lq")


@pytest.mark.parametrize("token", TOKENS)
async def test_a_token_in_the_address_field_is_removed_unread_and_said_nowhere(open_window, token):
    bench = await open_window(suggest=False)
    await bench.click("start.connect")
    QTest.keyClicks(bench.page.url, token)
    await bench.press()
    assert "belongs to the" in bench.page.result.text.text()
    bench.page.url.undo()
    assert bench.page.url.text() == ""
    said = [bench.page.ticket(), bench.shell.windowTitle(), *bench.desk.asked, repr(bench.desk.remembered)]
    said += [label.text() for label in bench.shell.findChildren(QLabel)]
    assert not any(token in text or token[-8:] in text for text in said)
    bench.page._guard.rest.stop()  # the pause after which one types something else
    QTest.keyClicks(bench.page.url, "https://gitlab.example.com")
    await bench.press()
    assert bench.page.verb() == "Next"


async def test_http_is_warned_about_once_and_one_click_makes_it_https(open_window):
    bench = await open_window(suggest=False)
    await bench.click("start.connect")
    QTest.keyClicks(bench.page.url, "http://gitlab.example.com")
    await bench.press()
    shown = [label.text() for label in bench.page.findChildren(QLabel) if label.isVisible()]
    assert sum("http://" in text for text in shown) == 1
    assert bench.cards() == []
    await bench.click("gitlab.result.offer-0")
    assert bench.page.url.text() == "https://gitlab.example.com"
    await bench.press()
    assert bench.page.verb() == "Next"


async def test_return_alone_chooses_the_root_of_a_page_under_a_path_and_tests_it(open_window):
    bench = await open_window(suggest=False)
    await bench.click("start.connect")
    bench.page.url.setFocus()
    QTest.keyClicks(bench.page.url, "https://example.com/gitlab/group/project/-/issues")
    for _ in range(3):
        bench.key(Qt.Key.Key_Return)
        await bench.rest()
    assert bench.desk.asked[-1] == f"look at {bench.visit.answers.gitlab.url}"
    assert bench.page.verb() == "Next"


async def test_a_way_that_does_not_work_with_the_address_stays_until_the_page_method_refuses_it(open_window):
    bench = await open_window()
    bench.visit.start_over(bench.visit.answers.with_(route=Route.MANUAL))
    bench.shell.go("gitlab")
    await bench.rest()
    await bench.click("gitlab.kind.com")
    assert (bench.visit.answers.route, bench.visit.answers.gitlab.url) == (Route.MANUAL, "https://gitlab.com")
    bench.shell.go("method")
    await bench.rest()
    assert bench.page.notices.about() == ("choose",)
    await bench.click(f"method.row.{next(iter(bench.page.choices))}")
    assert bench.page.notices.about() == ()


async def test_gitlab_com_is_one_choice_and_sets_route_and_address(open_window):
    bench = await open_window(suggest=False)
    await bench.click("start.connect")
    await bench.click("gitlab.kind.com")
    assert (bench.visit.answers.route, bench.visit.answers.gitlab.url) == (Route.SAAS, "https://gitlab.com")
    assert not bench.page.url.isVisible()
    await bench.press()
    assert bench.desk.asked[-1] == "look at https://gitlab.com"
    assert bench.page.verb() == "Next"
    await bench.click("gitlab.kind.own")
    assert (bench.visit.answers.route, bench.visit.answers.gitlab.url) == (Route.MARKETPLACE, "")
    assert bench.page.verb() == "Test connection"


@pytest.mark.parametrize("typed", ["gitlab.com", "https://gitlab.com/platform/app"])
async def test_an_address_at_gitlab_com_is_that_choice(open_window, typed):
    bench = await open_window(suggest=False)
    await bench.click("start.connect")
    QTest.keyClicks(bench.page.url, typed)
    await bench.press()
    assert (bench.visit.answers.route, bench.visit.answers.gitlab.url) == (Route.SAAS, "https://gitlab.com")
    assert bench.page.verb() == "Next"


async def test_another_address_forgets_who_signed_in_at_the_one_before(open_window):
    bench = await open_window()
    page = await bench.open("gitlab")
    bench.visit.learnt.gitlab_signed_in = sample_values.SIGNED_IN
    page.url.setText("https://other.example.com")
    await bench.press()
    assert bench.visit.learnt.gitlab_signed_in is None


async def test_the_version_stands_in_the_line_once_it_is_known(open_window):
    bench = await open_window()
    bench.visit.learnt.gitlab_signed_in = sample_values.SIGNED_IN
    page = await bench.open("gitlab")
    bench.visit.learnt.gitlab_signed_in = sample_values.SIGNED_IN
    await bench.press()
    assert page.result.text.text() == "Reached in 212 ms, GitLab 16.8.2-ee."


async def test_the_focus_goes_to_the_choice_when_a_lab_suggests_gitlab_com(open_window, monkeypatch):
    bench = await open_window()
    monkeypatch.setattr(bench.desk, "suggestions", lambda: {"gitlab": "https://gitlab.com"})
    await bench.click("start.connect")
    assert bench.shell.focusWidget() is bench.page.kind.com
    await bench.press()
    assert bench.desk.asked[-1] == "look at https://gitlab.com"


async def test_testing_gitlab_com_leaves_the_focus_on_the_button_that_was_pressed(open_window):
    bench = await open_window(suggest=False)
    await bench.click("start.connect")
    await bench.click("gitlab.kind.com")
    await bench.click("bar.verb")
    assert bench.shell.focusWidget() is bench.find("bar.verb")
    bench.key(Qt.Key.Key_Return)
    await bench.rest()
    assert bench.page.step == "sign-in"


async def test_an_atlassian_token_in_the_address_belongs_to_the_page_jira(open_window):
    bench = await open_window(suggest=False)
    await bench.click("start.connect")
    QTest.keyClicks(bench.page.url, "ATATT3xFfGF0CANARYcanary")
    assert (bench.page.url.text(), "belongs to the page Jira" in bench.page.result.text.text()) == ("", True)


async def test_back_from_gitlab_com_the_suggested_address_comes_back_and_is_to_be_tested(open_window):
    bench = await open_window()
    await bench.click("start.connect")
    known = bench.page.url.text()
    bench.page._use_com()
    await bench.press()
    assert bench.visit.detail("gitlab") == "gitlab.com"
    bench.page.kind.own.click()
    assert (bench.page.url.text(), bench.visit.detail("gitlab"), bench.page.verb()) == (known, "", "Test connection")
    await bench.press()
    assert bench.page.verb() == "Next"


async def test_before_anything_is_installed_no_card_says_what_users_see_in_jira(open_window, monkeypatch):
    unreachable = replace(sample_values.NOT_REACHED.findings[0], users_see=T("Could not be installed"))
    monkeypatch.setattr(sample_values, "NOT_REACHED", replace(sample_values.NOT_REACHED, findings=(unreachable,)))
    bench = await open_window("gitlab")
    await bench.click("start.connect")
    await bench.press()
    assert [finding.users_see for finding in bench.page.findings()] == [None]


async def test_what_cannot_be_seen_from_here_has_no_tick(open_window):
    bench = await open_window()
    await bench.click("start.connect")
    await bench.press()
    reach = bench.find("gitlab.reach")
    assert reach.accessibleDescription().startswith("not asked a public address")


async def test_return_on_gitlab_com_tests_and_goes_on(open_window):
    bench = await open_window(suggest=False)
    await bench.click("start.connect")
    await bench.click("gitlab.kind.com")
    bench.page.kind.com.setFocus()
    for _ in range(2):
        bench.key(Qt.Key.Key_Return)
        await bench.rest()
    assert bench.page.step == "sign-in"


@pytest.mark.parametrize("refused", ["", "not an address"])
async def test_what_an_earlier_address_showed_goes_with_a_refused_one_and_is_back_with_it(open_window, refused):
    bench = await open_window()
    await bench.click("start.connect")
    await bench.press()
    assert bench.page._seen.count()
    bench.page.url.setText(refused)
    await bench.press()
    assert bench.page._seen.count() == 0
    assert bench.page.result.text.text().endswith(".")
    assert bench.visit.detail("gitlab") == ""
    assert bench.visit.state("gitlab") is StepState.FAILED
    bench.page.url.setText(sample_values.GITLAB)
    bench.page.url.editingFinished.emit()
    await bench.rest()
    assert bench.page._seen.count()
    assert bench.visit.detail("gitlab") == "gitlab.example.com"
    assert bench.page.verb() == "Next"


async def test_an_address_that_was_mended_by_its_button_is_not_shown_as_wrong(open_window):
    bench = await open_window(suggest=False)
    await bench.click("start.connect")
    bench.page.url.setText("https://gitlab.example.com/group/project/-/issues")
    await bench.press()
    assert bench.page.url.property("wrong") is True
    await bench.click("gitlab.result.offer-0")
    assert bench.page.url.property("wrong") is False
    await bench.press()
    assert bench.page.verb() == "Next"


async def test_what_was_seen_goes_while_another_address_is_typed_and_a_refused_one_is_marked_when_left(open_window):
    bench = await open_window()
    await bench.click("start.connect")
    await bench.press()
    shown = bench.page._seen.count()
    assert shown
    bench.page.url.setFocus()
    bench.page.url.selectAll()
    QTest.keyClicks(bench.page.url, "foo bar")
    assert (bench.page._seen.count(), bool(bench.page.url.property("wrong"))) == (0, False)
    bench.page.kind.own.setFocus()
    assert bench.page.url.property("wrong") is True
    assert "no address" in bench.page.result.text.text()
    bench.page.url.setFocus()
    bench.page.url.selectAll()
    QTest.keyClicks(bench.page.url, sample_values.GITLAB)
    assert bench.page.url.property("wrong") is False
    bench.page.kind.own.setFocus()
    assert (bench.page._seen.count(), bench.page.verb()) == (shown, "Next")
