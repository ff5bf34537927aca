"""After failed sign-ins the site wants a CAPTCHA solved, whatever the token says."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="jira-captcha",
    layer="state",
    on="jira",
    message="401 Unauthorized",
    expect="jira-captcha",
    rows=("H3",),
)
