"""Step: the changes are made, one after the other."""

from wizard.domain.text import T
from wizard.steps._base import Step, led_through

STEP = Step(
    id="apply",
    rank=900,
    title=T("Apply the changes"),
    lead=T("Each change is written down, made and read back; it can be stopped after each."),
    applies=led_through,
)
