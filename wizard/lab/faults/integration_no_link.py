"""Nobody may link issues of this Jira."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="integration-no-link",
    layer="state",
    on="jira",
    message="No Link Issue Permission for issue 'PLAT-1'",
    expect="integration-no-link",
    rows=("H10",),
    own_jira=True,
)
