"""Texts in GitLab were rendered while the integration pointed to another Jira, and are kept so."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="integration-markdown-cached",
    layer="state",
    on="gitlab",
    message="Links still go to the old Jira",
    expect="integration-markdown-cached",
    rows=("H18",),
    params={"old_url": "https://jira-old.example.com"},
)
