"""What the window says when something happened that nobody foresaw: where, but no message."""

import logging
import traceback
from pathlib import PurePath

from wizard.domain.findings import Finding, Severity
from wizard.domain.text import T

_log = logging.getLogger(__name__)


def _place(error: BaseException) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return "?"
    last = frames[-1]
    return f"{PurePath(last.filename).name}:{last.lineno} {last.name}"


def unforeseen(work: str, error: BaseException) -> Finding:
    """Return the finding for an error that is a mistake of ours, and write one line into the log."""
    kind, place = type(error).__name__, _place(error)
    _log.error("unforeseen %s in %s at %s", kind, work, place)
    return Finding(
        "program-unforeseen",
        Severity.BLOCKER,
        T("Something happened that this program did not foresee"),
        T("A mistake in the program ({kind}), not in your set-up.", kind=kind),
        T("What was changed so far is in the journal. Copy the details into a ticket, close the window and resume."),
        source="",
        facts={"kind": kind, "place": place, "work": work},
    )
