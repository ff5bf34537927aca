"""Step: the Jira issue integration: where it is set, how GitLab signs in at Jira, and what it does there.

Source: GitLab docs, Jira issue integration; gitlabhq app/models/integrations/jira.rb (what GitLab itself refuses).
"""

from collections.abc import Callable

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding
from wizard.domain.route import Route
from wizard.domain.text import T
from wizard.steps import _integration_fields as fields
from wizard.steps import _integration_move as move
from wizard.steps import _integration_places as places
from wizard.steps import _integration_sign_in as sign_in
from wizard.steps._base import Field, Step

_RULES: tuple[Callable[[Answers], list[Finding]], ...] = (
    places.problems,
    sign_in.problems,
    fields.problems,
    move.problems,
)


def _applies(answers: Answers) -> bool:
    return answers.route is Route.INTEGRATION or answers.integration.wanted


def _problems(answers: Answers) -> list[Finding]:
    return [finding for rule in _RULES for finding in rule(answers)] if _applies(answers) else []


STEP = Step(
    id="integration",
    rank=650,
    title=T("Jira issue integration"),
    lead=T("GitLab links, comments and moves Jira issues that commits and merge requests mention."),
    fields=(
        Field("integration_scope", T("Where it is set"), T("One project, a group, or the whole instance."), "project"),
        Field(
            "integration_web_url", T("Web URL"), T("The base address of Jira's pages."), "https://acme.atlassian.net"
        ),
        Field("integration_api_url", T("Jira API URL"), T("Only where the API has another address.")),
        Field(
            "integration_username",
            T("Username or e-mail"),
            T("On Jira Cloud an e-mail address, elsewhere a user name."),
            "dana@example.com",
        ),
        Field("integration_token_expires", T("Token ends on"), T("As 2027-11-22; empty if not known."), "2027-11-22"),
        Field("integration_issue_prefix", T("Issue key prefix"), T("Only keys that follow it count.")),
        Field("integration_issue_regex", T("Issue key pattern"), T("A regular expression (RE2); empty: GitLab's own.")),
    ),
    applies=_applies,
    problems=_problems,
)
