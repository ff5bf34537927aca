"""Walks through the pages beside the way by keys: each control has a name and a role, each page its heading, Tab comes
round and is always in sight; a setting is changed and the help is searched.
"""

import json
import sys

from tests.e2e.walk.program import arguments, walked
from tests.e2e.walk.walk import Walk

PAGES = {"monitor": "Monitor", "activity": "Activity", "recipes": "Recipes", "settings": "Settings", "help": "Help"}


def _open(walk: Walk, step: str) -> None:
    """Open a page from the list at the left, look at all of it, and stay there."""
    walk.page("Connect GitLab and Jira")
    walk.tab_to(f"start-rail.{step}")
    walk.press("space")
    walk.page(PAGES[step])
    walk.look_at_names()
    walk.round()
    walk.picture(step)


def beside(walk: Walk) -> None:
    """Open each page beside the way and go back to the start page."""
    for step in PAGES:
        _open(walk, step)
        if step == "settings":
            walk.tab_to("settings.motion")
            walk.press("Down")
            walk.said("Turning icons")
            walk.tab_to("settings.motion.reset")
            walk.press("Return")
            walk.focus_on("settings.motion")
        if step == "help":
            walk.tab_to("help.search")
            walk.fill("network-refused")
            walk.said("Help: network-refused")
        walk.press("Alt+Left")


def main() -> int:
    return walked(arguments(__doc__).parse_args(), beside, lambda walk: json.dumps(walk.met))


if __name__ == "__main__":
    sys.exit(main())
