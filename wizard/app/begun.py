"""Reads from the journal how a connection began."""

from wizard.domain.answers import Answers
from wizard.domain.errors import PortError
from wizard.domain.journal import State, Store
from wizard.journey.past import sites_of
from wizard.monitor.begun import Begun

_LINKED, _ARRIVED = "link-groups", "proof-arrived"


async def begun(store: Store, world: str, answers: Answers) -> Begun:
    """Return what the newest session of these sites knows; nothing where another program of ours holds the journal."""
    sites = (answers.gitlab.url, answers.jira.url)
    try:
        newest = next((one for one in await store.sessions(world) if sites_of(one) == sites), None)
        rows = await store.rows(newest.id) if newest is not None else ()
    except PortError:
        return Begun()
    linked = [row.at for row in rows if row.subject.endswith(_LINKED) and row.state is State.CONFIRMED]
    arrived = [row.at for row in rows if row.kind == "proof" and row.subject == _ARRIVED and "ms" in row.data]
    return Begun(linked[-1] if linked else None, arrived[-1] if arrived else None)
