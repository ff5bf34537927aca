"""When an OAuth application serves the app in Jira.

Source: GitLab docs, GitLab for Jira Cloud app, "Set up OAuth authentication for self-managed instances".
"""

from enum import StrEnum

from wizard.domain.gitlab import OAuthApplication

SCOPES = ("api",)


class Misfit(StrEnum):
    """What is wrong with an application in place; GitLab has no call to change one."""

    CONFIDENTIAL = "confidential"
    WRONG_REDIRECT = "wrong-redirect"
    FOREIGN_SCOPES = "foreign-scopes"


def misfits(application: OAuthApplication, redirect: str) -> tuple[Misfit, ...]:
    """Return what keeps the app from signing in with `application`; unknown scopes get the benefit of the doubt."""
    found = []
    if application.confidential:
        found.append(Misfit.CONFIDENTIAL)
    if application.callback_url != redirect:
        found.append(Misfit.WRONG_REDIRECT)
    if application.scopes is not None and application.scopes != SCOPES:
        found.append(Misfit.FOREIGN_SCOPES)
    return tuple(found)
