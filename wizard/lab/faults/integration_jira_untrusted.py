"""The certificate of Jira comes from an authority that GitLab does not trust."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="integration-jira-untrusted",
    layer="tls",
    on="jira",
    message="certificate verify failed (unable to get local issuer certificate)",
    expect="integration-jira-untrusted",
    rows=("H2",),
    params={"from": "everywhere"},
    own_jira=True,
)
