"""Task: make an access token that opens the private listing for the Jira site.

Its value stays between the Marketplace and Jira: it is never entered here.
"""

from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.version import Version
from wizard.journey.byhand import _app, _listing, _scenes
from wizard.journey.byhand._base import NEVER_SEEN, Seen, Task
from wizard.journey.values import CopyValue, Mark


def _steps(_answers: Answers, _version: Version | None) -> tuple[Text, ...]:
    return (
        T("Open the app in Manage listings and select Private listings, then Create a token."),
        T("Enter the host of the Jira site, and an active state such as ACTIVE_TRIAL."),
        T("Copy the installation URL: it holds the token, so treat it like a password. The next task needs it."),
    )


def _values(answers: Answers) -> tuple[CopyValue, ...]:
    return (CopyValue(T("Jira site"), answers.jira.url.removeprefix("https://")),)


async def _look(answers: Answers, ports: Ports) -> Seen:
    try:
        known = {one.key for one in await ports.jira.access_tokens()}
    except Refused:  # for Jira administrators only
        known = set()
    if _app.key(answers) in known:
        return Seen(Mark.OK, T("done: the site has a token"))
    return Seen(Mark.WARNING, NEVER_SEEN)


TASK = Task(
    id="marketplace-token",
    rank=90,
    title=T("Make an access token for the site"),
    who=_listing.WHO,
    minutes=2,
    steps=_steps,
    values=_values,
    link=_listing.tokens,
    applies=on_route.listing,
    look=_look,
    scenes=_scenes.access_token,
)
