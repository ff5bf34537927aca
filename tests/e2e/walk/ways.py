"""The three routes as a walk meets them: what differs from one to the other."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """One route: which choice it is on the page of methods, its changes, its tasks, and what goes wrong on its way."""

    method: str
    changes: int
    before: tuple[str, ...]
    """Tasks that stand on the page of checks, because checks need them."""
    tasks: tuple[str, ...]
    gitlab_com: bool
    in_the_way: str
    """Fault for the page of tasks: it stops the last task that people do in the app's page."""
    stopped: str
    """The task that this fault stops."""

    stays: str = ""
    """The task that mends what the first undo leaves as it is; without one it leaves nothing."""

    closes: str = ""
    """The task that puts back what people opened for that."""

    more_after_drift: int = 0
    """Changes that come to the plan because somebody set another Proxy URL meanwhile."""


WAYS = {
    "marketplace": Way(
        method="method.marketplace",
        changes=3,
        before=(),
        tasks=("jira-get-app", "gitlab-com-choose-self-managed", "gitlab-com-link-groups"),
        gitlab_com=False,
        in_the_way="gitlab-application-id-blocked",
        stopped="gitlab-com-link-groups",
    ),
    "saas": Way(
        method="method.saas",
        changes=0,
        before=(),
        tasks=("jira-get-app", "gitlab-com-link-groups"),
        gitlab_com=True,
        in_the_way="gitlab-sso-required",
        stopped="gitlab-com-link-groups",
    ),
    "manual": Way(
        method="method.manual",
        changes=3,
        before=("jira-development-mode-on",),
        tasks=("jira-app-get-started", "gitlab-link-groups", "jira-development-mode-off"),
        gitlab_com=False,
        in_the_way="gitlab-not-maintainer",
        stopped="gitlab-link-groups",
        stays="jira-development-mode-on",
        closes="jira-development-mode-off",
        more_after_drift=1,
    ),
}
