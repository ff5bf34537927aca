"""What a GitLab in memory says of the Jira issue integration, and answers that want it; all is right there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from wizard.domain.answers import Answers
from wizard.domain.gitlab import Project
from wizard.domain.jira_integration import JiraIntegration, Scope

INHERITED = JiraIntegration(active=True, inherited=True, values={"url": "https://acme.atlassian.net"})
OWN = JiraIntegration(active=True, inherited=False, values={"url": "https://jira-old.example.com"})


def _given(value):
    if isinstance(value, Exception):
        raise value
    return value


@dataclass
class IntegrationSide:
    """A part of the GitLab of the tests of checks."""

    integrations_: object = field(default_factory=lambda: {"platform/app": INHERITED})
    listed_: object = field(
        default_factory=lambda: [Project(1, "platform/app", "app", "main", "group", "platform", "https://g/p/a")]
    )
    listed: list[tuple[str, str]] = field(default_factory=list)
    """Group and search of each list that was asked for."""
    plan_: object = "ultimate"
    texts_: object = ('<a href="https://acme.atlassian.net/browse/PLAT-1">PLAT-1</a>',)

    async def jira_integration(self, scope: Scope) -> JiraIntegration | None:
        return _given(_given(self.integrations_).get(scope.path))

    async def all_projects(
        self, *, group: str = "", search: str = "", after: int = 0
    ) -> tuple[Sequence[Project], int | None]:
        self.listed.append((group, search))
        return _given(self.listed_), None

    async def plan(self) -> str:
        return str(_given(self.plan_))

    async def rendered_texts(self, project: int) -> Sequence[str]:
        return _given(self.texts_)


SPECIAL: Mapping[str, Mapping[str, object]] = {
    "integration-web-url": {"integration_api_url": "https://jira-api.example.com"},
    "integration-overrides": {"integration_scope": "group", "integration_groups": ("platform",)},
    "integration-reach": {"integration_groups": ("platform",)},
    "integration-moved-transitions": {"integration_from_url": "https://jira-old.example.com"},
    "integration-new-users": {
        "integration_from_url": "https://jira-old.example.com",
        "integration_new_users": {"eve": "eve@acme.example"},
    },
    "integration-token-expiry": {"integration_token_expires": "2027-06-01"},
}
"""What a check wants in the answers besides what all of the integration want."""


def integrated(answers: Answers, check: str = "") -> Answers:
    """Return answers that set up the integration of one project on Jira Cloud."""
    return answers.with_(
        **{
            "integration_scope": "project",
            "integration_projects": ("platform/app",),
            "integration_username": "gitlab@acme.example",
            "integration_project_keys": ("PLAT",),
            "integration_transitions": "automatic",
            "integration_vulnerabilities_project": "PLAT",
            "integration_vulnerabilities_issuetype": "10001",
            **SPECIAL.get(check, {}),
        }
    )
