"""The first half of a walk: from the start page to the checks; nothing is changed outside yet."""

from collections.abc import Mapping
from typing import Any

from tests.e2e.walk.lab_control import LabControl
from tests.e2e.walk.walk import Lost, Walk
from tests.e2e.walk.ways import Way

_FAULT = "jira-user-not-site-admin"
_CARD = "checks.card.jira-site-admins-0"
_GROUP, _PROJECT = "platform", "platform/app"
_NO_SUCH_ISSUE = "PLAT-99999"


def start(walk: Walk) -> None:
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
    walk.tab_to("start.connect", "Shift+Tab")
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
        walk.control("gitlab.card-0")
        walk.look_at_names()
        walk.picture("gitlab-refused")
        lab.lift("network-refused")
        walk.tab_to("gitlab.card-0.again")
        walk.press("space")
    walk.verb("Next")
    walk.look_at_names()
    walk.picture("gitlab")
    walk.press("Ctrl+Return")


def _wrong_address(walk: Walk, url: str) -> None:
    walk.fill(url.replace("https://", "http://"))
    walk.press("Ctrl+Return")
    walk.said("https://")
    walk.look_at_names()
    walk.picture("gitlab-wrong")
    walk.tab_to("gitlab.url")


def sign_in(walk: Walk, token: str, *, trouble: bool) -> None:
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
        walk.control("sign-in.card-0")
        walk.look_at_names()
        walk.picture("sign-in-wrong")
        walk.tab_to("sign-in.token")
    walk.fill_secret("sign-in.token", token)
    walk.in_order("sign-in.token", "sign-in.token.show")
    walk.press("Shift+Tab", "Return")
    walk.verb("Next")
    walk.said("Signed in as ")
    walk.look_at_names()
    walk.picture("sign-in")
    walk.press("Ctrl+Return")


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
        walk.control("jira.card-0")
        walk.look_at_names()
        walk.picture("jira-suspended")
        lab.lift("jira-suspended")
        walk.tab_to("jira.token")
        walk.fill_secret("jira.token", site["token"])
    walk.tab_to("bar.verb")
    walk.press("space")
    walk.verb("Next")
    walk.focus_on("bar.verb")
    walk.said("counts for GitLab")
    walk.look_at_names()
    walk.picture("jira")
    walk.press("Ctrl+Return")


def method(walk: Walk, way: Way) -> None:
    walk.page("How to connect")
    walk.verb("Next")
    walk.choose("method.marketplace", way.method)
    walk.look_at_names()
    walk.round()
    walk.picture("method")
    walk.press("Ctrl+Return")


def groups(walk: Walk, issue: str, *, trouble: bool) -> None:
    walk.page("Which groups?")
    walk.verb("Next")
    if trouble:
        walk.press("Ctrl+Return")
        walk.said("Choose at least one group")
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
        walk.said(f"There is no issue {_NO_SUCH_ISSUE}")
        walk.focus_on("groups.issue")
        walk.picture("groups-no-issue")
    walk.fill(issue)
    walk.look_at_names()
    walk.picture("groups")


def checks(walk: Walk, way: Way, lab: LabControl | None) -> None:
    if lab is not None:
        lab.fault(_FAULT)
    walk.press("Ctrl+Return")
    walk.page("Check both sides")
    walk.verb("Next")
    for task in way.before:
        walk.tab_to(f"by-hand.{task}.do")
        walk.look_at_names()
        walk.picture(f"checks-{task}")
        walk.press("space")
        walk.absent(f"by-hand.{task}.do")
        walk.verb("Next")
    if lab is not None:
        card = walk.control(_CARD).name
        if not card.endswith("as a site administrator"):
            raise Lost(f"the card says {card!r}")
        walk.round()
        walk.press("Ctrl+Return")
        walk.focus_on(f"{_CARD}.again")
        walk.picture("checks-trouble")
        lab.lift(_FAULT)
        walk.press("Return")
    walk.said("; nothing blocks")
    walk.look_at_names()
    walk.picture("checks")
    walk.press("Ctrl+Return")
