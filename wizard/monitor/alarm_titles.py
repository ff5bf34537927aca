"""The title of a finding in the time line: kept as a text, so that it can be said in any language later."""

import msgspec

from wizard.domain.text import Text
from wizard.monitor.values import Event

OF_ALARMS = frozenset({"alarm-raised", "alarm-cleared"})


def kept(title: Text) -> str:
    """Return a title as an event keeps it in `before`."""
    return msgspec.json.encode(title, enc_hook=str).decode()


def title_of(event: Event) -> Text | None:
    """Return what an alarm was about; None where an older version, or another kind of event, wrote no title."""
    if event.code not in OF_ALARMS:
        return None
    try:
        return msgspec.json.decode(event.before, type=Text)
    except msgspec.DecodeError:
        return None
