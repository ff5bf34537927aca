"""Step: the plan, before anything outside is changed."""

from wizard.domain.text import T
from wizard.steps._base import Step, led_through

STEP = Step(
    id="review",
    rank=800,
    title=T("Review the changes"),
    lead=T("This is all that Apply changes in GitLab; nothing outside has been changed so far."),
    applies=led_through,
)
