"""The first half of a walk: from the start page to the checks; nothing is changed outside yet."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.e2e.walk import wrong
from tests.e2e.walk.lab_control import LabControl
from tests.e2e.walk.walk import Lost, Walk
from tests.e2e.walk.ways import Way

_FAULT = "jira-user-not-site-admin"
_CARD = "checks.card.jira-site-admins-0"
_GROUP, _PROJECT = "platform", "platform/app"
_NO_SUCH_ISSUE = "PLAT-99999"
_RULED_OUT = "was chosen before and does not work here"


@dataclass(frozen=True)
class Files:
    """Names of files in the folder where the window was started."""

    no_toml: str
    answers: str
    """Names a way that does not work here, and nothing else."""


def start(walk: Walk, files: Files | None) -> None:
    """Choose to connect; with files, one that cannot be read is opened first, then one that fills in answers."""
    walk.page("Connect GitLab and Jira")
    walk.focus_on("start.connect")
    walk.round()
    walk.picture("start")
    walk.press("F1")
    walk.said("Help: Connect GitLab and Jira")
    walk.look_at_names()
    walk.round()
    walk.picture("help")
    walk.press("Escape")
    walk.gone("Help: Connect GitLab and Jira")
    if files is None:
        walk.tab_to("start.connect", "Shift+Tab")
        walk.press("Return")
        return
    open_file(walk, files.no_toml)
    walk.control("start.info.file")
    walk.heard(f"{files.no_toml} cannot be used")
    walk.look_at_names()
    walk.picture("start-wrong-file")
    open_file(walk, files.answers)
    walk.heard(f"What {files.answers} says is filled in")
    walk.mend("start", wrong.NO_TOML)


def open_file(walk: Walk, file: str) -> None:
    walk.tab_to("start.handover")
    walk.press("Return")
    walk.control("start.open")
    walk.fill_file("QApplication.start.open.fileNameEdit", file)
    walk.press("Return")


def gitlab(walk: Walk, way: Way, url: str, lab: LabControl | None) -> None:
    """Choose GitLab.com, or type the address; with a lab to break, the address is wrong and nobody answers first."""
    walk.page("Which GitLab?")
    if lab is not None:
        lab.fault("network-refused", host=url, **{"from": "desktop"})
    if way.gitlab_com:
        walk.choose("gitlab.kind.own", "gitlab.kind.com")
    else:
        walk.focus_on("gitlab.url")
        if lab is not None:
            _wrong_address(walk, url)
        walk.fill(url)
    walk.press("Ctrl+Return")
    if lab is not None:
        walk.card("gitlab.card-0", "gitlab-refused")
        lab.lift("network-refused")
        walk.tab_to("gitlab.card-0.again")
        walk.press("space")
    walk.verb("Next")
    if lab is not None:
        walk.mend("gitlab", wrong.NO_ANSWER)
    walk.look_at_names()
    walk.picture("gitlab")
    walk.press("Ctrl+Return")


def _wrong_address(walk: Walk, url: str) -> None:
    walk.fill(url.replace("https://", "http://"))
    walk.press("Ctrl+Return")
    walk.said(f"Use {url}")
    walk.heard("With http:// your token would travel unencrypted")
    walk.look_at_names()
    walk.picture("gitlab-wrong")
    walk.tab_to("gitlab.url")
    walk.mend("gitlab", wrong.NO_ADDRESS)


def sign_in(walk: Walk, token: str, *, then: str, trouble: bool) -> None:
    walk.page("Sign in to GitLab")
    walk.focus_on("sign-in.token")
    walk.press("Alt+Left")
    walk.page("Which GitLab?")
    walk.verb("Next")
    walk.press("Ctrl+Return")
    walk.page("Sign in to GitLab")
    walk.focus_on("sign-in.token")
    if trouble:
        walk.fill_secret("sign-in.token", f"{token[:-4]}0000")
        walk.press("Return")
        walk.card("sign-in.card-0", "sign-in-wrong")
        walk.tab_to("sign-in.token")
    walk.fill_secret("sign-in.token", token)
    walk.in_order("sign-in.token", "sign-in.token.show")
    walk.press("Shift+Tab", "Return")
    back_from(walk, then, "Sign in to GitLab")
    walk.said("Signed in as ")
    if trouble:
        walk.mend("sign-in", wrong.WRONG_TOKEN)
    walk.look_at_names()
    walk.picture("sign-in")
    walk.press("Ctrl+Return")


def back_from(walk: Walk, gone_on_to: str, page: str) -> None:
    """See that a page that came out well went on by itself, and go back to what it says."""
    walk.page(gone_on_to)
    walk.press("Alt+Left")
    walk.page(page)
    walk.verb("Next")


def jira(walk: Walk, site: Mapping[str, Any], lab: LabControl | None) -> None:
    walk.page("Which Jira site?")
    walk.focus_on("jira.site")
    walk.fill(site["url"])
    walk.tab_to("jira.email")
    walk.fill(site["email"])
    walk.tab_to("jira.token")
    walk.fill_secret("jira.token", site["token"])
    if lab is not None:
        lab.fault("jira-suspended")
        walk.press("Ctrl+Return")
        walk.card("jira.card-0", "jira-suspended")
        lab.lift("jira-suspended")
        walk.tab_to("jira.token")
        walk.fill_secret("jira.token", site["token"])
    walk.tab_to("bar.verb")
    walk.press("space")
    back_from(walk, "How to connect", "Which Jira site?")
    walk.said("counts for GitLab")
    if lab is not None:
        walk.mend("jira", wrong.SUSPENDED)
    walk.look_at_names()
    walk.picture("jira")
    walk.press("Ctrl+Return")


def method(walk: Walk, way: Way, *, trouble: bool) -> None:
    walk.page("How to connect")
    walk.verb("Next")
    if trouble:
        _without_the_way_of_the_file(walk)
    walk.choose("method.marketplace", way.method)
    if trouble:
        walk.gone(_RULED_OUT)
        walk.mend("method", wrong.WAY_RULED_OUT)
    walk.look_at_names()
    walk.round()
    walk.picture("method")
    walk.press("Ctrl+Return")


def _without_the_way_of_the_file(walk: Walk) -> None:
    """See that Next does not go on with a way that the addresses rule out, nor with another one in its place."""
    walk.control("method.info.choose")
    walk.heard(_RULED_OUT)
    first = walk.focus().identifier
    walk.tab()
    walk.press("Ctrl+Return")
    walk.focus_on(first)
    walk.look_at_names()
    walk.picture("method-ruled-out")


def groups(walk: Walk, issue: str, *, trouble: bool) -> None:
    walk.page("Which groups?")
    walk.verb("Next")
    if trouble:
        walk.press("Ctrl+Return")
        walk.said("Choose at least one group")
        walk.heard("Choose at least one group")
        walk.picture("groups-none")
    walk.tab_to("groups.table")
    walk.arrow_to(_GROUP, "Down")
    walk.press("space")
    walk.said("1 group chosen; first sync: ")
    walk.tab_to("groups.project")
    walk.fill(_PROJECT)
    walk.tab_to("groups.issue")
    if trouble:
        walk.fill(_NO_SUCH_ISSUE)
        walk.press("Ctrl+Return")
        walk.heard(f"There is no issue {_NO_SUCH_ISSUE}")
        walk.said(f"There is no issue {_NO_SUCH_ISSUE}")
        walk.focus_on("groups.issue")
        walk.picture("groups-no-issue")
        walk.mend("groups", wrong.NO_GROUP)
    walk.fill(issue)
    walk.look_at_names()
    walk.picture("groups")


def checks(walk: Walk, way: Way, lab: LabControl | None, gitlab: str) -> None:
    """Find a blocker and mend it; where nothing is changed, GitLab then fails for the page after this one."""
    if lab is not None:
        lab.fault(_FAULT)
    walk.press("Ctrl+Return")
    walk.page("Check both sides")
    if lab is not None:
        walk.mend("groups", wrong.NO_ISSUE)
    walk.verb("Next")
    for task in way.before:
        walk.tab_to(f"by-hand.{task}.do")
        walk.look_at_names()
        walk.picture(f"checks-{task}")
        walk.press("space")
        walk.absent(f"by-hand.{task}.do")
        walk.verb("Next")
    if lab is not None:
        card = walk.card(_CARD, "checks-trouble", "1 blocks this method").name
        if not card.endswith("as a site administrator"):
            raise Lost(f"the card says {card!r}")
        walk.round()
        walk.press("Ctrl+Return")
        walk.focus_on(f"{_CARD}.again")
        lab.lift(_FAULT)
        walk.press("Return")
    walk.said("; nothing blocks")
    walk.look_at_names()
    walk.picture("checks")
    if lab is not None:
        walk.mend("checks", wrong.NO_SITE_ADMIN)
        if not way.changes:
            lab.fault("http-status", host=gitlab, method="GET", path_prefix="/api/v4/", status=500)
    walk.press("Ctrl+Return")
