"""The by-hand tasks a person of the lab knows how to do."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from wizard.lab.person import at_jira, in_frame
from wizard.lab.person.browser import Browser, CorsRefused
from wizard.lab.person.failure import Blocked, PersonFailed

_KEY_LENGTH = 64
TASKS: dict[str, str] = {
    "jira-get-app": "Get the GitLab for Jira Cloud app from the Marketplace page of the Jira site",
    "gitlab-com-choose-self-managed": "Enter the address of the self-managed GitLab on the app's page in Jira",
    "gitlab-com-link-groups": "Sign in to GitLab on the app's page in Jira and link the groups",
    "jira-development-mode-on": "Switch development mode on in Jira's settings of connected apps",
    "jira-development-mode-off": "Switch development mode off again",
    "jira-approve-update": "Approve the version of the app that waits for it on the page of apps in Jira",
    "jira-app-get-started": "Open the page of the app that was installed by its descriptor, by Get started",
    "gitlab-link-groups": "Sign in to the own GitLab on its app's page in Jira and link the groups",
}
"""Task id -> what the person does."""


def perform(task: str, ready: Mapping[str, Any], *, groups: Sequence[str] = ("platform",)) -> None:
    """Do `task` in the lab whose ready file says `ready`.

    Raises:
        PersonFailed: there is no such task, or something on the way said no.

    """
    steps = _STEPS.get(task)
    if steps is None:
        raise PersonFailed(task, f"There is no such task. There are: {', '.join(TASKS)}.")
    try:
        with Browser(ready["proxy"], ready["ca_file"]) as browser:
            at_jira.sign_in(browser, ready["jira"])
            steps(browser, ready, groups)
    except Blocked as blocked:
        raise PersonFailed(task, str(blocked)) from blocked
    except CorsRefused as refused:
        raise PersonFailed(task, "Something went wrong on our end") from refused


def _get_app(browser: Browser, ready: Mapping[str, Any], _groups: Sequence[str]) -> None:
    at_jira.get_app(browser, ready["jira"])


def _choose(browser: Browser, ready: Mapping[str, Any], _groups: Sequence[str]) -> None:
    in_frame.choose_self_managed(browser, ready["jira"], ready["gitlab"]["url"])


def _link(browser: Browser, ready: Mapping[str, Any], groups: Sequence[str]) -> None:
    if ready["gitlab"]["url"] == ready["gitlab_com"]["url"]:
        in_frame.choose_gitlab_com(browser, ready["jira"])
    in_frame.link_groups(browser, at_jira.open_app(browser, ready["jira"]), _accounts(ready), groups)


def _mode_on(browser: Browser, ready: Mapping[str, Any], _groups: Sequence[str]) -> None:
    at_jira.set_development_mode(browser, ready["jira"], on=True)


def _mode_off(browser: Browser, ready: Mapping[str, Any], _groups: Sequence[str]) -> None:
    at_jira.set_development_mode(browser, ready["jira"], on=False)


def _approve_update(browser: Browser, ready: Mapping[str, Any], _groups: Sequence[str]) -> None:
    at_jira.approve_update(browser, ready["jira"], (at_jira.APP_KEY, _own_key(ready)))


def _get_started(browser: Browser, ready: Mapping[str, Any], _groups: Sequence[str]) -> None:
    in_frame.look_at(browser, _own_app(browser, ready))


def _link_own(browser: Browser, ready: Mapping[str, Any], groups: Sequence[str]) -> None:
    in_frame.link_groups(browser, _own_app(browser, ready), _accounts(ready), groups)


def _accounts(ready: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """Return the person's account on each GitLab, by its address."""
    return {one["url"]: one for one in (ready["gitlab_com"], ready["gitlab"])}


def _own_app(browser: Browser, ready: Mapping[str, Any]) -> at_jira.OpenApp:
    return at_jira.get_started(browser, ready["jira"], _own_key(ready))


def _own_key(ready: Mapping[str, Any]) -> str:
    """Return the key of the app that the GitLab's own descriptor makes."""
    name = urlsplit(ready["gitlab"]["url"]).hostname or ""
    return f"gitlab-jira-connect-{name}"[:_KEY_LENGTH]


_STEPS: dict[str, Callable[[Browser, Mapping[str, Any], Sequence[str]], None]] = {
    "jira-get-app": _get_app,
    "gitlab-com-choose-self-managed": _choose,
    "gitlab-com-link-groups": _link,
    "jira-development-mode-on": _mode_on,
    "jira-development-mode-off": _mode_off,
    "jira-approve-update": _approve_update,
    "jira-app-get-started": _get_started,
    "gitlab-link-groups": _link_own,
}
