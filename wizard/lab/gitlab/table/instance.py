"""The instance itself: identity, settings, applications."""

from typing import Final

from wizard.lab.gitlab.api import application_settings, applications, identity, users
from wizard.lab.gitlab.table.line import Line

INSTANCE: Final = (
    Line("GET", "/version", identity.version),
    Line("GET", "/metadata", identity.metadata),
    Line("GET", "/user", users.own),
    Line("GET", "/users", users.index),
    Line("GET", "/users/{id}", users.show),
    Line("GET", "/personal_access_tokens/self", identity.own_token),
    Line("DELETE", "/personal_access_tokens/self", identity.revoke_own_token),
    Line("GET", "/application/settings", application_settings.show),
    Line("PUT", "/application/settings", application_settings.change),
    Line("GET", "/features", application_settings.features),
    Line("GET", "/applications", applications.index),
    Line("POST", "/applications", applications.create),
    Line("DELETE", "/applications/{id}", applications.delete),
    Line("POST", "/applications/{id}/renew-secret", applications.renew_secret),
)
