"""Walks by keys through a window over a lab with a fault: it is found, it is lifted, and the check holds."""

import sys

from tests.e2e.walk.program import arguments, walked
from tests.e2e.walk.walk import Walk


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
    walk.said("In all ")  # before that, Escape ends the reading and leaves the window open
    walk.press("Escape")
    walk.tab_to("confirm.verb")
    walk.press("space")
    walk.until_closed()


def main() -> int:
    return walked(arguments(__doc__).parse_args(), see_and_lift)


if __name__ == "__main__":
    sys.exit(main())
