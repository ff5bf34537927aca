"""An instance that is to be behind an own proxy is set to be behind GitLab.com."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-proxy-url-gitlab-com",
    layer="state",
    on="gitlab",
    message="Could not be installed on the instance. Error response code 401",
    expect="gitlab-proxy-url-gitlab-com",
    rows=("I5",),
    params={"host": "https://gitlab-north.example.com"},
)
