"""The instance itself: identity, settings, applications."""

from typing import Final

from wizard.lab.gitlab.api import (
    application_settings,
    applications,
    audit_events,
    features,
    identity,
    personal_tokens,
    sidekiq,
    users,
)
from wizard.lab.gitlab.table.line import Line

INSTANCE: Final = (
    Line("GET", "/version", identity.version),
    Line("GET", "/metadata", identity.metadata),
    Line("GET", "/license", identity.license_),
    Line("GET", "/user", users.own),
    Line("GET", "/users", users.index),
    Line("GET", "/users/{id}", users.show),
    Line("GET", "/personal_access_tokens/self", personal_tokens.own),
    Line("DELETE", "/personal_access_tokens/self", personal_tokens.revoke_own),
    Line("POST", "/personal_access_tokens/self/rotate", personal_tokens.rotate_own, "self-rotation"),
    Line("GET", "/personal_access_tokens", personal_tokens.index),
    Line("GET", "/personal_access_tokens/{id}", personal_tokens.show),
    Line("DELETE", "/personal_access_tokens/{id}", personal_tokens.revoke),
    Line("POST", "/personal_access_tokens/{id}/rotate", personal_tokens.rotate, "rotation"),
    Line("POST", "/users/{user_id}/personal_access_tokens", personal_tokens.create_for_user),
    Line("GET", "/application/settings", application_settings.show),
    Line("PUT", "/application/settings", application_settings.change),
    Line("GET", "/sidekiq/queue_metrics", sidekiq.queues),
    Line("GET", "/sidekiq/process_metrics", sidekiq.processes),
    Line("GET", "/sidekiq/job_stats", sidekiq.jobs),
    Line("GET", "/sidekiq/compound_metrics", sidekiq.everything),
    Line("GET", "/audit_events", audit_events.index),
    Line("GET", "/features", features.index),
    Line("GET", "/features/definitions", features.definitions),
    Line("POST", "/features/{name}", features.change),
    Line("DELETE", "/features/{name}", features.delete),
    Line("GET", "/applications", applications.index),
    Line("POST", "/applications", applications.create),
    Line("DELETE", "/applications/{id}", applications.delete),
    Line("POST", "/applications/{id}/renew-secret", applications.renew_secret),
)
