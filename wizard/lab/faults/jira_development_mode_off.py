"""Development mode is off, and nobody can switch it on while this lasts."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-development-mode-off",
    layer="state",
    on="jira",
    message="There is no button to install a private app.",
    expect="jira-development-mode-off",
    rows=("E1",),
)
