from wizard.documents.sheet import as_markdown, as_plain
from wizard.documents.tickets import tickets
from wizard.domain.answers import Answers, GitLabAnswers, JiraAnswers
from wizard.domain.jira_integration import IntegrationAnswers
from wizard.domain.route import Route
from wizard.journey import byhand_run
from wizard.journey.values import Plan

ANSWERS = Answers(
    gitlab=GitLabAnswers("https://gitlab.example.com:8443"), jira=JiraAnswers("https://acme.atlassian.net")
)


def _tickets(route: Route) -> dict[str, str]:
    answers = ANSWERS.with_(route=route)
    plan = Plan(answers, (), tasks=byhand_run.rows(answers, None))
    return {name: as_plain(sheet) for name, sheet in tickets(plan)}


def test_the_network_is_told_who_calls_whom_and_how_to_see_it() -> None:
    said = _tickets(Route.MARKETPLACE)["ticket-network"]
    assert "gitlab.example.com:8443" in said
    assert "connect-install-keys.atlassian.com:443" in said
    assert "curl -sS -o /dev/null" in said
    assert "[ ] Outgoing connections are let through." in said


def test_jira_is_told_every_step_with_its_values_and_asked_for_no_token() -> None:
    for route in (Route.MARKETPLACE, Route.MANUAL, Route.LEAF):
        said = _tickets(route)["ticket-jira"]
        answers = ANSWERS.with_(route=route)
        for task in byhand_run.rows(answers, None):
            if "Jira" in str(task.who):
                assert str(task.title) in said
                for step in task.steps:
                    assert f"[ ] {step}" in said
                for value in task.values:
                    assert value.value in said


def test_of_the_integration_alone_the_network_lets_gitlab_out_to_its_jira_and_nobody_in() -> None:
    wanted = IntegrationAnswers(scope="project", web_url="https://jira.example.com:8443/jira")
    answers = Answers(Route.INTEGRATION, GitLabAnswers("https://gitlab.example.com"), integration=wanted)
    ((name, sheet),) = tickets(Plan(answers, ()))
    said = as_plain(sheet)
    assert name == "ticket-network"
    assert "https://jira.example.com:8443/" in said
    assert "[ ] Outgoing connections are let through." in said
    assert not any(other in said for other in ("incoming", "Incoming", "GitLab.com", "connect-install-keys"))


def test_of_gitlab_com_nobody_is_sent_to_its_host() -> None:
    answers = ANSWERS.with_(route=Route.SAAS, gitlab_url="https://gitlab.com")
    said = as_plain(dict(tickets(Plan(answers, ())))["ticket-network"])
    assert "On the host of GitLab" not in said
    assert "34.74.90.64/28" in said
    assert "[ ] The addresses are on the allowlist." in said


def test_who_has_nothing_to_do_gets_no_ticket() -> None:
    assert set(_tickets(Route.INTEGRATION)) == {"ticket-network"}, "nobody does anything in Jira"
    assert tickets(Plan(ANSWERS.with_(route=Route.DVCS), ())) == ()


def test_a_name_from_elsewhere_is_no_markup() -> None:
    answers = ANSWERS.with_(groups_paths=("<b>group</b>",))
    for _name, sheet in tickets(Plan(answers, (), tasks=byhand_run.rows(answers, None))):
        assert "<b>" not in as_markdown(sheet)
