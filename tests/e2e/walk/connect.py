"""The whole way by keys: connect GitLab and Jira, see it proven, take everything back, close the window."""

from collections.abc import Mapping
from typing import Any

from tests.e2e.walk.accessible_tree import Node
from tests.e2e.walk.lab_control import LabControl
from tests.e2e.walk.walk import Lost, Walk, with_identifier

_FAULT = "jira-user-not-site-admin"
_CARD = "checks.card.jira-site-admins-0"
_TASKS = ("jira-get-app", "gitlab-com-choose-self-managed", "gitlab-com-link-groups")
_GROUP, _PROJECT = "platform", "platform/app"


def connect(walk: Walk, ready: Mapping[str, Any], *, trouble: bool) -> None:
    """Go from the start page to the end; `trouble` breaks Jira before the checks and mends it after they said so."""
    lab = LabControl(ready["control"]["url"], ready["control"]["token"])
    _start(walk)
    _gitlab(walk, ready["gitlab"]["url"])
    _sign_in(walk, ready["gitlab"]["token"])
    _jira(walk, ready["jira"])
    _method(walk)
    _groups(walk, ready["jira"]["issues"][0])
    _checks(walk, lab if trouble else None)
    _review_and_apply(walk)
    _by_hand(walk)
    _verify(walk)
    _undo(walk)
    walk.press("Ctrl+Return")
    walk.until_closed()


def _start(walk: Walk) -> None:
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


def _gitlab(walk: Walk, url: str) -> None:
    walk.page("Which GitLab?")
    walk.focus_on("gitlab.url")
    walk.fill(url.replace("https://", "http://"))
    walk.press("Ctrl+Return")
    walk.said("With http:// your token would travel in clear")
    walk.focus_on("gitlab.result.offer-0")
    walk.look_at_names()
    walk.tab_to("gitlab.url", "Shift+Tab")
    walk.in_order("gitlab.url", "gitlab.result.offer-0", "bar.help", "bar.copy", "bar.back", "bar.verb", "bar.cancel")
    walk.picture("gitlab-wrong")
    walk.tab_to("gitlab.result.offer-0")
    walk.press("Return")
    walk.focus_on("gitlab.url")
    walk.gone("With http:// your token would travel in clear")
    walk.press("Return")
    walk.verb("Next")
    walk.picture("gitlab")
    walk.press("Ctrl+Return")


def _sign_in(walk: Walk, token: str) -> None:
    walk.page("Sign in to GitLab")
    walk.focus_on("sign-in.token")
    walk.press("Alt+Left")
    walk.page("Which GitLab?")
    walk.verb("Next")
    walk.press("Ctrl+Return")
    walk.page("Sign in to GitLab")
    walk.focus_on("sign-in.token")
    walk.fill_secret("sign-in.token", token)
    walk.in_order("sign-in.token", "sign-in.token.show")
    walk.press("Shift+Tab", "Return")
    walk.verb("Next")
    walk.said("Signed in as ")
    walk.look_at_names()
    walk.picture("sign-in")
    walk.press("Ctrl+Return")


def _jira(walk: Walk, jira: Mapping[str, Any]) -> None:
    walk.page("Which Jira site?")
    walk.focus_on("jira.site")
    walk.fill(jira["url"])
    walk.tab_to("jira.email")
    walk.fill(jira["email"])
    walk.tab_to("jira.token")
    walk.fill_secret("jira.token", jira["token"])
    walk.tab_to("bar.verb")
    walk.press("space")
    walk.verb("Next")
    walk.focus_on("bar.verb")
    walk.said("counts for GitLab")
    walk.look_at_names()
    walk.picture("jira")
    walk.press("Ctrl+Return")


def _method(walk: Walk) -> None:
    walk.page("How to connect")
    walk.verb("Next")
    walk.focus_on("method.marketplace")
    walk.press("space")
    walk.look_at_names()
    walk.round()
    walk.picture("method")
    walk.press("Ctrl+Return")


def _groups(walk: Walk, issue: str) -> None:
    walk.page("Which groups?")
    walk.verb("Next")
    walk.tab_to("groups.table")
    walk.arrow_to(_GROUP, "Down")
    walk.press("space")
    walk.said("1 group chosen; first sync: ")
    walk.tab_to("groups.project")
    walk.fill(_PROJECT)
    walk.tab_to("groups.issue")
    walk.fill(issue)
    walk.look_at_names()
    walk.picture("groups")


def _checks(walk: Walk, lab: LabControl | None) -> None:
    if lab is not None:
        lab.fault(_FAULT)
    walk.press("Ctrl+Return")
    walk.page("Check both sides")
    if lab is not None:
        walk.said("; 1 blocks this method")
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


def _review_and_apply(walk: Walk) -> None:
    walk.page("Review the plan")
    walk.verb("Apply 3 changes")
    walk.look_at_names()
    walk.round()
    walk.picture("review")
    walk.tab_to("bar.verb")
    walk.press("Return")
    walk.page("The changes are made")
    walk.verb("Next")
    walk.look_at_names()
    walk.picture("apply")
    walk.press("Ctrl+Return")


def _by_hand(walk: Walk) -> None:
    walk.page("By hand")
    walk.verb("Check now")
    walk.look_at_names()
    walk.round()
    walk.picture("by-hand")
    for task in _TASKS:
        _have_done(walk, f"by-hand.{task}.do")
    walk.verb("Next")
    walk.said("All tasks are done.")
    walk.picture("by-hand-done")
    walk.press("Ctrl+Return")


def _have_done(walk: Walk, button: str) -> None:
    """Let the lab’s person do it and wait until the page shows the task anew."""
    shown = walk.control(button).reference
    walk.tab_to(button)
    walk.press("space")

    def anew(root: Node) -> Node | None:
        found, verb = with_identifier(root, button), with_identifier(root, "bar.verb", "enabled")
        return verb if found is None or found.reference != shown else None

    walk.until(f"the end of {button}", anew)


def _verify(walk: Walk) -> None:
    walk.page("Prove it")
    walk.verb("Run test")
    walk.round()
    walk.press("Ctrl+Return")
    walk.page("It works")
    walk.verb("Next")
    walk.look_at_names()
    walk.picture("verify")
    walk.press("Ctrl+Return")
    walk.page("GitLab and Jira are connected")
    walk.said("The first sync sends what is there already: ")
    walk.look_at_names()
    walk.picture("done")
    walk.meet("connected")


def _undo(walk: Walk) -> None:
    for answer, then in (("Escape", "GitLab and Jira are connected"), ("Return", "The set-up is undone")):
        walk.tab_to("done.undo")
        walk.press("space")
        walk.said("Undo 3 changes on ")
        walk.focus_on("confirm.keep")
        walk.look_at_names()
        walk.tab_to("confirm.verb", "Shift+Tab")
        walk.picture(f"undo-{answer.lower()}")
        walk.press(answer)
        walk.gone("Undo 3 changes on ")
        walk.page(then)
        walk.verb("Close")
    walk.round()
    walk.picture("undone")
    walk.meet("undone")
