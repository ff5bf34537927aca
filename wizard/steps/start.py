"""Step: what to do today."""

from wizard.domain.text import T
from wizard.steps._base import Step

STEP = Step(
    id="start",
    rank=100,
    title=T("Connect GitLab to Jira"),
    lead=T("Nothing is sent anywhere but to the sites you name; a private listing also asks the Marketplace."),
)
