"""What a site holds of what GitLab told it, project by project, for those who test a monitor."""

import asyncio
from collections.abc import Iterator, Mapping
from typing import Any

from wizard.lab.jira.losses import kind_of, path_of
from wizard.lab.jira.site import Site

_BREATHER = 2000


async def flow(site: Site) -> Mapping[str, Any]:
    """Return what came in since the world began, by the path of the GitLab project and by kind; and what was taken."""
    site.settle()
    held: dict[str, dict[str, dict[str, int]]] = {}
    # A list, as more may come in while others have their turn.
    for place, (path, kind, keys) in enumerate(list(_held(site))):
        if place % _BREATHER == 0:
            await asyncio.sleep(0)
        counts = held.setdefault(path, {}).setdefault(kind, {"entities": 0, "mentions": 0})
        counts["entities"] += 1
        counts["mentions"] += keys
    return {"held": held, "unknown_keys": list(site.devinfo.unknown_keys), **site.losses.listed()}


def _held(site: Site) -> Iterator[tuple[str, str, int]]:
    """Give path, kind and number of issues of each entity."""
    for _, repository in site.devinfo.repositories():
        path = path_of(repository.fields["url"])
        for kind, entities in repository.entities.items():
            for entity in entities.values():
                yield path, kind_of(kind), len(entity["issueKeys"])
    for stored in site.providers.every():
        address = stored.entity.get("url") or stored.entity["summary"]["url"]
        yield path_of(address), kind_of(stored.listed), len(stored.issues)
