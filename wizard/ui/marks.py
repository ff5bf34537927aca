"""Icons and words of a row's mark, and of the place a row was seen from."""

from wizard.domain.findings import SeenFrom
from wizard.domain.text import T, Text
from wizard.journey.mark import Mark
from wizard.ui.i18n import decimal

MARKS: dict[Mark, tuple[str, str, Text]] = {
    Mark.WAITING: ("circle", "muted", T("waiting")),
    Mark.RUNNING: ("arc", "accent", T("running")),
    Mark.OK: ("circle-check", "ok", T("holds")),
    Mark.WARNING: ("triangle", "warn", T("look at this")),
    Mark.FAILED: ("circle-x", "error", T("failed")),
    Mark.SKIPPED: ("dash", "muted", T("not asked")),
}
"""Icon, token, word."""

VANTAGES: dict[SeenFrom, Text] = {
    SeenFrom.COMPUTED: T("computed"),
    SeenFrom.DESKTOP: T("this computer"),
    SeenFrom.BROWSER: T("browser"),
    SeenFrom.GITLAB_HOST: T("GitLab host"),
    SeenFrom.GITLAB_COM: T("GitLab.com"),
    SeenFrom.JIRA: T("Jira"),
}

PLAN_STATES: dict[str, tuple[str, str, Text]] = {
    "planned": ("circle", "muted", T("to do")),
    "working": ("arc", "accent", T("working")),
    "done": ("circle-check", "ok", T("done")),
    "failed": ("circle-x", "error", T("failed")),
    "unknown": ("triangle", "warn", T("not known")),
    "undone": ("undo", "ok", T("undone")),
    "left": ("dash", "warn", T("left as it is")),
}


def duration(ms: float) -> str:
    """Return a time as rows show it: `38 ms`, `1.96 s`."""
    return f"{ms:.0f} ms" if ms < 1000 else f"{decimal(ms / 1000, 2)} s"
