"""Task: wait until Atlassian has approved the private listing.

Source: gitlab-org/gitlab issue 268278: approval took up to two weeks.
"""

from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.version import Version
from wizard.journey.byhand import _app, _listing, _scenes
from wizard.journey.byhand._base import NEVER_SEEN, Seen, Task
from wizard.journey.values import CopyValue, Mark


def _steps(_answers: Answers, _version: Version | None) -> tuple[Text, ...]:
    return (
        T("Atlassian reviews the listing; that takes up to two weeks. Answer what it asks by e-mail."),
        T("Close the program meanwhile if you like: Resume on the page Start goes on here."),
    )


def _values(answers: Answers) -> tuple[CopyValue, ...]:
    return (CopyValue(T("Key of the app"), _app.key(answers)),)


async def _look(answers: Answers, ports: Ports) -> Seen:
    seen = await _listing.once_listed(answers, ports)
    if seen.mark is Mark.OK:
        return Seen(Mark.OK, T("approved: the Marketplace shows it"))
    if ports.marketplace is None:
        return Seen(Mark.WARNING, NEVER_SEEN)
    return Seen(Mark.WAITING, T("not approved yet: the Marketplace does not show it"))


TASK = Task(
    id="marketplace-approval",
    rank=80,
    title=T("Wait for Atlassian's approval"),
    who=_listing.WHO,
    minutes=5,
    steps=_steps,
    values=_values,
    link=_listing.listings,
    applies=on_route.listing,
    look=_look,
    scenes=_scenes.approval,
)
