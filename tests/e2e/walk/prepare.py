"""Walks through the page Prepare offline by keys: each part is used, and what is wrong is said and then mended.

Files are opened and saved in the folder in which the window was started.
"""

import json
import sys

from tests.e2e.walk.program import arguments, walked
from tests.e2e.walk.walk import Walk

URL, FOLDER_TABLE = "https://gitlab.example.com", "fleet.csv"
PARTS = ("make", "fleet", "validate", "compare", "serve", "plan", "keys")
"""In the order of the list."""


def _part(walk: Walk, part: str) -> None:
    """Choose the next part of the list, and look at all that is there."""
    walk.tab_to("prepare.what", "Shift+Tab")
    walk.press("Down")
    walk.said(part)
    walk.look_at_names()


def _open(walk: Walk, button: str, file: str) -> None:
    walk.tab_to(button)
    walk.press("space")
    walk.control("prepare.open")
    walk.fill_file("QApplication.prepare.open.fileNameEdit", file)
    walk.press("Return")
    walk.absent("prepare.open")


def _save(walk: Walk, button: str, file: str) -> None:
    walk.tab_to(button)
    walk.press("space")
    walk.control("prepare.save")
    walk.fill_file("QApplication.prepare.save.fileNameEdit", file)
    walk.press("Return")
    walk.absent("prepare.save")
    walk.heard(f"{file} is saved in")


def _make(walk: Walk) -> None:
    walk.tab_to("prepare.make.url")
    walk.fill(URL)
    walk.tab_to("prepare.make.version")
    walk.fill("old")
    walk.said("no version")
    walk.fill("17.2")
    walk.gone("no version")
    _save(walk, "prepare.make.sheet.0.save", "app_descriptor.json")
    walk.picture("make")


def _fleet(walk: Walk) -> None:
    _part(walk, "One row an instance")
    walk.tab_to("prepare.fleet.add")
    walk.press("space")
    walk.focus_on("prepare.fleet.table")
    walk.fill_cell(URL, f"Address: {URL}")
    walk.press("Right")
    walk.fill_cell("sixteen", "1 row cannot be used")
    walk.fill_cell("16.1", "1 instance can be used")
    walk.picture("fleet")
    _save(walk, "prepare.fleet.csv", FOLDER_TABLE)


def _validate(walk: Walk) -> None:
    _part(walk, "The descriptor, as JSON")
    walk.tab_to("prepare.validate.text")
    walk.fill("x")
    walk.said("1 error")
    walk.picture("validate")
    _open(walk, "prepare.validate.open", "app_descriptor.json")
    walk.said("valid for Jira")


def _compare(walk: Walk) -> None:
    _part(walk, "Before: release or address")
    for field, text in (("url", URL), ("old", "16.1"), ("new", "17.2")):
        walk.tab_to(f"prepare.compare.{field}")
        walk.fill(text)
    walk.said("Do not remove the app before")
    walk.picture("compare")
    _open(walk, "prepare.compare.old-file", "app_descriptor.json")
    walk.said("nothing has to be done")


def _serve(walk: Walk) -> None:
    _part(walk, "Take a descriptor first")
    walk.tab_to("prepare.serve.made")
    walk.press("space")
    walk.said("is valid for Jira")
    walk.tab_to("prepare.serve.port")
    walk.fill("0")
    walk.tab_to("prepare.serve.begin")
    walk.press("space")
    walk.heard("Served at http://127.0.0.1:")
    walk.picture("serve")
    walk.meet(walk.said("Served at http").name.split()[-1].replace("\u200b", ""))
    walk.said("/favicon.ico")
    walk.tab_to("prepare.serve.end", "Shift+Tab")
    walk.press("space")
    walk.gone("Served at http")


def _plan(walk: Walk) -> None:
    _part(walk, "Give the address of the GitLab on its page first")
    _open(walk, "prepare.plan.open", "all.gjwplan")
    walk.said("3 changes are planned")
    walk.picture("plan")
    for ending in ("html", "pdf", "md"):
        _save(walk, f"prepare.plan.{ending}", f"book.{ending}")


def _keys(walk: Walk) -> None:
    _part(walk, "Texts, one a line")
    walk.tab_to("prepare.keys.texts")
    walk.fill("plat-1 lower case")
    walk.said("1 text has no key")
    walk.fill("PLAT-1 upper case")
    walk.said("1 of 1 texts are good")
    walk.picture("keys")


def prepare(walk: Walk) -> None:
    """Go from Start to each part, and back."""
    walk.page("Connect GitLab and Jira")
    walk.tab_to("start.prepare")
    walk.press("space")
    walk.page("Prepare offline")
    walk.focus_on("prepare.what")
    walk.round()
    for part in (_make, _fleet, _validate, _compare, _serve, _plan, _keys):
        part(walk)
    walk.press("Alt+Left")
    walk.page("Connect GitLab and Jira")


def main() -> int:
    return walked(arguments(__doc__).parse_args(), prepare, lambda walk: json.dumps(walk.met))


if __name__ == "__main__":
    sys.exit(main())
