"""Task: install the app of the private listing in Jira, by the installation URL with its token."""

from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.version import Version
from wizard.journey.byhand import _app, _development_mode, _scenes
from wizard.journey.byhand._base import Seen, Task


def _steps(_answers: Answers, _version: Version | None) -> tuple[Text, ...]:
    return _development_mode.clicks(
        T("Tick Enable private listings, then select Apply."),
        T("Select Upload app, paste the installation URL of the token, and select Upload."),
    )


async def _look(answers: Answers, ports: Ports) -> Seen:
    return await _app.look("jira-install-listing", answers, ports)


TASK = Task(
    id="jira-install-listing",
    rank=100,
    title=T("Install the private listing in Jira"),
    who=T("Jira site administrator"),
    minutes=2,
    steps=_steps,
    values=_development_mode.no_values,
    link=_development_mode.link,
    applies=on_route.listing,
    look=_look,
    scenes=_scenes.install_listing,
)
