"""Where a page or a web fragment of an app may stand, and the conditions under which it shows.

Source: Atlassian's open source of 2016, conditions of Jira; the property conditions are documented since.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from wizard.lab.jira.connect.messages import InstallFailed
from wizard.lab.jira.connect.modules import PAGES, defined

_PLACED: Final = PAGES | {"jiraProjectAdminTabPanels", "webItems", "webPanels", "webSections"}
_PERMISSION = ("permission",)
_PROPERTY = ("entity", "propertyKey")
_PARAMETERS: Final[Mapping[str, tuple[str, ...]]] = {
    "entity_property_contains_all": (*_PROPERTY, "value"),
    "entity_property_contains_any": (*_PROPERTY, "value"),
    "entity_property_equal_to": (*_PROPERTY, "value"),
    "entity_property_exists": _PROPERTY,
    "feature_flag": ("featureKey",),
    "has_global_permission": _PERMISSION,
    "has_issue_permission": _PERMISSION,
    "has_project_permission": _PERMISSION,
}
"""Condition -> the parameters it cannot do without."""
_CONDITIONS: Final = frozenset(_PARAMETERS) | frozenset(
    {
        "addon_is_licensed",
        "can_attach_file_to_issue",
        "can_manage_attachments",
        "can_use_application",
        "has_selected_project",
        "has_sub_tasks_available",
        "has_voted_for_issue",
        "is_admin_mode",
        "is_issue_assigned_to_current_user",
        "is_issue_editable",
        "is_issue_reported_by_current_user",
        "is_issue_unresolved",
        "is_sub_task",
        "is_watching_issue",
        "linking_enabled",
        "sub_tasks_enabled",
        "time_tracking_enabled",
        "user_has_issue_history",
        "user_is_admin",
        "user_is_logged_in",
        "user_is_project_admin",
        "user_is_sysadmin",
        "user_is_the_logged_in_user",
        "voting_enabled",
        "watching_enabled",
    }
)
_LOCATION = re.compile(r"[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*")
_TAB_GROUPS = frozenset(f"projectgroup{number}" for number in range(1, 5))
_OF_JIRA_ALONE = frozenset({"atl.footer", "atl.header", "system.top"})
"""Places in which no app may stand; which ones they are in Jira Cloud nobody has written down."""


def check_fragments(modules: Mapping[str, Any]) -> None:
    """Look at each module that shows itself. Raises: InstallFailed for a place or a condition that Jira lacks."""
    for kind, _place, module in defined(modules):
        if kind in _PLACED:
            _check_location(kind, module.get("location"))
        for condition in _flat(module.get("conditions")):
            _check_condition(kind, condition)


def _check_location(kind: str, location: object) -> None:
    if location is None or location == "":
        return
    fits = isinstance(location, str) and _LOCATION.fullmatch(location) and location not in _OF_JIRA_ALONE
    if not fits or (kind == "jiraProjectAdminTabPanels" and location not in _TAB_GROUPS):
        raise InstallFailed("connect.install.error.invalid.location", str(location))


def _check_condition(kind: str, condition: Mapping[str, Any]) -> None:
    name = str(condition.get("condition"))
    remote = name.startswith(("/", "http")) and kind not in PAGES
    if name not in _CONDITIONS and not remote:
        raise InstallFailed("connect.install.error.page.with.invalid.condition", name)
    given = condition.get("params")
    missing = [one for one in _PARAMETERS.get(name, ()) if not isinstance(given, dict) or one not in given]
    if missing:
        raise InstallFailed("connect.install.error.invalid.condition.parameters", name, ", ".join(missing))


def _flat(conditions: object) -> Iterator[Mapping[str, Any]]:
    """Give the single conditions of a list, whatever they are composed of."""
    for one in conditions if isinstance(conditions, list) else ():
        if not isinstance(one, dict):
            continue
        if "condition" in one:
            yield one
        for inner in (one.get("conditions"), one.get("and"), one.get("or")):
            yield from _flat(inner)
