"""Check: no proxy adds headers of its own that keep Jira from showing the page of the app in a frame.

Source: gitlabhq app/controllers/jira_connect: whoever comes without Jira's token is refused before the headers are
changed for the frame, so GitLab's own refusal has X-Frame-Options, once. What stands there twice, a proxy has added.
"""

from wizard.checks._base import Check, Result
from wizard.checks._descriptor import from_gitlab
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T

PATH = "/-/jira_connect/subscriptions"
_ANCESTORS = "frame-ancestors"
_OWN = "sameorigin"
_OPEN = ("*", "https:", "https://*", "*.atlassian.net", "https://*.atlassian.net")


def _refused(host: str, jira: str, header: str) -> Finding:
    facts = {"host": host, "jira": jira, "header": header, "path": PATH}
    return Finding(
        "gitlab-frame-refused",
        Severity.WARNING,
        T("A proxy may keep GitLab's page out of Jira"),
        T(
            "{path} on {host} comes with {header}. That is not what GitLab sends: a proxy in front of it adds a header "
            "of its own, and on the page for Jira it may leave the frame blank.",
            **facts,
        ),
        T(
            "Have the proxy in front of {host} leave X-Frame-Options and Content-Security-Policy of {path} as GitLab "
            "sends them, then check again.",
            **facts,
        ),
        "gitlabhq: jira_connect/subscriptions_controller.rb; W3C: Content Security Policy, frame-ancestors",
        facts,
        users_see=T("refused to connect"),
        seen_from=SeenFrom.DESKTOP,
    )


def _ancestors(policy: str) -> tuple[str, ...]:
    """Return the sources that a policy lets frame the page; none where it says nothing of frames."""
    rules = (rule.split() for rule in policy.lower().split(";"))
    return next((tuple(words[1:]) for words in rules if words and words[0] == _ANCESTORS), ())


def foreign_header(frame_options: str, policies: str, jira: str) -> str:
    """Return the header that cannot be GitLab's own and keeps a page of this Jira from framing; empty for none."""
    options = [one.strip() for one in frame_options.split(",") if one.strip()]
    wanted = (*_OPEN, jira, f"https://{jira}")
    told = [named for one in policies.split(",") if (named := _ancestors(one))]
    shut = next((named for named in told if not any(one in wanted for one in named)), ())
    if "'none'" in shut or (shut and len(told) > 1):
        return f"Content-Security-Policy: {_ANCESTORS} {' '.join(shut)}"
    if len(options) > 1 or any(one.lower() != _OWN for one in options):
        return f"X-Frame-Options: {', '.join(options)}"
    return ""


async def _run(_answers: Answers, ports: Ports) -> Result:
    page = await ports.gitlab.page("GET", PATH)
    if not from_gitlab(page):
        return Result(note=T("GitLab did not answer itself; see Install events reach GitLab"))
    jira = ports.jira.url.host
    said = page.headers.get("x-frame-options", ""), page.headers.get("content-security-policy", "")
    header = foreign_header(*said, jira)
    if header:
        return Result((_refused(ports.gitlab.url.host, jira, header[:200]),))
    return Result(note=T("no header there that is not GitLab's"))


CHECK = Check(
    id="gitlab-frame",
    title=T("Jira may show GitLab's page in a frame"),
    why=T("With an own descriptor the page of the app comes from your GitLab, and Jira shows it in a frame."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.own_app,
    needs=("gitlab-reachable",),
    rank=545,
)
