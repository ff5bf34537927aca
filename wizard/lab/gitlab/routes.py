"""Every path the instance answers."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from wizard.lab.gitlab.api import (
    application_settings,
    applications,
    branches,
    commits,
    groups,
    identity,
    integrations,
    jira_integration,
    jira_subscriptions,
    members,
    merge_requests,
    projects,
)
from wizard.lab.gitlab.jira_connect import (
    app_page,
    branch_page,
    descriptor,
    events,
    instance_choice,
    small_pages,
    toolchain,
)
from wizard.lab.gitlab.logo import logo
from wizard.lab.gitlab.oauth import authorize, sign_in, single_sign_on, token

Endpoint = Callable[[Request], Awaitable[Response]]
Line = tuple[str, str, Endpoint]

_API: tuple[Line, ...] = (
    ("GET", "/version", identity.version),
    ("GET", "/metadata", identity.metadata),
    ("GET", "/user", identity.user),
    ("GET", "/personal_access_tokens/self", identity.own_token),
    ("DELETE", "/personal_access_tokens/self", identity.revoke_own_token),
    ("GET", "/application/settings", application_settings.show),
    ("PUT", "/application/settings", application_settings.change),
    ("GET", "/features", application_settings.features),
    ("GET", "/applications", applications.index),
    ("POST", "/applications", applications.create),
    ("DELETE", "/applications/{id}", applications.delete),
    ("POST", "/applications/{id}/renew-secret", applications.renew_secret),
    ("GET", "/groups", groups.index),
    ("GET", "/groups/{id}", groups.show),
    ("GET", "/groups/{id}/subgroups", groups.subgroups),
    ("GET", "/groups/{id}/descendant_groups", groups.descendants),
    ("GET", "/groups/{id}/projects", groups.projects),
    ("GET", "/groups/{id}/members", members.of_group),
    ("GET", "/groups/{id}/members/all", members.of_group_with_inherited),
    ("GET", "/groups/{id}/members/all/{user_id}", members.one_of_group_with_inherited),
    ("GET", "/groups/{id}/merge_requests", merge_requests.of_group),
    ("GET", "/groups/{id}/integrations", integrations.of_group),
    ("GET", "/groups/{id}/integrations/jira-cloud-app", integrations.cloud_app_of_group),
    ("GET", "/groups/{id}/integrations/jira", jira_integration.show),
    ("PUT", "/groups/{id}/integrations/jira", jira_integration.change),
    ("DELETE", "/groups/{id}/integrations/jira", jira_integration.delete),
    ("GET", "/users/{id}/projects", projects.of_user),
    ("GET", "/projects", projects.index),
    ("GET", "/projects/{id}", projects.show),
    ("GET", "/projects/{id}/integrations", integrations.of_project),
    ("GET", "/projects/{id}/integrations/jira-cloud-app", integrations.cloud_app_of_project),
    ("GET", "/projects/{id}/integrations/jira", jira_integration.show),
    ("PUT", "/projects/{id}/integrations/jira", jira_integration.change),
    ("DELETE", "/projects/{id}/integrations/jira", jira_integration.delete),
    ("GET", "/projects/{id}/services", integrations.of_project),
    ("GET", "/projects/{id}/services/jira", jira_integration.show),
    ("PUT", "/projects/{id}/services/jira", jira_integration.change),
    ("DELETE", "/projects/{id}/services/jira", jira_integration.delete),
    ("GET", "/projects/{id}/repository/branches", branches.index),
    ("POST", "/projects/{id}/repository/branches", branches.create),
    ("GET", "/projects/{id}/repository/branches/{branch}", branches.show),
    ("DELETE", "/projects/{id}/repository/branches/{branch}", branches.delete),
    ("GET", "/projects/{id}/repository/commits", commits.index),
    ("POST", "/projects/{id}/repository/commits", commits.create),
    ("GET", "/projects/{id}/repository/commits/{sha}", commits.show),
    ("GET", "/projects/{id}/merge_requests", merge_requests.of_project),
    ("POST", "/projects/{id}/merge_requests", merge_requests.create),
    ("GET", "/projects/{id}/merge_requests/{iid}", merge_requests.show),
    ("PUT", "/projects/{id}/merge_requests/{iid}", merge_requests.change),
    ("PUT", "/projects/{id}/merge_requests/{iid}/merge", merge_requests.merge),
    ("POST", "/integrations/jira_connect/subscriptions", jira_subscriptions.create),
)
_CONNECT: tuple[Line, ...] = (
    ("GET", "", small_pages.base),
    ("GET", "/app_descriptor", descriptor.show),
    ("GET", "/app_descriptor.json", descriptor.show),
    ("POST", "/events/installed", events.installed),
    ("POST", "/events/uninstalled", events.uninstalled),
    ("GET", "/subscriptions", app_page.show),
    ("GET", "/subscriptions.json", app_page.show),
    ("POST", "/subscriptions", app_page.link),
    ("POST", "/subscriptions.json", app_page.link),
    ("DELETE", "/subscriptions/{id}", app_page.unlink),
    ("OPTIONS", "/subscriptions", small_pages.preflight),
    ("OPTIONS", "/subscriptions.json", small_pages.preflight),
    ("OPTIONS", "/subscriptions/{id}", small_pages.preflight),
    ("GET", "/installations", instance_choice.show),
    ("PUT", "/installations", instance_choice.change),
    ("GET", "/oauth_application_id", small_pages.application_id),
    ("OPTIONS", "/oauth_application_id", small_pages.preflight),
    ("GET", "/oauth_callbacks", small_pages.oauth_callback),
    ("GET", "/public_keys/{kid}", small_pages.public_key),
    ("GET", "/branches/new", branch_page.form),
    ("POST", "/branches/new", branch_page.create),
    ("GET", "/branches/route", toolchain.branch_route),
    ("GET", "/workspaces/search", toolchain.workspaces),
    ("GET", "/repositories/search", toolchain.repositories),
    ("POST", "/repositories/associate", toolchain.associate),
)
_WEB: tuple[Line, ...] = (
    ("GET", "/", sign_in.home),
    ("GET", sign_in.SIGN_IN_PATH, sign_in.form),
    ("POST", sign_in.SIGN_IN_PATH, sign_in.submit),
    ("GET", single_sign_on.PAGE.replace("{group}", "{group:path}"), single_sign_on.show),
    ("GET", "/oauth/authorize", authorize.ask),
    ("POST", "/oauth/authorize", authorize.decide),
    ("DELETE", "/oauth/authorize", authorize.decide),
    ("POST", "/oauth/token", token.token),
    ("GET", "/oauth/token/info", token.info),
    ("POST", "/oauth/revoke", token.revoke),
    ("GET", descriptor.LOGO_PATH, logo),
)


def routes() -> list[Route]:
    """Return all routes."""
    lines = (
        *((method, "/api/v4" + path, endpoint) for method, path, endpoint in _API),
        *((method, "/-/jira_connect" + path, endpoint) for method, path, endpoint in _CONNECT),
        *_WEB,
    )
    return [Route(path, endpoint, methods=[method]) for method, path, endpoint in lines]
