"""Reads what the journal kept of apps that this program installed."""

from wizard.changes import jira_app_install
from wizard.domain.answers import Answers
from wizard.domain.app_snapshot import AppSnapshot
from wizard.domain.journal import State, Store
from wizard.journey.past import past


class StoredSnapshots:
    """Implements `wizard.domain.app_snapshot.Snapshots` for the sites of these answers."""

    def __init__(self, store: Store, world: str, answers: Answers) -> None:
        self._store, self._world, self._answers = store, world, answers

    async def of_app(self, key: str) -> AppSnapshot | None:
        records = (await past(self._store, self._world, self._answers, frozenset())).records
        record = records.get(jira_app_install.CHANGE.recorded_as)
        if record is None or record.state is not State.CONFIRMED:
            return None
        made, descriptor = record.data.get("made"), record.data.get(jira_app_install.SNAPSHOT)
        if not isinstance(made, dict) or made.get("key") != key or not isinstance(descriptor, dict):
            return None
        return AppSnapshot(descriptor, str(made.get("version") or ""))
