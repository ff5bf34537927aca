"""The Jira issue integration from a file of answers, by keys: opened on Start, looked at, proven, and taken back.

Places are chosen in the list of them where the walk is told to leave one out, and one change is taken back before
the others where it is told to.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.e2e.walk import after, before, integration
from tests.e2e.walk.program import arguments, walked
from tests.e2e.walk.walk import Walk
from tests.e2e.walk.ways import WAYS


def settings(walk: Walk, token: str, left_out: str) -> None:
    """See that the file filled in the page, leave out a place, and sign in at Jira."""
    walk.page("Jira issue integration")
    walk.focus_on("integration.scope.project")
    walk.picture("integration-filled-in")
    if left_out:
        walk.tab_to("integration.look")
        walk.press("space")
        walk.control("integration.table")
        walk.tab_to("integration.table")
        walk.arrow_to(left_out, "Down")
        walk.press("space")
        walk.said(" of them are chosen.")
        walk.look_at_names()
        walk.picture("integration-left-out")
    walk.tab_to("integration.token")
    walk.fill_secret("integration.token", token)
    walk.press("Ctrl+Return")
    walk.verb("Next")
    walk.said("Signed in as ")
    walk.look_at_names()
    walk.picture("integration")


def set_up(walk: Walk, ready: Mapping[str, Any], given: argparse.Namespace) -> None:
    """Go from the start page to the end."""
    gitlab, way = ready["gitlab"], replace(integration.ALONE, changes=given.changes)
    walk.page("Connect GitLab and Jira")
    walk.focus_on("start.connect")
    before.open_file(walk, given.file)
    walk.heard(f"What {given.file} says is filled in")
    before.gitlab(walk, WAYS["marketplace"], gitlab["url"], None)
    before.sign_in(walk, gitlab["token"], then="Jira issue integration", trouble=False)
    settings(walk, ready["integration"]["token"], given.leave_out)
    integration.checks(walk, None)
    after.review_and_apply_integration(walk, way, None, gitlab["url"])
    integration.verify(walk, None, gitlab["url"])
    if given.first:
        after.undo_one(walk, given.first)
        walk.meet("partly undone")
        after.undo(walk, way, trouble=False, stands=after.SET_UP)
    else:
        after.undo(walk, way, trouble=False)
    walk.press("Ctrl+Return")
    walk.until_closed()


def _arguments() -> argparse.Namespace:
    parser = arguments(__doc__)
    parser.add_argument("--ready", type=Path, required=True, help="the ready file of the lab")
    parser.add_argument("--file", required=True, help="name of the file of answers")
    parser.add_argument("--changes", type=int, required=True, help="how many changes the plan must have")
    parser.add_argument("--leave-out", default="", metavar="PLACE", help="take the tick from this place in the list")
    parser.add_argument("--first", default="", metavar="PLACE", help="take this one back before the others")
    return parser.parse_args()


def main() -> int:
    given = _arguments()
    ready = json.loads(given.ready.read_text())
    return walked(
        given,
        lambda walk: set_up(walk, ready, given),
        lambda walk: json.dumps({"met": walk.met, "mended": walk.mended}),
    )


if __name__ == "__main__":
    sys.exit(main())
