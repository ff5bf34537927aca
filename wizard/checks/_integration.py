"""What the checks of the Jira issue integration share: when they apply, whom they ask, what they look at."""

from collections.abc import Sequence

from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.errors import SecretMissing
from wizard.domain.gitlab import Project
from wizard.domain.integration_address import api_base, web_url
from wizard.domain.jira_account import JiraAccount
from wizard.domain.ports import Ports
from wizard.domain.route import LED
from wizard.domain.url import Url, UrlError, parse

MOST_PROJECTS = 20
"""So many GitLab projects are looked at one by one: a check is a sample, the inventory looks at all."""


def wanted(answers: Answers) -> bool:
    """Tell whether the integration is part of this set-up."""
    return answers.route in LED and answers.integration.wanted


def page_of_test(answers: Answers) -> str:
    """Return the page on which project and issue of the test are named."""
    return "integration" if on_route.integration_alone(answers) else "groups"


def account_of(ports: Ports) -> JiraAccount:
    """Return Jira as the integration's user sees it. Raises: SecretMissing."""
    if ports.account is None:
        raise SecretMissing("integration-secret-missing", {"host": "Jira", "user": "the integration"})
    return ports.account


def url_of(text: str) -> Url | None:
    """Return an address that was typed; None for one that cannot be read: its page says so."""
    try:
        return parse(text)
    except UrlError:
        return None


def web_of(answers: Answers) -> Url | None:
    return url_of(web_url(answers))


def api_of(answers: Answers) -> Url | None:
    return url_of(api_base(answers))


def jira_projects(answers: Answers) -> tuple[str, ...]:
    """Return the keys of the Jira projects that the answers name: shown, for vulnerabilities, of the test."""
    section, of_issue = answers.integration, answers.proof.issue.rpartition("-")[0]
    named = (*section.project_keys, section.vulnerabilities_project, of_issue)
    return tuple(dict.fromkeys(key for key in named if key))


def gitlab_projects(answers: Answers) -> tuple[str, ...]:
    """Return the paths of the first GitLab projects that the answers name one by one, that of the test first."""
    named = (answers.proof.project, *answers.integration.projects)
    return tuple(dict.fromkeys(path for path in named if path))[:MOST_PROJECTS]


async def seen_projects(answers: Answers, ports: Ports) -> Sequence[Project]:
    """Return those of `gitlab_projects` that GitLab shows."""
    found = [await ports.gitlab.project(path) for path in gitlab_projects(answers)]
    return [one for one in found if one is not None]
