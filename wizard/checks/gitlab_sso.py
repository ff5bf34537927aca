"""Check: whether the people who link the groups have to come through a company's single sign-on.

Source: GitLab docs, GitLab for Jira Cloud app: enterprise users without a password open the SSO address of the group
first; SAML SSO for GitLab.com groups: /groups/<top-level group>/-/saml/sso.
"""

from wizard.checks._base import Check, Result
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T


def _required(group: str, address: str) -> Finding:
    facts = {"group": group, "address": address}
    return Finding(
        "gitlab-sso-required",
        Severity.WARNING,
        T("The group {group} has single sign-on", **facts),
        T(
            "Your account signs in through the company's identity provider, and {group} has such a sign-in. The app's "
            "page in Jira asks for GitLab's own password instead, which such accounts do not have.",
            **facts,
        ),
        T(
            "Open {address} in the same browser and sign in there first; then go back to the app's page in Jira and "
            "select Sign in to GitLab.",
            **facts,
        ),
        "GitLab docs: SAML SSO for GitLab.com groups",
        facts,
        users_see=T("Invalid login or password."),
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    user = await ports.gitlab.user()
    if not user.single_sign_on:
        return Result(note=T("{username} signs in to GitLab itself", username=user.username))
    found = []
    for group in sorted({path.partition("/")[0] for path in answers.groups.paths}):
        path = f"/groups/{group}/-/saml/sso"
        if (await ports.gitlab.page("GET", path)).status == 200:
            found.append(_required(group, f"{ports.gitlab.url}{path}"))
    return Result(tuple(found), T("no chosen group has its own sign-in"))


def _applies(answers: Answers) -> bool:
    return on_route.saas(answers) and bool(answers.groups.paths)


CHECK = Check(
    id="gitlab-sso",
    title=T("How people sign in to the groups"),
    why=T("Accounts of a company sign in at its own page; the app's page in Jira does not lead there."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=_applies,
    needs=("gitlab-token",),
    rank=575,
)
