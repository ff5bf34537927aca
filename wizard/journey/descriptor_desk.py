"""Reads descriptors that exist: from an address without any sign-in, and from what this program kept of an install."""

from collections.abc import Mapping

from wizard.connect.descriptor import DESCRIPTOR_PATH
from wizard.connect.identity import key_of_app
from wizard.domain.answers import Answers
from wizard.domain.gitlab import Json
from wizard.domain.journal import Store
from wizard.domain.secret import Secret
from wizard.domain.url import Url, parse
from wizard.domain.world import World
from wizard.journey.app_snapshots import StoredSnapshots
from wizard.journey.descriptor_port import ServedDescriptor

_NOBODY = Secret("none-yet")
"""No sign-in: a page is asked for without any header of it."""
_MOST_BYTES = 1024 * 1024


async def served(world: World, url: Url) -> ServedDescriptor:
    """Ask an address for its descriptor. Raises: PortError."""
    whole = url if url.path.endswith((".json", "/app_descriptor")) else _of_instance(url)
    host = Url(whole.scheme, whole.host, whole.port)
    page = await world.gitlab(host, _NOBODY).page("GET", whole.path, size_limit=_MOST_BYTES)
    return ServedDescriptor(str(whole), page.status, page.body, page.headers.get("content-type", ""))


def _of_instance(url: Url) -> Url:
    """Return the address of the descriptor of the instance that people named by its start page."""
    return Url(url.scheme, url.host, url.port, url.path + DESCRIPTOR_PATH)


class DescriptorDesk:
    def __init__(self, world: World, store: Store) -> None:
        self._world, self._store = world, store

    async def served(self, url: Url) -> ServedDescriptor:
        return await served(self._world, url)

    async def installed(self, answers: Answers) -> Mapping[str, Json] | None:
        key = key_of_app(answers.route, parse(answers.gitlab.url))
        kept = await StoredSnapshots(self._store, self._world.key, answers).of_app(key)
        return None if kept is None else kept.descriptor
