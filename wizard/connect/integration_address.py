"""Where the Jira of the issue integration is and as whom GitLab signs in there: rules of the domain, by this name."""

from wizard.domain.integration_address import (
    CLOUD,
    GATEWAY,
    api_base,
    gateway_of,
    is_cloud,
    is_gateway,
    kept_for,
    username,
    web_url,
)

__all__ = [
    "CLOUD",
    "GATEWAY",
    "api_base",
    "gateway_of",
    "is_cloud",
    "is_gateway",
    "kept_for",
    "username",
    "web_url",
]
