"""Task: open the page of the installed app.

Source: GitLab docs, GitLab for Jira Cloud app, "Install the application in development mode": Get started.
"""

from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.version import Version
from wizard.journey.byhand import _app, _linked, _scenes
from wizard.journey.byhand._base import NEVER_SEEN, Seen, Task
from wizard.journey.values import CopyValue, Mark


def _steps(_answers: Answers, _version: Version | None) -> tuple[Text, ...]:
    return (
        T("In Jira, select Apps, then Manage your apps, and expand GitLab for Jira (newer Jira: Connected apps)."),
        T("Select Get started. The page comes from your GitLab and shows Sign in to GitLab."),
    )


def _values(answers: Answers) -> tuple[CopyValue, ...]:
    return (CopyValue(T("Key of the app"), _app.key(answers)),)


async def _look(answers: Answers, ports: Ports) -> Seen:
    there = await _app.look("jira-app-get-started", answers, ports)
    if there.mark is not Mark.OK:
        return there
    linked = await _linked.look(answers, ports)
    return (
        Seen(Mark.OK, T("done: groups could be linked")) if linked.mark is Mark.OK else Seen(Mark.WARNING, NEVER_SEEN)
    )


TASK = Task(
    id="jira-app-get-started",
    rank=200,
    title=T("Open the app's page"),
    who=T("Jira site administrator"),
    minutes=1,
    steps=_steps,
    values=_values,
    link=_app.page,
    applies=on_route.own_app,
    look=_look,
    scenes=_scenes.get_started,
)
