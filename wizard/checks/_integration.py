"""What the checks of the Jira issue integration share: when they apply, whom they ask, what they look at."""

from collections.abc import Awaitable, Callable

from wizard.checks._base import Result
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.errors import SecretMissing
from wizard.domain.integration_address import api_base, web_url
from wizard.domain.jira_account import JiraAccount
from wizard.domain.ports import Ports
from wizard.domain.route import LED
from wizard.domain.text import T
from wizard.domain.url import Url, UrlError, parse

Asks = Callable[[Answers, Ports], Awaitable[Result]]
_TAKEN_OVER = T("not asked: settings from above are taken over, and no token of theirs was given")


def wanted(answers: Answers) -> bool:
    """Tell whether the integration is part of this set-up."""
    return answers.route in LED and answers.integration.wanted


def page_of_test(answers: Answers) -> str:
    """Return the page on which project and issue of the test are named."""
    return "integration" if on_route.integration_alone(answers) else "groups"


def of_account(run: Asks) -> Asks:
    """Return a question to Jira as the integration's user; it is left out where settings above are taken over and
    nobody gave their token: nothing of Jira is written then.
    """

    async def asked(answers: Answers, ports: Ports) -> Result:
        if answers.integration.inherit and ports.account is None:
            return Result(note=_TAKEN_OVER)
        return await run(answers, ports)

    return asked


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
    return tuple(dict.fromkeys(key.strip() for key in named if key.strip()))


def names_places(answers: Answers) -> bool:
    """Tell whether the answers name GitLab projects, one by one or many at once."""
    wanted_of = answers.integration
    return bool(answers.proof.project or wanted_of.projects or wanted_of.groups or wanted_of.search)
