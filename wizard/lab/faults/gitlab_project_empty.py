"""The project of the test has no commit yet."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-project-empty",
    layer="state",
    on="gitlab",
    message="The repository for this project is empty",
    expect="gitlab-proof-project-empty",
    params={"project": "platform/app"},
)
