"""The project of the test is gone for this user."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-project-hidden",
    layer="state",
    on="gitlab",
    message="404 Project Not Found",
    expect="gitlab-proof-project-not-found",
    params={"project": "platform/app"},
)
