"""What some checks ask of the other side: an empty setting is nothing special until the app is on the Jira site."""

from wizard.connect.identity import key_of_app
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.ports import Ports


async def app_is_installed(answers: Answers, ports: Ports) -> bool:
    """Tell whether the app of this route is on the site; False as well where Jira does not say."""
    key = key_of_app(answers.route, ports.gitlab.url)
    try:
        return any(app.key == key for app in await ports.jira.apps())
    except PortError:
        return False
