"""What the checks of the Jira issue integration share: when they apply, whom they ask, what they look at."""

from asyncio import gather
from collections.abc import Awaitable, Callable, Sequence

from wizard.checks._base import Result
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.errors import SecretMissing
from wizard.domain.gitlab import Project
from wizard.domain.integration_address import api_base, web_url
from wizard.domain.jira_account import JiraAccount
from wizard.domain.ports import Ports
from wizard.domain.route import LED
from wizard.domain.text import T
from wizard.domain.url import Url, UrlError, parse

Asks = Callable[[Answers, Ports], Awaitable[Result]]
_TAKEN_OVER = T("not asked: settings from above are taken over, and no token of theirs was given")
_SHOWN = 5
MOST_PROJECTS = 20
"""So many GitLab projects are looked at one by one: a check is a sample, the inventory looks at all."""


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


async def seen_projects(answers: Answers, ports: Ports) -> Sequence[Project]:
    """Return the first projects that the answers name and GitLab shows, that of the test before all others."""
    paths = dict.fromkeys(path for path in (answers.proof.project, *answers.integration.projects) if path)
    named = await gather(*(ports.gitlab.project(path) for path in list(paths)[:MOST_PROJECTS]))
    found = {one.path: one for one in named if one is not None}
    if len(found) < MOST_PROJECTS:
        found |= {one.path: one for one in await _listed(answers, ports) if one.path not in found}
    return tuple(found.values())[:MOST_PROJECTS]


async def _listed(answers: Answers, ports: Ports) -> Sequence[Project]:
    """Return the first page of projects of each group, and of what was searched for."""
    wanted_of, gitlab = answers.integration, ports.gitlab
    asked = [gitlab.all_projects(group=path.strip("/")) for path in wanted_of.groups]
    asked += [gitlab.all_projects(search=wanted_of.search)] if wanted_of.search else []
    pages = await gather(*asked)
    return [project for page, _more in pages for project in page]


async def projects_below(answers: Answers, ports: Ports) -> Sequence[Project]:
    """Return the first projects that inherit from what is set: of each chosen group, or of the whole instance."""
    if answers.integration.scope == "group":
        return (await _listed(answers, ports))[:MOST_PROJECTS]
    page, _more = await ports.gitlab.all_projects()
    return page[:MOST_PROJECTS]


def listed(paths: Sequence[str]) -> str:
    """Return paths for a sentence: the first five, and that there are more."""
    return ", ".join(paths[:_SHOWN]) + (", ..." if len(paths) > _SHOWN else "")
