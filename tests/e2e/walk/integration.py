"""The Jira issue integration alone, by keys: set up for a group or one project, seen proven, and taken back.

With `--trouble` something is wrong on each page, is seen and heard, and is mended there.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.e2e.walk import after, before, wrong
from tests.e2e.walk.lab_control import LabControl
from tests.e2e.walk.program import arguments, walked
from tests.e2e.walk.walk import Walk
from tests.e2e.walk.ways import WAYS, Way

PROJECT, GROUP = "platform/app", "platform"
_NO_LINK, _CARD = "integration-no-link", "checks.card.integration-permissions-0"
ALONE = Way(method="", changes=1, before=(), tasks=(), gitlab_com=False, in_the_way="", stopped="")


def start(walk: Walk, no_toml: str) -> None:
    """Choose the integration; with a file, one that cannot be read is opened first."""
    walk.page("Connect GitLab and Jira")
    walk.focus_on("start.connect")
    if no_toml:
        walk.tab_to("start.handover")
        walk.press("Return")
        walk.control("start.open")
        walk.fill_file("QApplication.start.open.fileNameEdit", no_toml)
        walk.press("Return")
        walk.heard(f"{no_toml} cannot be used")
        walk.mend("start", wrong.NO_TOML)
        walk.tab_to("start.integration", "Shift+Tab")
    else:
        walk.tab_to("start.integration")
    walk.picture("start")
    walk.press("Return")


def settings(walk: Walk, jira: Mapping[str, Any], token: str, *, trouble: bool) -> None:
    """Choose a group, or in trouble a project; sign in at Jira with the integration's own token; say where to test."""
    walk.page("Jira issue integration")
    walk.focus_on("integration.scope.project")
    walk.look_at_names()
    walk.round()
    if trouble:
        walk.press("Ctrl+Return")
        walk.focus_on("integration.projects")
        walk.heard("No place is chosen for the integration")
        walk.picture("integration-nowhere")
    else:
        walk.tab_to("integration.scope.project", "Shift+Tab")
        walk.press("Right")
        walk.focus_on("integration.scope.group")
        walk.tab_to("integration.groups")
    walk.fill(PROJECT if trouble else GROUP)
    if trouble:
        walk.mend("integration", wrong.NO_PLACE)
    for field, text in (("integration.url", jira["url"]), ("integration.user", jira["email"])):
        walk.tab_to(field)
        walk.fill(text)
    walk.tab_to("integration.token")
    if trouble:
        walk.fill_secret("integration.token", f"{token[:-4]}0000")
        walk.press("Return")
        walk.card("integration.card-0", "integration-refused")
        walk.tab_to("integration.token")
        walk.mend("integration", wrong.REFUSED_BY_JIRA)
    walk.fill_secret("integration.token", token)
    for field, text in (("integration.proof-project", PROJECT), ("integration.proof-issue", jira["issues"][0])):
        walk.tab_to(field)
        walk.fill(text)
    walk.press("Ctrl+Return")
    walk.verb("Next")
    walk.said("Signed in as ")
    walk.look_at_names()
    walk.picture("integration")


def checks(walk: Walk, lab: LabControl | None) -> None:
    """Find that the integration's user may not link issues, and ask again once that is mended."""
    if lab is not None:
        lab.fault(_NO_LINK)
    walk.press("Ctrl+Return")
    walk.page("Check both sides")
    if lab is not None:
        walk.card(_CARD, "checks-trouble", "1 blocks this method")
        walk.press("Ctrl+Return")
        walk.focus_on(f"{_CARD}.again")
        lab.lift(_NO_LINK)
        walk.press("Return")
        walk.mend("checks", wrong.NO_LINKING)
    walk.said("; nothing blocks")
    walk.look_at_names()
    walk.picture("checks")
    walk.press("Ctrl+Return")


def verify(walk: Walk, lab: LabControl | None, gitlab: str) -> None:
    """Prove it by a mention: nothing is left to people in between."""
    walk.page("Prove it")
    walk.verb("Run test")
    walk.round()
    if lab is not None:
        lab.fault("http-status", host=gitlab, method="POST", path_prefix="/api/v4/projects/", status=403)
        walk.press("Ctrl+Return")
        walk.page("It does not work yet")
        walk.card("verify.card-0", "verify-trouble")
        lab.lift("http-status")
    walk.press("Ctrl+Return")
    walk.page("It works")
    walk.verb("Next")
    if lab is not None:
        walk.mend("verify", wrong.NO_COMMIT)
    walk.picture("verify")
    walk.press("Ctrl+Return")
    walk.page("GitLab and Jira are connected")
    walk.said("a mention reached the issue in ")
    walk.look_at_names()
    walk.picture("done")
    walk.meet("connected")


def set_up(walk: Walk, ready: Mapping[str, Any], no_toml: str) -> None:
    """Go from the start page to the end."""
    gitlab, trouble = ready["gitlab"], bool(no_toml)
    lab = LabControl(ready["control"]["url"], ready["control"]["token"]) if trouble else None
    start(walk, no_toml)
    before.gitlab(walk, WAYS["marketplace"], gitlab["url"], lab)
    before.sign_in(walk, gitlab["token"], then="Jira issue integration", trouble=trouble)
    settings(walk, ready["jira"], ready["jira"]["token"], trouble=trouble)
    checks(walk, lab)
    after.review_and_apply_integration(walk, ALONE, lab, gitlab["url"])
    verify(walk, lab, gitlab["url"])
    if trouble:
        after.keep_report(walk)
    after.undo(walk, ALONE, trouble=trouble)
    walk.press("Ctrl+Return")
    walk.until_closed()


def _arguments() -> argparse.Namespace:
    parser = arguments(__doc__)
    parser.add_argument("--ready", type=Path, required=True, help="the ready file of the lab")
    parser.add_argument(
        "--trouble", default="", metavar="FILE", help="break something on each page: a file that is no TOML"
    )
    return parser.parse_args()


def main() -> int:
    given = _arguments()
    ready = json.loads(given.ready.read_text())
    return walked(
        given,
        lambda walk: set_up(walk, ready, given.trouble),
        lambda walk: json.dumps({"met": walk.met, "mended": walk.mended}),
    )


if __name__ == "__main__":
    sys.exit(main())
