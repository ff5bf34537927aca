"""New issues need a component, which GitLab does not send."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="integration-fields-required",
    layer="state",
    on="jira",
    message="Components is required",
    expect="integration-fields-required",
    rows=("H13",),
    own_jira=True,
)
