"""The help of a page, from the files beside the program."""

from wizard.ui.i18n import tr
from wizard.ui.resources import resource


def help_of(step: str, otherwise: str) -> str:
    """Return the help text of a step; `otherwise` when there is no file for it."""
    path = resource(f"help/{step}.md")
    if path.is_file():
        return path.read_text(encoding="utf-8")
    keys = tr(
        "Esc cancels, Alt+Left goes back, Ctrl+Enter presses the filled button, Ctrl+1 to Ctrl+9 open a step you have "
        "been to, Ctrl+Shift+C copies the page for a ticket."
    )
    return f"{otherwise}\n\n{keys}"
