"""What the integration's user sees and may do in Jira: projects, rights, the issue, fields, the search."""

from dataclasses import replace

import pytest

from wizard.checks import by_id
from wizard.domain.errors import Refused
from wizard.domain.findings import Severity
from wizard.domain.gitlab import Metadata
from wizard.domain.jira_account import Transition
from wizard.domain.route import Route
from wizard.domain.version import Version

PROJECT, RIGHTS, ISSUE = by_id("integration-project"), by_id("integration-permissions"), by_id("integration-issue")
FIELDS, SEARCH = by_id("integration-fields"), by_id("integration-search")


@pytest.fixture
def wanted(world):
    world.integrate()
    return world


def change_issue(world, **changed: object) -> None:
    world.account.issues["PLAT-1"] = replace(world.account.issues["PLAT-1"], **changed)


async def test_a_project_that_the_user_does_not_see_is_named(wanted) -> None:
    wanted.answers = wanted.answers.with_(integration_project_keys=("PLAT", "HR"))
    (found,) = (await wanted.ask(PROJECT)).findings
    assert (found.code, found.facts["key"]) == ("integration-project-hidden", "HR")
    assert found.facts["user"] == "gitlab@acme.example"


@pytest.mark.parametrize(("key", "expected"), [("AND", ["integration-key-reserved"]), ("ANDY", [])])
async def test_a_key_that_is_a_word_of_jql_is_found_whatever_jira_says(wanted, key: str, expected) -> None:
    wanted.account.projects[key] = replace(wanted.account.projects["PLAT"], key=key)
    wanted.answers = wanted.answers.with_(integration_project_keys=(key,))
    assert await wanted.codes(PROJECT) == expected


@pytest.mark.parametrize(
    ("lacking", "code", "severity"),
    [
        ("BROWSE_PROJECTS", "integration-no-browse", Severity.BLOCKER),
        ("LINK_ISSUES", "integration-no-link", Severity.BLOCKER),
        ("ADD_COMMENTS", "integration-right-missing", Severity.WARNING),
        ("TRANSITION_ISSUES", "integration-right-missing", Severity.WARNING),
        ("EDIT_ISSUES", "integration-right-missing", Severity.WARNING),
        ("CREATE_ISSUES", "integration-right-missing", Severity.WARNING),
    ],
)
async def test_each_right_that_is_made_use_of_must_be_there(wanted, lacking: str, code: str, severity) -> None:
    wanted.account.lacking = {lacking}
    assert [(one.code, one.severity) for one in (await wanted.ask(RIGHTS)).findings] == [(code, severity)]


async def test_a_right_that_nobody_makes_use_of_may_be_missing(wanted) -> None:
    wanted.account.lacking = {"ADD_COMMENTS", "TRANSITION_ISSUES", "EDIT_ISSUES", "CREATE_ISSUES"}
    wanted.answers = wanted.answers.with_(
        integration_comments=False, integration_transitions="off", integration_vulnerabilities_project=""
    )
    assert await wanted.codes(RIGHTS) == []


async def test_a_project_of_which_jira_tells_no_rights_cannot_be_browsed(wanted) -> None:
    wanted.account.lacking = Refused("http-404", {"status": "404"})
    assert await wanted.codes(RIGHTS) == ["integration-no-browse"]
    wanted.account.lacking = Refused("http-401", {"status": "401"})
    with pytest.raises(Refused):
        await wanted.ask(RIGHTS)


async def test_an_issue_that_the_user_does_not_see_gets_neither_link_nor_comment(wanted) -> None:
    wanted.account.issues = {}
    assert await wanted.codes(ISSUE) == ["integration-issue-hidden"]


async def test_an_issue_that_a_jira_of_one_s_own_forbids_is_hidden_too(wanted, monkeypatch) -> None:
    def refuse(code: str) -> None:
        async def issue(_key: str) -> None:
            raise Refused(code, {"status": code[-3:]})

        monkeypatch.setattr(wanted.account, "issue", issue)

    refuse("http-403")
    assert await wanted.codes(ISSUE) == ["integration-issue-hidden"]
    refuse("http-401")
    with pytest.raises(Refused):
        await wanted.ask(ISSUE)


@pytest.mark.parametrize(
    ("ids", "expected"),
    [(("31",), []), (("21", "31"), []), (("99", "31"), ["integration-transition-unknown"])],
)
async def test_the_first_picked_transition_must_be_open_to_the_issue(wanted, ids, expected) -> None:
    wanted.answers = wanted.answers.with_(integration_transitions="picked", integration_transition_ids=ids)
    assert await wanted.codes(ISSUE) == expected


async def test_automatic_needs_a_way_to_what_is_done(wanted) -> None:
    change_issue(wanted, transitions=(Transition("21", "Start", "Doing", done=False),))
    (found,) = (await wanted.ask(ISSUE)).findings
    assert found.code == "integration-transition-unknown"
    assert found.facts["ways"] == "Start (21)"
    wanted.answers = wanted.answers.with_(integration_transitions="off")
    assert await wanted.codes(ISSUE) == []


async def test_a_screen_that_asks_for_more_stops_a_transition(wanted) -> None:
    change_issue(wanted, transitions=(Transition("31", "Done", "Done", True, ("Components",)),))
    (found,) = (await wanted.ask(ISSUE)).findings
    assert (found.code, found.facts["fields"]) == ("integration-transition-fields", "Components")


async def test_a_resolved_issue_is_moved_no_further(wanted) -> None:
    change_issue(wanted, resolved=True, transitions=())
    assert await wanted.codes(ISSUE) == ["integration-issue-resolved"]


async def test_required_fields_stop_issues_of_vulnerabilities_alone(wanted) -> None:
    wanted.account.required = ("Components",)
    (found,) = (await wanted.ask(FIELDS)).findings
    assert (found.code, found.facts["fields"]) == ("integration-fields-required", "Components")
    wanted.answers = wanted.answers.with_(integration_vulnerabilities_project="")
    assert await wanted.codes(FIELDS) == []


async def test_a_hidden_due_date_stops_the_view_of_issues_alone(wanted) -> None:
    wanted.account.fields_ = frozenset({"summary"})
    assert await wanted.codes(FIELDS) == ["integration-field-hidden"]
    wanted.answers = wanted.answers.with_(integration_project_keys=())
    assert await wanted.codes(FIELDS) == []


@pytest.mark.parametrize(
    ("version", "status", "expected"),
    [
        (Version(18, 4, 9), 410, ["integration-search-removed"]),
        (Version(18, 5), 410, []),
        (Version(18, 4, 9), 200, []),
    ],
)
async def test_an_old_gitlab_cannot_search_where_the_old_search_is_gone(wanted, version, status, expected) -> None:
    wanted.gitlab.metadata_ = Metadata(version, f"{version}-ee", enterprise=True)
    wanted.account.search = status
    assert await wanted.codes(SEARCH) == expected


@pytest.mark.parametrize(
    ("version", "deployment", "expected"),
    [
        (Version(18, 5, 2), "Server", ["integration-search-cloud-only"]),
        (Version(18, 5, 2), "Cloud", []),
        (Version(18, 4, 9), "Server", []),
        (Version(18, 6), "Server", []),
    ],
)
async def test_18_5_asks_a_jira_of_ones_own_for_a_search_that_it_has_not(wanted, version, deployment, expected) -> None:
    wanted.gitlab.metadata_ = Metadata(version, f"{version}-ee", enterprise=True)
    wanted.account.search = 200
    wanted.account.server_ = replace(wanted.account.server_, deployment=deployment)
    assert await wanted.codes(SEARCH) == expected


@pytest.mark.parametrize(("route", "page"), [(Route.MARKETPLACE, "groups"), (Route.INTEGRATION, "integration")])
async def test_a_hidden_issue_sends_to_the_page_on_which_it_was_named(wanted, route: Route, page: str) -> None:
    wanted.answers = wanted.answers.with_(route=route)
    wanted.account.issues = {}
    assert [one.page for one in (await wanted.ask(ISSUE)).findings] == [page]
