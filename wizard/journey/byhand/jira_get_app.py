"""Task: get the GitLab for Jira Cloud app from the Atlassian Marketplace.

Source: GitLab docs, GitLab for Jira Cloud app, "Install the GitLab for Jira Cloud app".
"""

from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.route import MARKETPLACE_APP_KEY, Route
from wizard.domain.text import T, Text
from wizard.domain.version import Version
from wizard.journey.byhand._base import NEVER_SEEN, Seen, Task
from wizard.journey.values import CopyValue, Mark

_DISABLED = Finding(
    code="jira-app-disabled",
    severity=Severity.BLOCKER,
    title=T("The app is installed and switched off"),
    cause=T("Jira lists GitLab for Jira Cloud as disabled, so it accepts no data from GitLab."),
    fix=T("In Jira: Apps, Manage your apps, GitLab for Jira, Enable app."),
    source="Atlassian app management",
    check="jira-get-app",
    seen_from=SeenFrom.JIRA,
)


def _steps(_answers: Answers, _version: Version | None) -> tuple[Text, ...]:
    return (
        T("In Jira, on the top bar, select Apps, then Explore more apps."),
        T('Search for "GitLab for Jira Cloud" and open it.'),
        T("Select Get it now (newer Jira: Get app) and confirm."),
    )


def _values(_answers: Answers) -> tuple[CopyValue, ...]:
    return (CopyValue(T("Name to search for"), "GitLab for Jira Cloud"),)


def _link(answers: Answers) -> str:
    return f"{answers.jira.url}/jira/marketplace/discover/app/{MARKETPLACE_APP_KEY}"


def _applies(answers: Answers) -> bool:
    return answers.route is Route.MARKETPLACE


async def _look(_answers: Answers, ports: Ports) -> Seen:
    try:
        apps = await ports.jira.apps()
    except Refused:  # the list of apps is for Jira administrators
        return Seen(Mark.WARNING, NEVER_SEEN)
    app = next((one for one in apps if one.key == MARKETPLACE_APP_KEY), None)
    if app is None:
        return Seen(Mark.WAITING, T("the app is not in the list of installed apps yet"))
    if not app.enabled:
        return Seen(Mark.FAILED, T("installed, but disabled"), _DISABLED)
    return Seen(Mark.OK, T("installed, version {version}", version=app.version))


TASK = Task(
    id="jira-get-app",
    rank=100,
    title=T("Get the app in Jira"),
    who=T("Jira site administrator"),
    minutes=1,
    steps=_steps,
    values=_values,
    link=_link,
    applies=_applies,
    look=_look,
)
