"""The ways to connect, and what each is called."""

from enum import StrEnum

from wizard.domain.text import T, Text


class Route(StrEnum):
    SAAS = "saas"
    MARKETPLACE = "marketplace"
    MANUAL = "manual"
    LISTING = "listing"
    FORGE = "forge"
    PROXY = "proxy"
    LEAF = "leaf"
    DVCS = "dvcs"
    INTEGRATION = "integration"
    """The Jira issue integration alone, without the app."""


OFFERED = (Route.MARKETPLACE, Route.SAAS, Route.MANUAL, Route.LISTING, Route.PROXY, Route.LEAF)
"""Routes that this version leads through; the others are shown with the reason why not."""
LED = (*OFFERED, Route.INTEGRATION)
"""All that have a way to the end: those of the app, and the integration alone, which is not chosen among them."""

TITLES: dict[Route, Text] = {
    Route.MARKETPLACE: T("Marketplace app through GitLab.com"),
    Route.SAAS: T("GitLab.com with the Marketplace app"),
    Route.MANUAL: T("Own descriptor in development mode"),
    Route.LISTING: T("Own private Marketplace listing"),
    Route.FORGE: T("Private Forge app"),
    Route.PROXY: T("This instance serves other instances"),
    Route.LEAF: T("Behind an own proxy instance"),
    Route.DVCS: T("Jira Server or Data Center"),
    Route.INTEGRATION: T("Jira issue integration alone"),
}

GITLAB_COM = "https://gitlab.com"
"""Jira Connect Proxy URL of the Marketplace route. It is a trust anchor: used as key base, app key part and CORS
origin.
"""
MARKETPLACE_APP_KEY = "gitlab-jira-connect-gitlab.com"
MARKETPLACE_REDIRECT = f"{GITLAB_COM}/-/jira_connect/oauth_callbacks"
