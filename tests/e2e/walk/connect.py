"""The whole way by keys: connect GitLab and Jira, see it proven, take everything back, close the window."""

from collections.abc import Mapping
from typing import Any

from tests.e2e.walk import after, before
from tests.e2e.walk.lab_control import LabControl
from tests.e2e.walk.walk import Walk
from tests.e2e.walk.ways import WAYS


def connect(walk: Walk, ready: Mapping[str, Any], route: str, files: before.Files | None) -> None:
    """Go from the start page to the end; with files to open, something is wrong on each page and mended there."""
    way, trouble = WAYS[route], files is not None
    lab = LabControl(ready["control"]["url"], ready["control"]["token"]) if trouble else None
    before.start(walk, files)
    before.gitlab(walk, way, ready["gitlab"]["url"], lab)
    before.sign_in(walk, ready["gitlab"]["token"], then="Which Jira site?", trouble=trouble)
    before.jira(walk, ready["jira"], lab)
    before.method(walk, way, trouble=trouble)
    before.groups(walk, ready["jira"]["issues"][0], trouble=trouble)
    before.checks(walk, way, lab, ready["gitlab"]["url"])
    after.review_and_apply(walk, way, lab, ready["gitlab"]["url"])
    after.by_hand(walk, way, lab)
    after.verify(walk, lab)
    if trouble:
        after.keep_report(walk)
    after.undo(walk, way, trouble=trouble)
    walk.press("Ctrl+Return")
    walk.until_closed()
