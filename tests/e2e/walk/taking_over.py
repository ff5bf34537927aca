"""Takes up a hand-over as a second administrator does: by keys alone, from the file to the tasks, in its own process.

Exit status: 0 came to the tasks, 1 lost on the way, with the tree and a picture.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.e2e.walk.program import arguments, walked
from tests.e2e.walk.walk import Walk


def _arguments() -> argparse.Namespace:
    parser = arguments(__doc__)
    parser.add_argument("--ready", type=Path, required=True, help="the ready file of the lab")
    parser.add_argument("--wrong", required=True, help="name of a file that cannot be taken")
    parser.add_argument("--file", required=True, help="name of the file of the hand-over")
    return parser.parse_args()


def _choose(walk: Walk, file: str) -> None:
    """Name a file in the folder where the program was started: the dialog shows it."""
    walk.tab_to("start.handover")
    walk.press("Return")
    walk.control("start.open")
    walk.fill_file("QApplication.start.open.fileNameEdit", file)
    walk.press("Return")


def _open(walk: Walk, wrong: str, file: str) -> None:
    """Open a file that is none, read why, then the right one."""
    walk.page("Connect GitLab and Jira")
    walk.focus_on("start.connect")
    _choose(walk, wrong)
    walk.control("start.info.file")
    walk.picture("refused")
    _choose(walk, file)
    walk.focus_on("start.handed.go-on")
    walk.said("Hand-over from Dana")
    walk.absent("start.info.file")
    walk.look_at_names()
    walk.picture("handed")
    walk.press("Return")


def _sign_in(walk: Walk, ready: Mapping[str, Any]) -> None:
    walk.page("Sign in to GitLab")
    walk.focus_on("sign-in.token")
    walk.fill_secret("sign-in.token", ready["gitlab"]["token"])
    walk.press("Ctrl+Return")
    walk.page("Which Jira site?")
    walk.tab_to("jira.email")
    walk.fill(ready["jira"]["email"])
    walk.tab_to("jira.token")
    walk.fill_secret("jira.token", ready["jira"]["token"])
    walk.press("Ctrl+Return")


def main() -> int:
    given = _arguments()

    def take_over(walk: Walk) -> None:
        _open(walk, given.wrong, given.file)
        _sign_in(walk, json.loads(given.ready.read_text()))
        walk.control("by-hand.jira-get-app.do")
        walk.look_at_names()
        walk.picture("tasks")

    return walked(given, take_over)


if __name__ == "__main__":
    sys.exit(main())
