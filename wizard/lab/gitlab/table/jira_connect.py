"""What Jira, GitLab.com and the page of the app ask: everything under `/-/jira_connect`."""

from typing import Final

from wizard.lab.gitlab.jira_connect import (
    app_page,
    branch_page,
    descriptor,
    events,
    instance_choice,
    small_pages,
    toolchain,
)
from wizard.lab.gitlab.table.line import Line

JIRA_CONNECT: Final = (
    Line("GET", "", small_pages.base),
    Line("GET", "/app_descriptor", descriptor.show),
    Line("GET", "/app_descriptor.json", descriptor.show),
    Line("POST", "/events/installed", events.installed),
    Line("POST", "/events/uninstalled", events.uninstalled),
    Line("GET", "/subscriptions", app_page.show),
    Line("GET", "/subscriptions.json", app_page.show),
    Line("POST", "/subscriptions", app_page.link),
    Line("POST", "/subscriptions.json", app_page.link),
    Line("DELETE", "/subscriptions/{id}", app_page.unlink),
    Line("OPTIONS", "/subscriptions", small_pages.preflight),
    Line("OPTIONS", "/subscriptions.json", small_pages.preflight),
    Line("OPTIONS", "/subscriptions/{id}", small_pages.preflight),
    Line("GET", "/installations", instance_choice.show, "instance-choice"),
    Line("PUT", "/installations", instance_choice.change, "instance-choice"),
    Line("GET", "/oauth_application_id", small_pages.application_id, "instance-choice"),
    Line("OPTIONS", "/oauth_application_id", small_pages.preflight, "instance-choice"),
    Line("GET", "/oauth_callbacks", small_pages.oauth_callback),
    Line("GET", "/public_keys/{kid}", small_pages.public_key, "instance-choice"),
    Line("GET", "/branches/new", branch_page.form),
    Line("POST", "/branches/new", branch_page.create),
    Line("GET", "/branches/route", toolchain.branch_route, "branches-route"),
    Line("GET", "/workspaces/search", toolchain.workspaces, "toolchain-search"),
    Line("GET", "/repositories/search", toolchain.repositories, "toolchain-search"),
    Line("POST", "/repositories/associate", toolchain.associate, "toolchain-search"),
)
