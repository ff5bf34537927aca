"""The settings of the integration that a project works with: what is wrong with them, and when they can be expected.

Source: GitLab docs, Project integration management; gitlabhq app/services/integrations/update_service.rb: what is set
for a group or the instance reaches what is below by PropagateIntegrationWorker.
"""

from wizard.domain.answers import Answers
from wizard.domain.jira_integration import JiraIntegration

REACHES_WITHIN_S = 60.0
"""How long a worker of GitLab may take to give projects what was set for their group or the instance."""


def address(found: JiraIntegration) -> str:
    """Return where settings lead."""
    value = found.values.get("url")
    return value.rstrip("/") if isinstance(value, str) else ""


def wrong_of(found: JiraIntegration | None, answers: Answers, web_url: str) -> str:
    """Return what is wrong with the settings of a project; empty where they are those that are wanted."""
    if found is None or not found.active:
        return "off" if found is None else "there, but switched off"
    if answers.integration.inherit:
        return "settings of its own" if found.inherited is False else ""
    return "" if address(found) == web_url else address(found) or "without a Web URL"


def awaited_s(answers: Answers, found: JiraIntegration | None) -> float:
    """Return how long to wait for settings: those of a project itself are there at once, also in a move; what inherits
    follows its group.
    """
    follows = found is not None and found.inherited is True
    own = answers.integration.scope == "project" and not answers.integration.inherit and not follows
    return 0.0 if own else REACHES_WITHIN_S
