"""Step: the end-to-end proof."""

from wizard.domain.text import T
from wizard.steps._base import Step, led_through

STEP = Step(
    id="verify",
    rank=1100,
    title=T("Prove it"),
    lead=T("One branch is made in GitLab, must show up at its issue in Jira, and is deleted again."),
    applies=led_through,
)
