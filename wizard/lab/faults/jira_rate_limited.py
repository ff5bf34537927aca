"""One of the site's limits is small: calls of an endpoint, writes to an issue, or points of an app; none are left."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-rate-limited",
    layer="http",
    on="jira",
    message="Rate limit exceeded",
    expect="jira-rate-limited",
    rows=("G9",),
    params={"limit": "jira-burst-based", "budget": 0, "period_s": 1.0, "path_prefix": "/rest/"},
    choices={"limit": ("jira-burst-based", "jira-per-issue-on-write", "jira-quota-global-based")},
)
