"""The group is of people who sign in through single sign-on and have no password at GitLab.com."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-sso-required",
    layer="state",
    on="gitlab-com",
    message="Invalid login or password.",
    expect="gitlab-sso-required",
    rows=("F8",),
    params={"group": "platform"},
)
