"""Groups, their members and what is linked to them."""

from typing import Final

from wizard.lab.gitlab.api import (
    groups,
    integrations,
    jira_integration,
    jira_subscriptions,
    members,
    merge_request_list,
)
from wizard.lab.gitlab.table.line import Line

GROUPS: Final = (
    Line("GET", "/groups", groups.index),
    Line("GET", "/groups/{id}", groups.show),
    Line("GET", "/groups/{id}/subgroups", groups.subgroups),
    Line("GET", "/groups/{id}/descendant_groups", groups.descendants),
    Line("GET", "/groups/{id}/projects", groups.projects),
    Line("GET", "/groups/{id}/members", members.of_group),
    Line("PUT", "/groups/{id}", groups.change),
    Line("POST", "/groups/{id}/members", members.add_to_group),
    Line("GET", "/groups/{id}/members/all", members.of_group_with_inherited),
    Line("GET", "/groups/{id}/members/all/{user_id}", members.one_of_group_with_inherited),
    Line("GET", "/groups/{id}/members/{user_id}", members.one_of_group),
    Line("PUT", "/groups/{id}/members/{user_id}", members.change_in_group),
    Line("DELETE", "/groups/{id}/members/{user_id}", members.remove_from_group),
    Line("GET", "/groups/{id}/merge_requests", merge_request_list.of_group),
    Line("GET", "/groups/{id}/integrations", integrations.of_group),
    Line("GET", "/groups/{id}/integrations/jira-cloud-app", integrations.cloud_app_of_group),
    Line("GET", "/groups/{id}/integrations/jira", jira_integration.show),
    Line("PUT", "/groups/{id}/integrations/jira", jira_integration.change),
    Line("DELETE", "/groups/{id}/integrations/jira", jira_integration.delete),
    Line("POST", "/integrations/jira_connect/subscriptions", jira_subscriptions.create),
)
