"""What the buttons of the way are called on each platform: the only place that knows."""

import sys

from wizard.ui.i18n import tr

_platform = sys.platform


def use_platform(platform: str) -> None:
    """Speak as on another platform from now on, e.g. `darwin`; a name as `sys.platform` has it."""
    global _platform
    _platform = platform


def _on_a_mac() -> bool:
    return _platform == "darwin"


def back() -> str:
    """Return the word for going to the step before."""
    return tr("Go Back") if _on_a_mac() else tr("Back")


def go_on() -> str:
    """Return the word for going to the step after."""
    return tr("Continue") if _on_a_mac() else tr("Next")


def end() -> str:
    """Return the word for leaving when all is done."""
    return tr("Done") if _on_a_mac() else tr("Close")
