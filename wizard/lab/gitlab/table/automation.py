"""Pipelines, environments, deployments and feature flags of projects."""

from typing import Final

from wizard.lab.gitlab.api import environments, feature_flags, pipelines
from wizard.lab.gitlab.table.line import Line

AUTOMATION: Final = (
    Line("GET", "/projects/{id}/pipelines", pipelines.index),
    Line("POST", "/projects/{id}/pipeline", pipelines.create),
    Line("GET", "/projects/{id}/pipelines/{pipeline}", pipelines.show),
    Line("DELETE", "/projects/{id}/pipelines/{pipeline}", pipelines.delete),
    Line("GET", "/projects/{id}/pipelines/{pipeline}/jobs", pipelines.jobs),
    Line("POST", "/projects/{id}/pipelines/{pipeline}/cancel", pipelines.cancel),
    Line("POST", "/projects/{id}/pipelines/{pipeline}/retry", pipelines.retry),
    Line("GET", "/projects/{id}/environments", environments.index),
    Line("POST", "/projects/{id}/environments", environments.create),
    Line("GET", "/projects/{id}/environments/{environment}", environments.show),
    Line("POST", "/projects/{id}/environments/{environment}/stop", environments.stop),
    Line("DELETE", "/projects/{id}/environments/{environment}", environments.delete),
    Line("GET", "/projects/{id}/deployments", environments.deployments),
    Line("POST", "/projects/{id}/deployments", environments.create_deployment),
    Line("GET", "/projects/{id}/deployments/{deployment}", environments.deployment),
    Line("PUT", "/projects/{id}/deployments/{deployment}", environments.change_deployment),
    Line("GET", "/projects/{id}/feature_flags", feature_flags.index),
    Line("POST", "/projects/{id}/feature_flags", feature_flags.create),
    Line("GET", "/projects/{id}/feature_flags/{name}", feature_flags.show),
    Line("PUT", "/projects/{id}/feature_flags/{name}", feature_flags.change),
    Line("DELETE", "/projects/{id}/feature_flags/{name}", feature_flags.delete),
)
