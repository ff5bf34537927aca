"""Task: tell the app in Jira which GitLab instance it serves.

Source: GitLab docs, GitLab for Jira Cloud app, "Link your instance". GitLab.com shows the choice only to the app's
own page, so
it is seen done only when a group is linked afterwards.
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
        T(
            "In Jira, select Apps, then Manage your apps, expand GitLab for Jira (the app's name in this list) and "
            "select Get started."
        ),
        T("Select Change GitLab version, then GitLab (self-managed)."),
        T("Paste the instance URL and select Save."),
    )


def _values(answers: Answers) -> tuple[CopyValue, ...]:
    return (CopyValue(T("GitLab instance URL"), answers.gitlab.url),)


async def _look(answers: Answers, ports: Ports) -> Seen:
    linked = await _linked.look(answers, ports)
    if linked.mark is Mark.OK:
        return Seen(Mark.OK, T("done: groups could be linked"))
    return Seen(Mark.WARNING, NEVER_SEEN)


TASK = Task(
    id="gitlab-com-choose-self-managed",
    rank=200,
    title=T("Choose self-managed and enter the address"),
    who=T("Jira site administrator"),
    minutes=1,
    steps=_steps,
    values=_values,
    link=_app.page,
    applies=on_route.marketplace,
    look=_look,
    scenes=_scenes.choose_self_managed,
)
