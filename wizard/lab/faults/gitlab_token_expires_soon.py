"""The administrator's token ends in three days."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-token-expires-soon",
    layer="state",
    on="gitlab",
    message="Your personal access tokens will expire in 3 days or less",
    expect="gitlab-token-expires-soon",
)
