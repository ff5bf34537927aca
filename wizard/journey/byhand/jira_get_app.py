"""Task: get the GitLab for Jira Cloud app from the Atlassian Marketplace.

Source: GitLab docs, GitLab for Jira Cloud app, "Install the GitLab for Jira Cloud app".
"""

from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.ports import Ports
from wizard.domain.route import MARKETPLACE_APP_KEY
from wizard.domain.text import T, Text
from wizard.domain.version import Version
from wizard.journey.byhand import _app, _scenes
from wizard.journey.byhand._base import Seen, Task
from wizard.journey.values import CopyValue


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


async def _look(answers: Answers, ports: Ports) -> Seen:
    return await _app.look("jira-get-app", answers, ports)


TASK = Task(
    id="jira-get-app",
    rank=100,
    title=T("Get the app in Jira"),
    who=T("Jira site administrator"),
    minutes=1,
    steps=_steps,
    values=_values,
    link=_link,
    applies=on_route.official_app,
    look=_look,
    scenes=_scenes.get_app,
)
