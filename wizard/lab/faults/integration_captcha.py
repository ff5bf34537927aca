"""After failed sign-ins Jira wants a CAPTCHA solved by the user of the integration, whatever the password."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="integration-captcha",
    layer="state",
    on="jira",
    message="401 Unauthorized",
    expect="integration-captcha",
    rows=("H3",),
    own_jira=True,
)
