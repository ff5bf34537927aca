import pytest

from wizard import steps
from wizard.domain.answers import Answers
from wizard.domain.jira_integration import Auth
from wizard.domain.route import Route
from wizard.steps.integration import STEP

GOOD = Answers(route=Route.INTEGRATION).with_(
    gitlab_url="https://gitlab.example.com",
    proof_project="platform/app",
    proof_issue="PLAT-1",
    integration_scope="project",
    integration_projects=("platform/app",),
    integration_web_url="https://acme.atlassian.net",
    integration_username="dana@acme.example",
)


MOVE: dict[str, object] = {"integration_from_url": "https://jira.old.example.com"}


def _codes(**parts: object) -> list[str]:
    return [finding.code for finding in STEP.problems(GOOD.with_(**parts))]


def test_the_integration_alone_leads_past_the_pages_of_the_app() -> None:
    ways = [step.id for step in steps.path(GOOD)]
    assert ways == [
        "start",
        "gitlab",
        "sign-in",
        "integration",
        "checks",
        "review",
        "apply",
        "by-hand",
        "verify",
        "done",
    ]


def test_the_integration_is_part_of_another_way_only_where_it_is_wanted() -> None:
    with_it = [step.id for step in steps.path(GOOD.with_(route=Route.MARKETPLACE))]
    assert "integration" in with_it
    assert "integration" not in [step.id for step in steps.path(Answers())]
    assert STEP.problems(Answers()) == []


def test_good_answers_have_no_problem_on_any_page() -> None:
    assert [finding.code for step in steps.path(GOOD) for finding in step.problems(GOOD)] == []


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"integration_scope": ""}, "integration-scope-missing"),
        ({"integration_projects": ()}, "integration-place-missing"),
        ({"integration_scope": "group"}, "integration-place-missing"),
        ({"integration_projects": ("plat form/app",)}, "integration-path-unreadable"),
        ({"integration_projects": ("platform",)}, "integration-path-of-group"),
        ({"integration_scope": "instance", "integration_inherit": True}, "integration-nothing-above"),
        ({"proof_project": ""}, "integration-proof-project-missing"),
        ({"proof_issue": "plat-1"}, "proof-issue-unreadable"),
        ({"integration_web_url": ""}, "integration-url-missing"),
        ({"integration_web_url": "acme atlassian"}, "integration-url-unreadable"),
        ({"integration_web_url": "http://jira.example.com"}, "integration-url-not-https"),
        ({"integration_api_url": "http://jira.example.com"}, "integration-url-not-https"),
        ({"integration_from_url": "::"}, "integration-url-unreadable"),
        ({"integration_username": ""}, "integration-username-missing"),
        ({"integration_token_expires": "22.11.2027"}, "integration-date-unreadable"),
        ({"integration_token_expires": "20271122"}, "integration-date-unreadable"),
        ({"integration_issue_prefix": "(?=x)"}, "integration-pattern-refused"),
        ({"integration_issue_regex": "A" * 256}, "integration-pattern-refused"),
        ({"integration_transitions": "picked"}, "integration-transition-missing"),
        (
            {"integration_transitions": "picked", "integration_transition_ids": ("31", "done")},
            "integration-transition-unreadable",
        ),
        ({"integration_project_keys": ("plat",)}, "integration-project-key-unreadable"),
        ({"integration_vulnerabilities_project": "SEC"}, "integration-issuetype-missing"),
        ({"integration_push_checks": ("status",)}, "integration-statuses-missing"),
        (
            {"integration_push_checks": ("status",), "integration_allowed_statuses": ("To Do, Done",)},
            "integration-statuses-missing",
        ),
        ({"integration_new_keys": {"A1": "B1"}}, "integration-mapping-without-move"),
        ({**MOVE, "integration_new_keys": {"OLD": "new"}}, "integration-mapping-unreadable"),
        ({**MOVE, "integration_new_transitions": {"31": "done"}}, "integration-mapping-unreadable"),
        ({**MOVE, "integration_new_transitions": {"": "41"}}, "integration-mapping-unreadable"),
        ({**MOVE, "integration_new_users": {"eve": " "}}, "integration-mapping-unreadable"),
        (
            {**MOVE, "integration_new_users": {"eve": "e"}, "integration_auth": Auth.TOKEN},
            "integration-mapping-nameless",
        ),
        ({**MOVE, "integration_renew_password": True}, "integration-renew-alone"),
        ({"integration_inherit": True, "integration_renew_password": True}, "integration-renew-alone"),
    ],
)
def test_what_is_wrong_in_the_section_is_said_before_anything_is_asked(parts: dict[str, object], code: str) -> None:
    assert _codes(**parts) == [code]


@pytest.mark.parametrize(
    "parts",
    [
        {"integration_projects": (), "integration_search": "app"},
        {"integration_projects": (), "integration_groups": ("platform",)},
        {"integration_projects": (), "integration_from_url": "http://jira.old.example.com/jira"},
        {"integration_scope": "group", "integration_groups": ("platform",)},
        {"integration_scope": "instance", "integration_projects": ()},
        {"integration_auth": Auth.TOKEN, "integration_username": ""},
        {"integration_inherit": True, "integration_web_url": "", "integration_issue_regex": "(?=x)"},
        {"integration_transitions": "picked", "integration_transition_ids": ("31", "41")},
        {"integration_project_keys": ("PLAT", "OPS_2")},
        {"integration_vulnerabilities_project": "SEC", "integration_vulnerabilities_issuetype": "10001"},
        {"integration_push_checks": ("exists", "status"), "integration_allowed_statuses": ("In Progress",)},
        {"integration_token_expires": "2027-11-22"},
        {"integration_renew_password": True, "integration_issue_regex": "(?=x)"},
        {**MOVE, "integration_new_users": {"eve": "eve@acme.example", "dana": "eve@acme.example"}},
        {**MOVE, "integration_new_keys": {"OLD": "NEW", "OLD_2": "NEW"}},
        {**MOVE, "integration_new_transitions": {"31": "41", "701": ""}},
    ],
)
def test_what_gitlab_takes_is_no_problem(parts: dict[str, object]) -> None:
    assert _codes(**parts) == []


def test_the_user_of_the_jira_page_signs_in_where_no_other_is_named() -> None:
    answers = GOOD.with_(integration_username="", jira_email="dana@acme.example", integration_web_url="")
    assert [one.code for one in STEP.problems(answers.with_(jira_url="https://acme.atlassian.net"))] == []


def test_an_address_that_cannot_be_read_is_not_repeated() -> None:
    (found,) = STEP.problems(GOOD.with_(integration_web_url="https://dana:hunter2@jira.example.com"))
    assert found.code == "integration-url-unreadable"
    assert "hunter2" not in " ".join(str(text) for text in (found.title, found.cause, found.fix, found.facts))
