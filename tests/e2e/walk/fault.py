"""Walks by keys through a window over a lab with a fault: it is found, it is lifted, and the check holds."""

import argparse
import sys
from pathlib import Path

from tests.e2e.walk.accessible_tree import AccessibleTree
from tests.e2e.walk.keyboard import Keyboard
from tests.e2e.walk.walk import Lost, Walk


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--display", required=True, help="the X display with the window")
    parser.add_argument("--bus", required=True, help="address of the session bus that knows the accessibility bus")
    parser.add_argument("--shots", type=Path, required=True, help="folder for pictures of each page")
    return parser.parse_args()


def see_and_lift(walk: Walk) -> None:
    """See the finding, lift its fault in the bar, ask again, and close the window."""
    walk.page("Check both sides")
    walk.said("In this lab a fault is switched on.")
    walk.said("1 blocks this method")
    walk.picture("fault")
    walk.tab_to("checks.info.lab-fault.0")
    walk.press("space")
    walk.said("The fault is lifted.")
    walk.tab_to("checks.again")
    walk.press("space")
    walk.said("nothing blocks")
    walk.picture("lifted")
    walk.press("Ctrl+Return")
    walk.page("Review the plan")
    walk.press("Escape")
    walk.tab_to("confirm.verb")
    walk.press("space")
    walk.until_closed()


def main() -> int:
    given = _arguments()
    tree, keyboard = AccessibleTree(given.bus), Keyboard(given.display)
    walk = Walk(tree, keyboard, given.shots)
    try:
        see_and_lift(walk)
    except (Lost, AssertionError, OSError) as error:
        sys.stderr.write(f"lost: {error}\n")
        walk.give_evidence()
        return 1
    finally:
        keyboard.close()
        tree.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
