"""Walks through the pages beside the way by keys: each control has a name and a role, each page its heading, Tab comes
round and is always in sight; a setting is changed and the help is searched.
"""

import argparse
import json
import sys
from pathlib import Path

from tests.e2e.walk.accessible_tree import AccessibleTree
from tests.e2e.walk.keyboard import Keyboard
from tests.e2e.walk.walk import Lost, Walk

PAGES = {"activity": "Activity", "recipes": "Recipes", "settings": "Settings", "help": "Help"}


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--display", required=True, help="the X display with the window")
    parser.add_argument("--bus", required=True, help="address of the session bus that knows the accessibility bus")
    parser.add_argument("--shots", type=Path, required=True, help="folder for pictures of each page")
    return parser.parse_args()


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
    given = _arguments()
    tree, keyboard = AccessibleTree(given.bus), Keyboard(given.display)
    walk = Walk(tree, keyboard, given.shots)
    try:
        beside(walk)
    except (Lost, AssertionError, OSError) as error:
        sys.stderr.write(f"lost: {error}\n")
        walk.give_evidence()
        return 1
    finally:
        keyboard.close()
        tree.close()
    sys.stdout.write(json.dumps(walk.met) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
