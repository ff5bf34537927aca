"""What becomes of one place that moves to another Jira: its connection, its user, and names that are others there.

All else of it stays as it was. Ids of transitions belong to a workflow of the old Jira: an id that no other takes the
place of is left out, because in the new Jira it may be another transition, or none.
"""

from collections.abc import Mapping

from wizard.changes._base import Values
from wizard.changes._integration_values import ACTIVE
from wizard.domain.answers import Answers
from wizard.domain.gitlab import Json
from wizard.domain.jira_integration import transition_ids

TRANSITIONS = "jira_issue_transition_id"


def moved(answers: Answers, before: Values, connection: Mapping[str, Json]) -> dict[str, Json]:
    """Return the whole state of a place after its move, from what it was and what leads to the new Jira."""
    wanted = answers.integration
    goal: dict[str, Json] = {**{name: value for name, value in before.items() if name != ACTIVE}, **connection}
    user = wanted.new_users.get(str(before.get("username") or ""), "").strip()
    if user:
        goal["username"] = user
    goal |= _keys(before, wanted.new_keys)
    if before.get(TRANSITIONS):
        known = transition_ids(str(before[TRANSITIONS]))
        kept = [wanted.new_transitions.get(one, "") for one in known]
        goal[TRANSITIONS] = ",".join(dict.fromkeys(one for one in kept if one))
    return goal


def _keys(before: Values, new: Mapping[str, str]) -> dict[str, Json]:
    made: dict[str, Json] = {}
    known = before.get("project_keys")
    if isinstance(known, list):
        made["project_keys"] = list[Json](dict.fromkeys(new.get(str(key), str(key)) for key in known))
    key = before.get("project_key")
    if isinstance(key, str) and key in new:
        made["project_key"] = new[key]
    return made
