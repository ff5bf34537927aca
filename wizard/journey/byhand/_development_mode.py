"""Development mode of the Jira site as the tasks by hand show it.

Source: Atlassian developer, "Getting started with Connect", development mode; GET /rest/plugins/1.0/settings.
"""

from wizard.domain.answers import Answers
from wizard.domain.errors import Refused
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.journey.values import CopyValue

OPEN = T("In Jira, select Apps, then Manage your apps, and Settings below the list of apps.")
NEWER = T("On newer sites: admin.atlassian.com, Apps, Connected apps, Settings, Developer mode.")


def link(answers: Answers) -> str:
    """Return the address of the page with the switch."""
    return f"{answers.jira.url}/plugins/servlet/upm"


def no_values(_answers: Answers) -> tuple[CopyValue, ...]:
    return ()


async def mode(ports: Ports) -> bool | None:
    """Tell whether it is on; None where the site does not say."""
    try:
        return await ports.jira.development_mode()
    except Refused:  # for Jira administrators only
        return None


def clicks(*last: Text) -> tuple[Text, ...]:
    return (OPEN, *last, NEWER)
