"""The test of the integration's settings fails at Jira, and GitLab hides why."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="integration-test-failed",
    layer="http",
    on="jira",
    message="Connection failed. Check your integration settings.",
    expect="integration-test-failed",
    rows=("H1",),
    params={"status": 403},
    own_jira=True,
)
