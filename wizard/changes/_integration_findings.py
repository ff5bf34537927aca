"""Why a place of the Jira issue integration cannot be written, or not be taken back."""

from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.jira_integration import Scope
from wizard.domain.text import T
from wizard.domain.version import INHERIT_BY_API_SINCE

_SOURCE = "GitLab REST API: Integrations, Jira issues"


def password_needed(scope: Scope, url: str) -> Finding:
    """Return what to say where a write would make GitLab drop the password that it has."""
    facts = {"place": scope.path, "url": url}
    return Finding(
        "integration-password-needed",
        Severity.WARNING,
        T("The password of the integration is needed"),
        T(
            "GitLab takes no change of {place} without the password for {url}, and none was given. Nothing is written "
            "here.",
            **facts,
        ),
        T("Enter the token on the page Integration, or give it as GJW_INTEGRATION_TOKEN, and make the plan anew."),
        _SOURCE,
        facts,
        page="integration",
    )


def nothing_to_send(scope: Scope, user: str) -> Finding:
    """Return what to say where a password shall be sent again, and there is none of this user."""
    facts = {"place": scope.path, "user": user}
    return Finding(
        "integration-password-needed",
        Severity.WARNING,
        T("The password of the integration is needed"),
        T("{place} shall get a password or token of {user}, and none was given. Nothing is written here.", **facts),
        T("Enter it on the page Integration, or give it in the environment as the help says, and make the plan anew."),
        _SOURCE,
        facts,
        page="integration",
    )


def password_unsure(scope: Scope, user: str) -> Finding:
    """Return what to say when the answer to a password was lost: GitLab shows none to anybody."""
    facts = {"place": scope.path, "user": user}
    return Finding(
        "integration-password-unsure",
        Severity.BLOCKER,
        T("Not known whether the password arrived"),
        T("The answer about {place} was lost, and GitLab shows to nobody which password of {user} it has.", **facts),
        T("Run the same again: it sends the password to those places that did not confirm it."),
        _SOURCE,
        facts,
        seen_from=SeenFrom.DESKTOP,
    )


def inheritance_unknown(scope: Scope) -> Finding:
    """Return what to say where GitLab does not tell whether a place takes the settings above it."""
    facts = {"place": scope.path, "since": f"{INHERIT_BY_API_SINCE.major}.{INHERIT_BY_API_SINCE.minor}"}
    return Finding(
        "integration-inherit-unreadable",
        Severity.WARNING,
        T("This GitLab does not tell what inherits"),
        T(
            "Before {since} GitLab's API does not show whether {place} takes the settings above it, so that it could "
            "not be read back. Nothing is written here.",
            **facts,
        ),
        T("Choose “Use default settings” on its integration page by hand, or give it settings of its own."),
        _SOURCE,
        facts,
    )


def inherits_the_old_jira(scope: Scope, url: str) -> Finding:
    """Return what to say where a move finds a place that takes the old Jira from above: only there it can be moved."""
    facts = {"place": scope.path, "url": url}
    return Finding(
        "integration-inherits-old-jira",
        Severity.WARNING,
        T("Takes the old Jira from the group or instance above"),
        T("{place} has no settings of its own: what is set above it leads to {url} still, and so does this.", **facts),
        T(
            "Set the integration of its group or of the instance to the new Jira: choose that scope on the page "
            "Integration. What inherits follows by itself."
        ),
        "GitLab docs: Project integration management",
        facts,
        page="integration",
    )


def old_password_needed(scope: Scope, url: str, user: str) -> Finding:
    """Return why an undo leaves a place: nobody knows the password of the Jira that it had before."""
    facts = {"place": scope.path, "url": url, "user": user}
    return Finding(
        "undo-integration-password-needed",
        Severity.WARNING,
        T("Left as it is: the password that it had before is needed"),
        T("{place} signed in at {url} with a password that GitLab shows to nobody, and it was not given.", **facts),
        T(
            "Undo again and enter it where the window asks for it, or give it as GJW_INTEGRATION_TOKEN_BEFORE. Or set "
            "the old Jira on its integration page by hand."
        ),
        "Help: Undo and resume",
        facts,
        check="undo",
    )
