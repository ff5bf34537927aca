"""Step: both sides are asked, nothing is changed."""

from wizard.domain.text import T
from wizard.steps._base import Step, led_through

STEP = Step(
    id="checks",
    rank=700,
    title=T("Checks"),
    lead=T("Both sides are asked before anything is changed; what blocks comes first, with what to do about it."),
    applies=led_through,
)
