"""What changed at places of the Jira issue integration, in the words of its settings."""

from collections.abc import Sequence

from wizard.domain.integration_labels import LABELS, WAYS
from wizard.domain.text import T, Text
from wizard.monitor.values import PlaceChange

_SWITCHED = {"true": T("on"), "false": T("off"), "": T("(empty)")}
_WAY = "jira_auth_type"


def change_words(change: PlaceChange) -> Text:
    """Return one change: `Commits that mention an issue: on → off`."""
    label = LABELS.get(change.name, change.name)
    before, after = _value(change.name, change.before), _value(change.name, change.after)
    return T("{setting}: {before} → {after}", setting=label, before=before, after=after)


def changes_words(changes: Sequence[PlaceChange]) -> Text:
    """Return all of them in one line, each once."""
    first, *others = dict.fromkeys(changes)
    said = change_words(first)
    for one in others:
        said = T("{changes}; {change}", changes=said, change=change_words(one))
    return said


def _value(name: str, value: str) -> Text | str:
    if name == _WAY:
        return WAYS.get(value, value)
    return _SWITCHED.get(value, value)
