"""Step: the tasks that only people can do, each with its check."""

from wizard.domain.text import T
from wizard.steps._base import Step, led_through

STEP = Step(
    id="by-hand",
    rank=1000,
    title=T("By hand"),
    lead=T("What no program may do for you in Jira; each task is checked as soon as you have done it."),
    applies=led_through,
)
