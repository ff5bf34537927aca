"""The by-hand tasks a person of the lab knows how to do."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from wizard.lab.person import at_gitlab, at_jira, in_frame, integration_page, listing_tasks
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
    "proxy-choose-instance": "Enter the address of the GitLab on the page of the app of the GitLab in front",
    "proxy-link-groups": "Sign in on the page of the app of the GitLab in front, and link the groups",
    "proxy-set-leaves": "Let each GitLab behind the own one name it as its proxy, as its administrator",
    "integration-instance": "Fill in the page of the Jira issue integration in the Admin area of GitLab and save it",
    "integration-group": "Fill in the page of the Jira issue integration of the groups and save it",
    "integration-instance-reset": "Reset the settings of the Jira issue integration in the Admin area of GitLab",
    "integration-group-reset": "Reset the settings of the Jira issue integration of the groups",
} | listing_tasks.TASKS
"""Task id -> what the person does."""


def perform(
    task: str,
    ready: Mapping[str, Any],
    *,
    groups: Sequence[str] = ("platform",),
    values: Mapping[str, Any] | None = None,
) -> None:
    """Do `task` in the lab whose ready file says `ready`.

    `values` are those of a page that is filled in, by the names of GitLab's API; the password comes from the ready
    file. Left out, the page gets the first account that the ready file names.

    Raises:
        PersonFailed: there is no such task, or something on the way said no.

    """
    if task not in TASKS:
        raise PersonFailed(task, f"There is no such task. There are: {', '.join(TASKS)}.")
    try:
        with Browser(ready["proxy"], ready["ca_file"]) as browser:
            if task in _STEPS:
                at_jira.sign_in(browser, ready["jira"])
                _STEPS[task](browser, ready, groups)
            else:
                _set_integrations(browser, ready, task, groups, values)
    except Blocked as blocked:
        raise PersonFailed(task, str(blocked)) from blocked
    except CorsRefused as refused:
        raise PersonFailed(task, "Something went wrong on our end") from refused


def _set_integrations(
    browser: Browser, ready: Mapping[str, Any], task: str, groups: Sequence[str], values: Mapping[str, Any] | None
) -> None:
    """Fill in or reset the page of the integration of each place that the task is about."""
    gitlab = ready["gitlab"]
    integration_page.sign_in(browser, gitlab)
    for group in [""] if task.startswith("integration-instance") else groups:
        if task.endswith("-reset"):
            integration_page.reset(browser, gitlab, group)
        else:
            integration_page.fill_in(browser, gitlab, group, integration_page.typed(ready["integration"], values))


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


def _choose_leaf(browser: Browser, ready: Mapping[str, Any], _groups: Sequence[str]) -> None:
    in_frame.choose_leaf(browser, _app_in_front(browser, ready), ready["gitlab"]["url"])


def _link_leaf(browser: Browser, ready: Mapping[str, Any], groups: Sequence[str]) -> None:
    in_frame.link_groups(browser, _app_in_front(browser, ready), _accounts(ready), groups)


def _set_leaves(browser: Browser, ready: Mapping[str, Any], _groups: Sequence[str]) -> None:
    for url in ready["behind"]:
        at_gitlab.name_proxy(browser, url, ready["hosts"][url]["token"], ready["gitlab"]["url"])


def _app_in_front(browser: Browser, ready: Mapping[str, Any]) -> at_jira.OpenApp:
    if "in_front" not in ready:
        raise Blocked("No GitLab stands in front of this one.")
    return at_jira.get_started(browser, ready["jira"], _key_of(ready["in_front"]["url"]))


def _accounts(ready: Mapping[str, Any]) -> Mapping[str, Mapping[str, Any]]:
    """Return the person's account on each GitLab, by its address."""
    return {one["url"]: one for one in (ready["gitlab_com"], ready["gitlab"])}


def _own_app(browser: Browser, ready: Mapping[str, Any]) -> at_jira.OpenApp:
    return at_jira.get_started(browser, ready["jira"], _own_key(ready))


def _own_key(ready: Mapping[str, Any]) -> str:
    """Return the key of the app that the GitLab's own descriptor makes."""
    return _key_of(ready["gitlab"]["url"])


def _key_of(url: str) -> str:
    name = urlsplit(url).hostname or ""
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
    "proxy-choose-instance": _choose_leaf,
    "proxy-link-groups": _link_leaf,
    "proxy-set-leaves": _set_leaves,
} | listing_tasks.STEPS
