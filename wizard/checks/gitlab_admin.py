"""Check: the signed-in GitLab user is an administrator.

Source: GitLab docs, Applications API and Application settings API: administrators only.
"""

from wizard.checks._base import Check, Result
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T


def _not_admin(host: str, username: str) -> Finding:
    return Finding(
        "gitlab-user-not-admin",
        Severity.BLOCKER,
        T("{username} is no administrator of GitLab", username=username),
        T(
            "OAuth applications and settings of {host} can only be changed by an administrator; {username} is none.",
            host=host,
            username=username,
        ),
        T(
            "Sign in with the token of an administrator of {host}, or have {username} made one (Admin area, Users, "
            "Edit, Access level Administrator).",
            host=host,
            username=username,
        ),
        "GitLab docs: Applications API",
        {"host": host, "user": username},
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(_answers: Answers, ports: Ports) -> Result:
    user = await ports.gitlab.user()
    if not user.is_admin:
        return Result((_not_admin(ports.gitlab.url.host, user.username),))
    return Result(note=T("{username} is an administrator", username=user.username))


CHECK = Check(
    id="gitlab-admin",
    title=T("The GitLab user is an administrator"),
    why=T("Only an administrator can create the OAuth application and set the three settings."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=on_route.own_gitlab,
    needs=("gitlab-token",),
    rank=310,
)
