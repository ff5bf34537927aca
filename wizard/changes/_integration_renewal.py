"""A password that is sent again where nothing else differs, and what that means for an answer that is lost."""

from wizard.changes import _integration_findings as findings
from wizard.changes import _integration_values as values
from wizard.changes._base import Context, NotPlanned, Values
from wizard.changes._integration_values import ACTIVE, INHERITS, PASSWORD, UNTIL
from wizard.domain.findings import Finding
from wizard.domain.integration_address import username, web_url
from wizard.domain.jira_integration import Scope

FAMILY_ID = "gitlab-jira-integration"
SENT = "new"


def wanted(scope: Scope, context: Context, before: Values) -> Values | None:
    """Return the present state with a new password; None where another Jira or user is set, or it has it already."""
    answers, until = context.answers, context.answers.integration.token_expires.strip()
    here = leads_to(before, web_url(answers)) and (before.get("username") or "") == username(answers)
    if not here or (before.get("jira_auth_type") or 0) != answers.integration.auth.number:
        return None
    goal = {**before, PASSWORD: SENT, UNTIL: until}
    if context.confirmed.get(f"{FAMILY_ID}:{scope}") == goal:
        return None
    if not context.password_of(username(answers)):
        raise NotPlanned(findings.nothing_to_send(scope, username(answers) or answers.integration.auth.value))
    return goal


def unseen(scope: Scope, before: Values, after: Values) -> Finding | None:
    """Return what to say of a lost answer where the password is all that is written."""
    alone = UNTIL in after and bool(before) and values.holds(before, after)
    return findings.password_unsure(scope, str(after.get("username") or "")) if alone else None


def is_own(before: Values) -> bool:
    """Tell whether a place has settings of its own that are switched on."""
    return bool(before) and before.get(INHERITS) is not True and before.get(ACTIVE) is not False


def leads_to(before: Values, url: str) -> bool:
    """Tell whether a place has settings of its own, switched on, that lead to this Jira."""
    bare = url.strip().rstrip("/").lower()
    return is_own(before) and str(before.get("url") or "").rstrip("/").lower() == bare
