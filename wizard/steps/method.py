"""Step: the route."""

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, Severity
from wizard.domain.route import GITLAB_COM, OFFERED, TITLES, Route
from wizard.domain.text import T, render
from wizard.domain.url import read_instance_url
from wizard.steps._base import Field, Step, led_through
from wizard.steps._proxies import of_leaves, of_proxy

SOURCE = "GitLab docs: GitLab for Jira Cloud app"


def _not_offered(answers: Answers) -> Finding:
    offered = ", ".join(route.value for route in OFFERED)
    return Finding(
        "route-not-offered",
        Severity.BLOCKER,
        T("This version does not lead through this route"),
        T(
            "The route {route} ({title}) is not part of this version.",
            route=answers.route.value,
            title=render(TITLES[answers.route]),
        ),
        T(
            "Choose another route on the page Method ({offered}), or follow GitLab's documentation by hand.",
            offered=offered,
        ),
        SOURCE,
        {"route": answers.route.value, "offered": offered},
        page="method",
        fix_here=T("Choose another route, or follow GitLab's documentation by hand."),
    )


def _is_gitlab_com(route: str) -> Finding:
    return Finding(
        "gitlab-url-is-gitlab-com",
        Severity.BLOCKER,
        T("This is GitLab.com itself"),
        T(
            "The route {route} is for an instance of your own, and the address entered is {url}.",
            route=route,
            url=GITLAB_COM,
        ),
        T("Choose the route saas for groups on GitLab.com, or enter the address of your GitLab on the page GitLab."),
        SOURCE,
        {"url": GITLAB_COM, "route": route},
    )


def _needs_gitlab_com(url: str) -> Finding:
    return Finding(
        "gitlab-url-not-gitlab-com",
        Severity.BLOCKER,
        T("This route is for GitLab.com only"),
        T("The route saas connects groups of {wanted}, and the address entered is {url}.", wanted=GITLAB_COM, url=url),
        T(
            "Enter {wanted} on the page GitLab, or choose the route marketplace for an instance of your own on the "
            "page Method.",
            wanted=GITLAB_COM,
        ),
        SOURCE,
        {"url": url, "wanted": GITLAB_COM},
        page="method",
        fix_here=T(
            "Choose the route for an instance of your own, or enter {wanted} on the page GitLab.", wanted=GITLAB_COM
        ),
    )


def _problems(answers: Answers) -> list[Finding]:
    if not led_through(answers):
        return [_not_offered(answers)]
    if not _applies(answers):
        return []
    # An address that cannot be read is the matter of the page GitLab.
    url = read_instance_url(answers.gitlab.url).url
    if url is None or (url.origin == GITLAB_COM) is (answers.route is Route.SAAS):
        return _of_a_fleet(answers)
    return [_needs_gitlab_com(str(url)) if answers.route is Route.SAAS else _is_gitlab_com(answers.route.value)]


def _of_a_fleet(answers: Answers) -> list[Finding]:
    if answers.route is Route.LEAF:
        return of_proxy(answers)
    return of_leaves(answers) if answers.route is Route.PROXY else []


def _applies(answers: Answers) -> bool:
    return answers.route is not Route.INTEGRATION


STEP = Step(
    id="method",
    rank=500,
    title=T("How to connect"),
    lead=T("All ways are shown, each with what speaks for or against it here."),
    fields=(
        Field("route", T("Route"), T("The recommended one fits most instances."), "marketplace"),
        Field("proxy_url", T("Address of the proxy"), T("The root of its host, without a path.")),
    ),
    applies=_applies,
    problems=_problems,
)
