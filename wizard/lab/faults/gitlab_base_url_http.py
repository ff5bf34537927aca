"""The descriptor names an address without https: external_url is http, and forcing https is switched off."""

from wizard.lab.faults._base import Fault

FAULT = Fault(
    id="gitlab-base-url-http",
    layer="state",
    on="gitlab",
    message="The descriptor's baseUrl must start with https://",
    expect="gitlab-descriptor-not-https",
    rows=("A7",),
)
