"""GitLab takes itself to be served over http behind a proxy with TLS: its base URL says https, its links do not."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-external-url-http",
    layer="state",
    on="gitlab",
    message="This address is not secure.",
    expect="gitlab-external-url-http",
    rows=("O19",),
)
