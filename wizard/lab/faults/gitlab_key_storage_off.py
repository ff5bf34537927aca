"""A GitLab that serves others keeps no public keys: somebody switched the storage off."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-key-storage-off",
    layer="state",
    on="gitlab",
    message="Could not be installed on the instance. Error response code 401",
    expect="gitlab-key-storage-off",
    rows=("I1",),
)
