"""Check: the places that were chosen many at once are all of them, not only those that this user maintains.

Source: GitLab REST API, Projects: `min_access_level` counts memberships; only administrators may set integrations
elsewhere.
"""

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T


def _partly(answers: Answers, host: str, user: str) -> Finding:
    facts = {"host": host, "user": user}
    return Finding(
        "integration-only-maintained",
        Severity.WARNING if answers.integration.from_url else Severity.ADVICE,
        T("Only projects that {user} maintains are looked at", **facts),
        T("{user} is no administrator of {host}: other projects among those chosen stay as they are.", **facts),
        T("Use the token of an administrator to reach all of them, or have others do the rest."),
        "GitLab docs: Projects API",
        facts,
        seen_from=SeenFrom.DESKTOP,
        page="gitlab",
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    user = await ports.gitlab.user()
    if user.is_admin:
        return Result((), T("{user} administers {host}", user=user.username, host=ports.gitlab.url.host))
    return Result((_partly(answers, ports.gitlab.url.host, user.username),), T("as {user}", user=user.username))


def _applies(answers: Answers) -> bool:
    wanted = answers.integration
    many = wanted.groups or wanted.search.strip() or (wanted.from_url and not wanted.projects)
    return shared.wanted(answers) and wanted.scope == "project" and bool(many)


CHECK = Check(
    id="integration-reach",
    title=T("All chosen projects can be reached"),
    why=T("Who maintains only some projects sees only these in lists, and the others would stay behind unnoticed."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=_applies,
    needs=("gitlab-token",),
    rank=406,
    advised=True,
)
