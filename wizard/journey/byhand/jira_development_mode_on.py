"""Task: switch development mode on, so that Jira installs an app by its descriptor. Comes before the changes."""

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
        T("Tick Enable private listings and Enable development mode, then select Apply."),
    )


async def _look(answers: Answers, ports: Ports) -> Seen:
    mode = await _development_mode.mode(ports)
    if mode:
        return Seen(Mark.OK, T("development mode is on"))
    try:
        there = await _app.installed(answers, ports)
    except Refused:
        there = None
    if there is not None:
        return Seen(Mark.OK, T("not needed any more: the app is installed"))
    return Seen(Mark.WARNING, NEVER_SEEN) if mode is None else Seen(Mark.WAITING, T("development mode is off"))


TASK = Task(
    id="jira-development-mode-on",
    rank=50,
    title=T("Switch development mode on"),
    who=T("Jira site administrator"),
    minutes=1,
    steps=_steps,
    values=_development_mode.no_values,
    link=_development_mode.link,
    applies=on_route.own_descriptor,
    look=_look,
    scenes=_scenes.development_mode_on,
    before=True,
    closed_by="jira-development-mode-off",
)
