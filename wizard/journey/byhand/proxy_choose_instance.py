"""Task: tell the app of the own proxy which GitLab instance it serves.

Source: GitLab docs, GitLab for Jira Cloud app, "Link your instance". The proxy shows the choice only to the app's own
page, so it is seen done only when a group is linked afterwards.
"""

from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.version import Version
from wizard.journey.byhand import _app, _linked, _proxy_page, _scenes
from wizard.journey.byhand._base import NEVER_SEEN, Seen, Task
from wizard.journey.values import CopyValue, Mark


def _steps(answers: Answers, _version: Version | None) -> tuple[Text, ...]:
    return (
        _proxy_page.OPEN,
        _proxy_page.get_started(answers),
        T("Select Change GitLab version, then GitLab (self-managed)."),
        T("Paste the instance URL and select Save. What other instances have linked stays as it is."),
    )


def _values(answers: Answers) -> tuple[CopyValue, ...]:
    return (CopyValue(T("GitLab instance URL"), answers.gitlab.url),)


async def _look(answers: Answers, ports: Ports) -> Seen:
    there = await _app.look("proxy-choose-instance", answers, ports)
    if there.mark is not Mark.OK:
        return there
    linked = await _linked.look(answers, ports)
    if linked.mark is Mark.OK:
        return Seen(Mark.OK, T("done: groups could be linked"))
    return Seen(Mark.WARNING, NEVER_SEEN)


TASK = Task(
    id="proxy-choose-instance",
    rank=200,
    title=T("Enter the address on the page of the proxy's app"),
    who=T("Jira site administrator"),
    minutes=1,
    steps=_steps,
    values=_values,
    link=_app.page,
    applies=on_route.leaf,
    look=_look,
    scenes=_scenes.choose_self_managed,
)
