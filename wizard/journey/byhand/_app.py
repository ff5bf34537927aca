"""The app in Jira as the tasks by hand need it: its key, its page, and whether it is there and switched on."""

from dataclasses import replace

from wizard.checks.jira_app import disabled
from wizard.connect.through import app_of
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.findings import SeenFrom
from wizard.domain.jira import App
from wizard.domain.ports import Ports
from wizard.domain.text import T
from wizard.domain.url import parse
from wizard.journey.byhand._base import NEVER_SEEN, Seen
from wizard.journey.values import Mark


def key(answers: Answers) -> str:
    """Return the key of the app of these answers."""
    return app_of(answers, parse(answers.gitlab.url))


def page(answers: Answers) -> str:
    """Return the address of the app's page in Jira."""
    return f"{answers.jira.url}/plugins/servlet/ac/{key(answers)}/gitlab-configuration"


async def installed(answers: Answers, ports: Ports) -> App | None:
    """Return the app as the site lists it; None when it is not there. Raises: Refused where the list is not shown."""
    wanted = key(answers)
    return next((one for one in await ports.jira.apps() if one.key == wanted), None)


async def look(task: str, answers: Answers, ports: Ports) -> Seen:
    """Return OK when the app is on the site and switched on."""
    try:
        app = await installed(answers, ports)
    except Refused:  # the list of apps is for Jira administrators
        return Seen(Mark.WARNING, NEVER_SEEN)
    if app is None:
        return Seen(Mark.WAITING, T("the app is not in the list of installed apps yet"))
    if not app.enabled:
        finding = disabled(ports.jira.url.host, app.key, app.version)
        return Seen(Mark.FAILED, T("installed, but disabled"), replace(finding, check=task, seen_from=SeenFrom.JIRA))
    return Seen(Mark.OK, T("installed, version {version}", version=app.version))
