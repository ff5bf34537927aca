"""Task: each instance behind this one names it as its proxy.

Source: GitLab docs, GitLab for Jira Cloud app, "Configure your GitLab instance to serve as a proxy": Jira Connect
Proxy URL and the redirect URI of the OAuth application point to the proxy. An instance that names it serves the proxy's
key in its own descriptor, and lets the proxy's page read its Application ID: both are seen without any sign-in.
"""

from wizard.checks.gitlab_application_id import PATH as APPLICATION_ID
from wizard.connect.descriptor import DESCRIPTOR_PATH, descriptor_of
from wizard.connect.identity import app_key
from wizard.connect.through import redirect_of
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.url import Url, UrlError, parse
from wizard.domain.version import Version
from wizard.journey.byhand import _scenes
from wizard.journey.byhand._base import Seen, Task
from wizard.journey.values import CopyValue, Mark


def _steps(answers: Answers, _version: Version | None) -> tuple[Text, ...]:
    return (
        T(
            "On each of these instances run this wizard and choose “Behind an own proxy instance”, or do by hand as "
            "follows."
        ),
        T(
            "Admin area, Applications, New application: the redirect URI below, Confidential cleared, the scope api "
            "alone. Keep its Application ID."
        ),
        T(
            "Admin area, Settings, General, GitLab for Jira App: that Application ID, and the Proxy URL below, letter "
            "by letter. An instance that is behind GitLab.com today leaves it with that."
        ),
        T("Instances: {leaves}.", leaves=", ".join(leaf.url for leaf in answers.leaf)),
    )


def _values(answers: Answers) -> tuple[CopyValue, ...]:
    own = parse(answers.gitlab.url)
    return (
        CopyValue(T("Proxy URL"), str(own)),
        CopyValue(T("Redirect URI"), redirect_of(answers, own)),
        *(CopyValue(T("Instance"), leaf.url) for leaf in answers.leaf),
    )


def _link(answers: Answers) -> str:
    first = next((leaf.url.rstrip("/") for leaf in answers.leaf), "")
    return f"{first}/admin/application_settings/general"


async def _names_us(ports: Ports, leaf: Url) -> bool:
    """Tell whether an instance has our key, and lets our page read its Application ID."""
    own = ports.gitlab.url
    found = descriptor_of(await ports.gitlab.page("GET", DESCRIPTOR_PATH, of=leaf))
    page = await ports.gitlab.page("GET", APPLICATION_ID, origin=str(own), of=leaf)
    readable = page.status == 200 and page.headers.get("access-control-allow-origin") == str(own)
    return readable and found is not None and found["key"] == app_key(str(own))


async def _look(answers: Answers, ports: Ports) -> Seen:
    missing: list[str] = []
    for leaf in answers.leaf:
        try:
            ready = await _names_us(ports, parse(leaf.url))
        except (PortError, UrlError):  # an instance that cannot be asked is not seen ready
            ready = False
        if not ready:
            missing.append(leaf.url)
    if missing:
        return Seen(Mark.WAITING, T("not set yet: {leaves}", leaves=", ".join(missing)))
    return Seen(Mark.OK, T("all of them name this instance as their proxy"))


def _applies(answers: Answers) -> bool:
    return on_route.proxy(answers) and bool(answers.leaf)


TASK = Task(
    id="proxy-set-leaves",
    rank=400,
    title=T("Set up the instances behind this one"),
    who=T("GitLab administrator of each instance"),
    minutes=5,
    steps=_steps,
    values=_values,
    link=_link,
    applies=_applies,
    look=_look,
    scenes=_scenes.set_leaf,
)
