"""The page of the Jira issue integration: where it is set, who signs in, what it does."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.ui.pages.integration_kit import come, type_in
from wizard.domain.jira_integration import Auth
from wizard.domain.route import Route
from wizard.ui.integration_part import FieldLine
from wizard.ui.sample_integration import answers_at
from wizard.ui.step_state import StepState


async def test_the_card_of_the_start_page_leads_to_the_integration_alone(open_window):
    bench = await open_window()
    await bench.click("start.integration")
    assert bench.page.step == "gitlab"
    assert bench.visit.answers.route is Route.INTEGRATION
    assert bench.visit.path()[1:4] == ("gitlab", "sign-in", "integration")
    assert "groups" not in bench.visit.path()
    assert bench.shell.lists.way.rows["integration"].isVisible()


async def test_what_a_lab_suggests_is_filled_in_and_one_press_tests_the_settings(open_window):
    bench = await open_window()
    page = await come(bench)
    assert page.account.url.text() == "https://acme.atlassian.net"
    await type_in(bench, "integration.groups", "platform, mobile/ios")
    assert bench.visit.answers.integration.groups == ("platform", "mobile/ios")
    await bench.press()
    assert page.result.text.text().startswith("Signed in as Ada Lovelace at Jira Cloud")
    assert page.verb() == "Next"
    await bench.press()
    assert bench.page.step == "checks"


async def test_no_place_is_said_at_the_field_and_naming_one_goes_on(open_window):
    bench = await open_window()
    page = await come(bench)
    await bench.press()
    assert page.where.result.text.text().startswith("No place is chosen for the integration.")
    assert bench.shell.focusWidget() is page.where.projects
    QTest.keyClicks(page.where.projects, "platform/app")
    assert not page.where.result.isVisible()
    await bench.press()
    await bench.press()
    assert bench.page.step == "checks"


async def test_a_refused_token_stays_masked_is_said_as_a_card_and_another_one_goes_on(open_window):
    bench = await open_window("integration", mode="live")
    page = await come(bench)
    await type_in(bench, "integration.groups", "platform")
    QTest.keyClicks(page.account.token.edit, "ATATT3xEXAMPLE")
    await bench.press()
    assert bench.cards() == ["integration-test-failed"]
    assert page.account.token.filled()
    assert page.account.token.edit.property("wrong") is True
    bench.desk.troubles.clear()
    await bench.press()
    assert bench.cards() == []
    assert not page.account.token.filled()
    await bench.press()
    assert bench.page.step == "checks"


async def test_a_missing_token_is_said_at_its_field_and_entering_it_goes_on(open_window):
    bench = await open_window("missing", mode="live")
    page = await come(bench)
    await type_in(bench, "integration.groups", "platform")
    await bench.press()
    assert bench.cards() == []
    assert bench.shell.focusWidget() is page.account.token.edit
    QTest.keyClicks(page.account.token.edit, "ATATT3xEXAMPLE")
    await bench.press()
    await bench.press()
    assert bench.page.step == "checks"
    assert bench.desk.integration.tokens[-1].reveal() == "ATATT3xEXAMPLE"


async def test_a_token_of_gitlab_is_not_sent(open_window):
    bench = await open_window(mode="live")
    page = await come(bench)
    await type_in(bench, "integration.groups", "platform")
    QTest.keyClicks(page.account.token.edit, "glpat-EXAMPLE0123456789")
    await bench.press()
    assert "token of GitLab" in page.result.text.text()
    assert bench.desk.integration.tokens == []
    page.account.token.take()
    await bench.press()
    assert page.verb() == "Next"


async def test_a_token_in_another_field_is_removed_unread(open_window):
    bench = await open_window(mode="live")
    page = await come(bench)
    page.account.user.edit.setFocus()
    page.account.user.edit.selectAll()
    page.account.user.edit.insert("ATATT3xFfGF0EXAMPLE0123456789")
    page.account.user.edit.textEdited.emit("")
    assert page.account.user.text() == ""
    assert "removed unread" in page.account.user.result.text.text()
    page.account.user._guard.rest.stop()
    await type_in(bench, "integration.user", "ada@example.com")
    assert bench.visit.answers.integration.username == "ada@example.com"
    assert not page.account.user.result.isVisible()


@pytest.mark.parametrize(
    ("kind", "way", "shown", "hidden"),
    [
        ("cloud", "basic", ("integration.user", "integration.make-token"), ("integration.api-url",)),
        ("cloud", "service-account", ("integration.api-url",), ("integration.user", "integration.make-token")),
        ("server", "basic", ("integration.user", "integration.api-url"), ("integration.make-token",)),
        ("server", "token", ("integration.api-url",), ("integration.user", "integration.make-token")),
    ],
)
async def test_each_way_to_sign_in_asks_for_what_it_needs(open_window, kind, way, shown, hidden):
    bench = await open_window()
    page = await come(bench)
    page.account.kinds[kind].click()
    page.account.ways[Auth(way)].click()
    await bench.rest()
    assert all(bench.find(one).isVisible() for one in shown)
    assert not any(bench.find(one).isVisible() for one in hidden)
    answers = bench.visit.answers
    assert (answers.jira.deployment, answers.integration.auth.value) == (kind, way)


async def test_beside_the_app_a_jira_of_ones_own_is_that_of_the_integration_alone(open_window):
    bench = await open_window()
    beside = answers_at("review").with_(integration_scope="project", integration_projects=("platform/app",))
    bench.visit.start_over(beside)
    bench.shell.go("integration")
    await bench.rest()
    bench.page.account.kinds["server"].click()
    await type_in(bench, "integration.url", "https://jira.example.com")
    answers = bench.visit.answers
    assert (answers.jira.deployment, answers.integration.deployment) == ("cloud", "server")
    assert answers.jira.url == "https://acme.atlassian.net"
    assert bench.page.account.kinds["server"].isChecked()
    bench.page.account.kinds["cloud"].click()
    assert bench.visit.answers.integration.deployment == "cloud"


async def test_what_an_older_gitlab_lacks_stays_visible_with_the_reason(open_window):
    bench = await open_window()
    page = await come(bench)
    bench.visit.learnt.gitlab_signed_in = await bench.desk.sign_in_gitlab("https://gitlab.example.com", None, None)
    page.enter()
    await bench.rest()
    assert page.account.ways[Auth.SERVICE_ACCOUNT].isVisible()
    assert not page.account.ways[Auth.SERVICE_ACCOUNT].isEnabled()
    assert page.account._why.text() == "Service account: Needs GitLab 19.1 or newer; this is 16.8.2."
    bench.find("integration.group.push-checks.unfold").click()
    assert not page.settings.push_checks.boxes["exists"].isEnabled()
    page.where.scopes["group"].click()
    assert "by hand" in page.where._note.text()


async def test_the_gateway_that_a_service_account_needs_is_filled_in_by_the_test(open_window):
    bench = await open_window()
    page = await come(bench)
    await type_in(bench, "integration.groups", "platform")
    page.account.ways[Auth.SERVICE_ACCOUNT].click()
    await bench.press()
    assert page.account.api.text() == "https://api.atlassian.com/ex/jira/4f0e0d5a"
    assert page.verb() == "Next"


async def test_who_inherits_needs_no_sign_in(open_window):
    bench = await open_window()
    page = await come(bench)
    await type_in(bench, "integration.groups", "platform")
    page.where.inherit.click()
    await bench.rest()
    assert not page.account.isVisible()
    await bench.press()
    assert bench.page.step == "checks"
    assert bench.visit.answers.integration.inherit


async def test_another_jira_is_tested_anew(open_window):
    bench = await open_window()
    page = await come(bench)
    await type_in(bench, "integration.groups", "platform")
    await bench.press()
    assert page.verb() == "Next"
    await type_in(bench, "integration.url", "https://other.atlassian.net/browse/PLAT-1")
    assert bench.visit.answers.jira.url == "https://other.atlassian.net"
    assert page.verb() == "Test settings"


async def test_the_token_ends_in_a_year_and_the_link_to_make_one_opens(open_window):
    bench = await open_window()
    await come(bench)
    await bench.click("integration.group.token.unfold")
    await bench.click("integration.expires-year")
    assert bench.visit.answers.integration.token_expires == "2027-11-21"
    await bench.click("integration.make-token")
    assert bench.opened == ["https://id.atlassian.com/manage-profile/security/api-tokens"]


async def test_transitions_are_picked_from_a_real_issue_in_the_order_of_the_clicks(open_window):
    bench = await open_window()
    page = await come(bench)
    await bench.click("integration.group.transitions.unfold")
    page.settings.transitions.modes["picked"].click()
    page.settings.transitions.issue.show_text("no key")
    await bench.click("integration.read-transitions")
    assert page.settings.transitions.issue.edit.property("wrong") is True
    await type_in(bench, "integration.workflow-issue", "plat-1")
    await bench.click("integration.read-transitions")
    assert "transitions PLAT-1" in bench.desk.asked
    for one in ("41", "31"):
        bench.find(f"integration.transition.{one}").click()
    await bench.rest()
    assert bench.visit.answers.integration.transition_ids == ("41", "31")
    assert page.settings.transitions.order.text().endswith("Close (41), Done (31).")
    bench.find("integration.transition.41").click()
    assert bench.visit.answers.integration.transition_ids == ("31",)


async def test_who_would_see_the_issues_is_warned_of_before_anything_changes(open_window):
    bench = await open_window("exposed")
    page = await come(bench)
    await bench.click("integration.group.view.unfold")
    await type_in(bench, "integration.project-keys", "plat, data")
    assert bench.visit.answers.integration.project_keys == ("PLAT", "DATA")
    await bench.click("integration.audience")
    assert page.settings.view.result.text.text() == (
        "PLAT in platform/site: seen by everybody, signed in or not; in Jira by fewer."
    )
    bench.desk.troubles.clear()
    await bench.click("integration.audience")
    assert "nobody sees more" in page.settings.view.result.text.text()


async def test_a_type_for_vulnerabilities_is_missed_chosen_from_the_refreshed_list_and_kept(open_window):
    bench = await open_window()
    page = await come(bench)
    await type_in(bench, "integration.groups", "platform")
    await bench.click("integration.group.vulnerabilities.unfold")
    await type_in(bench, "integration.vulnerabilities", "sec")
    await bench.click("integration.group.vulnerabilities.unfold")
    await bench.press()
    assert page.settings.groups["vulnerabilities"].is_open(), "what is to be mended is shown"
    await bench.click("integration.refresh-types")
    types = page.settings.vulnerabilities.types
    types.setCurrentIndex(2)
    types.activated.emit(2)
    assert bench.visit.answers.integration.vulnerabilities_issuetype == "10004"
    await bench.press()
    assert page.verb() == "Next"


async def test_prefix_and_pattern_are_tried_while_one_types(open_window):
    bench = await open_window()
    page = await come(bench)
    keys = page.settings.keys
    await bench.click("integration.group.keys.unfold")
    assert keys.found.text.text() == "GitLab would find PLAT-214."
    for field, text, said in (
        ("integration.prefix", "JIRA#", "JIRA# does not stand right before PLAT-214"),
        ("integration.sample", "see JIRA#PLAT-7", "GitLab would find PLAT-7."),
        ("integration.regex", "(?=x)", "looks ahead or back"),
        ("integration.regex", "[A-Z]+-9", "The pattern [A-Z]+-9 does not match PLAT-7"),
        ("integration.regex", "", "GitLab would find PLAT-7."),
        ("integration.sample", "see jira#plat-7", "A key has capital letters only. Write PLAT-7."),
    ):
        field = bench.find(field)
        field.selectAll()
        QTest.keyClicks(field, text) if text else QTest.keyClick(field, Qt.Key.Key_Delete)
        keys.try_it()
        assert said in keys.found.text.text()


async def test_a_pattern_that_gitlab_refuses_is_said_at_its_field_and_mended(open_window):
    bench = await open_window()
    page = await come(bench)
    await type_in(bench, "integration.groups", "platform")
    bench.visit.change("integration", integration_issue_regex="(?!CVE)A")
    page.enter()
    await bench.press()
    assert bench.shell.focusWidget() is page.settings.keys.regex.edit
    await type_in(bench, "integration.regex", "[A-Z]+-1")
    await bench.press()
    assert page.verb() == "Next"


async def test_push_checks_need_statuses_only_for_the_last_of_them(open_window):
    bench = await open_window()
    page = await come(bench)
    await type_in(bench, "integration.groups", "platform")
    await bench.click("integration.group.push-checks.unfold")
    for one in ("status", "exists"):
        page.settings.push_checks.boxes[one].click()
    assert bench.visit.answers.integration.push_checks == ("exists", "status")
    await bench.press()
    assert bench.shell.focusWidget() is page.settings.push_checks.statuses.edit
    await type_in(bench, "integration.statuses", "In Progress, In Review")
    assert bench.visit.answers.integration.allowed_statuses == ("In Progress", "In Review")
    await bench.press()
    assert page.verb() == "Next"


async def test_a_day_that_is_none_is_said_and_mended(open_window):
    bench = await open_window()
    page = await come(bench)
    await type_in(bench, "integration.groups", "platform")
    await bench.click("integration.group.token.unfold")
    await type_in(bench, "integration.expires", "22.11.2027")
    await bench.click("integration.group.token.unfold")
    await bench.press()
    assert bench.shell.focusWidget() is page.token.expires.edit
    await type_in(bench, "integration.expires", "2027-11-22")
    await bench.press()
    assert page.verb() == "Next"


async def test_a_file_with_paths_fills_the_list_and_one_that_cannot_be_read_is_said(open_window, tmp_path):
    bench = await open_window()
    page = await come(bench)
    page._reading.file(tmp_path / "none.txt")
    await bench.rest()
    assert "could not be read" in page.where.result.text.text()
    (tmp_path / "some.csv").write_text('path,name\n"platform/app",App\nplatform/site # old\n\nplatform/app\n')
    page._reading.file(tmp_path / "some.csv")
    await bench.rest()
    assert bench.visit.answers.integration.projects == ("platform/app", "platform/site")


@pytest.mark.parametrize(("scope", "shown"), [("project", 2), ("group", 1), ("instance", 0)])
async def test_each_scope_asks_only_for_its_places(open_window, scope, shown):
    bench = await open_window()
    page = await come(bench)
    page.where.scopes[scope].click()
    await bench.rest()
    assert bench.visit.answers.integration.scope == scope
    assert sum(one.isVisible() for one in (page.where.groups, page.where.search)) == shown
    assert page.where.projects.isVisible() is (scope == "project")


async def test_every_field_can_be_found_by_its_label(open_window):
    bench = await open_window()
    page = await come(bench)
    for field in page.findChildren(FieldLine):
        assert field.label.buddy() is field.edit
        assert field.edit.accessibleName()


async def test_before_it_nobody_is_asked_for_an_administrator(open_window):
    bench = await open_window()
    await bench.click("start.integration")
    assert "the integration" in bench.page.lead()
    assert "Maintainer" in bench.find("gitlab.kind.own").accessibleDescription()
    bench.visit.change("gitlab", gitlab_url="https://gitlab.example.com")
    bench.shell.go("sign-in")
    await bench.rest()
    assert bench.page.token_part._label.text() == "Personal access token"
    await bench.press()
    assert "sign in https://gitlab.example.com alone" in bench.desk.asked


async def test_the_last_page_speaks_of_places_and_warns_of_revoking_what_gitlab_uses(open_window):
    bench = await open_window()
    await come(bench)
    await type_in(bench, "integration.groups", "platform")
    await bench.click("integration.group.token.unfold")
    await type_in(bench, "integration.expires", "2027-11-22")
    for step in ("gitlab", "sign-in", "integration", "checks", "review", "apply", "by-hand", "verify"):
        bench.visit.mark(step, StepState.DONE)
    bench.shell.go("done")
    await bench.rest()
    page = bench.page
    assert bench.find("done.groups").accessibleName() == "Projects"
    assert "2027-11-22" in page._more.text()
    assert "forecast" not in bench.desk.asked
    assert not page.tokens.atlassian.isVisible()
    assert "links nothing any more" in page.tokens.need.text()
    await bench.click("done.another")
    assert bench.page.step == "integration"


async def test_the_jira_of_a_file_goes_before_the_one_that_a_lab_suggests(open_window):
    bench = await open_window()
    bench.visit.start_over(
        answers_at("integration").with_(
            jira_url="", integration_web_url="https://jira.example.com", integration_username="dana"
        )
    )
    bench.visit.learnt.suggestions = bench.desk.suggestions()
    bench.shell.go("integration")
    await bench.rest()
    assert bench.page.account.url.text() == "https://jira.example.com"
    assert bench.visit.answers.jira.url == "https://jira.example.com"
    assert bench.page.account.user.text() == "dana"
