"""Step: what was done, and what comes next."""

from wizard.domain.text import T
from wizard.steps._base import Step, led_through

STEP = Step(
    id="done",
    rank=1200,
    title=T("Done"),
    lead=T("What was changed and proven, how to undo it, and how long the first sync takes."),
    applies=led_through,
)
