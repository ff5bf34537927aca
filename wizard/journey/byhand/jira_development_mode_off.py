"""Task: switch development mode off again once the app is installed, so that nobody else installs unchecked apps.

Source: GitLab docs, GitLab for Jira Cloud app, "Install the application in development mode": last step.
"""

from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.version import Version
from wizard.journey.byhand import _app, _development_mode, _scenes
from wizard.journey.byhand._base import NEVER_SEEN, Seen, Task
from wizard.journey.values import Mark


def _steps(_answers: Answers, _version: Version | None) -> tuple[Text, ...]:
    return _development_mode.clicks(
        T("Clear Enable development mode, then select Apply. An app that is installed stays.")
    )


async def _look(answers: Answers, ports: Ports) -> Seen:
    try:
        there = await _app.installed(answers, ports)
    except Refused:  # the list of apps is for Jira administrators
        return Seen(Mark.WARNING, NEVER_SEEN)
    mode = await _development_mode.mode(ports)
    if mode is None:
        return Seen(Mark.WARNING, NEVER_SEEN)
    if not mode:
        return Seen(Mark.OK, T("development mode is off"))
    if there is None:  # before the install it stays on; after an undo it goes off
        return Seen(Mark.WAITING, T("development mode is on, and the app is not installed"))
    return Seen(Mark.WAITING, T("development mode is still on"))


TASK = Task(
    id="jira-development-mode-off",
    rank=900,
    title=T("Switch development mode off again"),
    who=T("Jira site administrator"),
    minutes=1,
    steps=_steps,
    values=_development_mode.no_values,
    link=_development_mode.link,
    applies=on_route.own_descriptor,
    look=_look,
    scenes=_scenes.development_mode_off,
)
