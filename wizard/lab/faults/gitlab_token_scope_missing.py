"""The token has only the scope read_api."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-token-scope-missing",
    layer="state",
    on="gitlab",
    message="The request requires higher privileges than provided by the access token.",
    expect="gitlab-token-scope-missing",
)
