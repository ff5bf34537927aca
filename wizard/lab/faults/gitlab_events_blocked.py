"""Something answers with HTML in place of the lifecycle events."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-events-blocked",
    layer="http",
    on="gitlab",
    message="Failed to update the GitLab instance",
    expect="gitlab-events-blocked",
    rows=("A2", "O16"),
    params={"status": 404},
)
