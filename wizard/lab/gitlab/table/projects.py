"""Projects, their repositories, merge requests and integrations."""

from typing import Final

from wizard.lab.gitlab.api import (
    branches,
    commits,
    events,
    integrations,
    jira_integration,
    members,
    merge_request_list,
    merge_requests,
    projects,
)
from wizard.lab.gitlab.table.line import Line

PROJECTS: Final = (
    Line("GET", "/users/{id}/projects", projects.of_user),
    Line("GET", "/projects", projects.index),
    Line("GET", "/projects/{id}", projects.show),
    Line("GET", "/projects/{id}/events", events.of_project),
    Line("GET", "/projects/{id}/members", members.of_project),
    Line("GET", "/projects/{id}/members/all", members.of_project_with_inherited),
    Line("GET", "/projects/{id}/integrations", integrations.of_project),
    Line("GET", "/projects/{id}/integrations/jira-cloud-app", integrations.cloud_app_of_project),
    Line("GET", "/projects/{id}/integrations/jira", jira_integration.show),
    Line("PUT", "/projects/{id}/integrations/jira", jira_integration.change),
    Line("DELETE", "/projects/{id}/integrations/jira", jira_integration.delete),
    Line("GET", "/projects/{id}/services", integrations.of_project),
    Line("GET", "/projects/{id}/services/jira", jira_integration.show),
    Line("PUT", "/projects/{id}/services/jira", jira_integration.change),
    Line("DELETE", "/projects/{id}/services/jira", jira_integration.delete),
    Line("GET", "/projects/{id}/repository/branches", branches.index),
    Line("POST", "/projects/{id}/repository/branches", branches.create),
    Line("GET", "/projects/{id}/repository/branches/{branch}", branches.show),
    Line("DELETE", "/projects/{id}/repository/branches/{branch}", branches.delete),
    Line("GET", "/projects/{id}/repository/commits", commits.index),
    Line("POST", "/projects/{id}/repository/commits", commits.create),
    Line("GET", "/projects/{id}/repository/commits/{sha}", commits.show),
    Line("GET", "/projects/{id}/merge_requests", merge_request_list.of_project),
    Line("POST", "/projects/{id}/merge_requests", merge_requests.create),
    Line("GET", "/projects/{id}/merge_requests/{iid}", merge_requests.show),
    Line("GET", "/projects/{id}/merge_requests/{iid}/commits", merge_requests.commits),
    Line("GET", "/merge_requests", merge_request_list.of_caller),
    Line("PUT", "/projects/{id}/merge_requests/{iid}", merge_requests.change),
    Line("DELETE", "/projects/{id}/merge_requests/{iid}", merge_requests.delete),
    Line("PUT", "/projects/{id}/merge_requests/{iid}/merge", merge_requests.merge),
)
