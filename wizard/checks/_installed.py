"""What some checks ask of the other side: an empty setting is nothing special until the app is on the Jira site."""

from wizard.connect.through import app_of
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.ports import Ports


async def app_is_installed(answers: Answers, ports: Ports) -> bool:
    """Tell whether the app of this route is on the site; False as well where Jira does not say.

    False, too, behind an own proxy: the app there is the proxy's, and says nothing of this instance.
    """
    if on_route.leaf(answers):
        return False
    key = app_of(answers, ports.gitlab.url)
    try:
        return any(app.key == key for app in await ports.jira.apps())
    except PortError:
        return False
