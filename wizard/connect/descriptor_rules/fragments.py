"""Pages and web fragments stand where Jira lets an app stand, under conditions that Jira knows.

Source: Atlassian developer, Connect, "Single condition" and "Location" of pages and web items for Jira.
"""

import re
from collections.abc import Iterator, Mapping

from wizard.connect.descriptor_problem import CONDITION, LOCATION, PARAMETERS, DescriptorProblem, refusal
from wizard.connect.descriptor_rules._base import Case
from wizard.connect.descriptor_shape import modules_of
from wizard.connect.json_places import Path
from wizard.domain.gitlab import Json
from wizard.domain.text import T

PAGES = ("adminPages", "configurePage", "generalPages", "postInstallPage")
_PLACED = (*PAGES, "jiraProjectAdminTabPanels", "webItems", "webPanels", "webSections")
_PLACE = re.compile(r"[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*")
_NOT_FOR_APPS = ("atl.footer", "atl.header", "system.top")
_TAB_GROUPS = ("projectgroup1", "projectgroup2", "projectgroup3", "projectgroup4")
_NEEDS: dict[str, tuple[str, ...]] = {
    "entity_property_exists": ("entity", "propertyKey"),
    "entity_property_equal_to": ("entity", "propertyKey", "value"),
    "entity_property_contains_any": ("entity", "propertyKey", "value"),
    "entity_property_contains_all": ("entity", "propertyKey", "value"),
    "feature_flag": ("featureKey",),
    "has_global_permission": ("permission",),
    "has_issue_permission": ("permission",),
    "has_project_permission": ("permission",),
}
_PLAIN = frozenset(
    [
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
    ]
)
_MOST_DEPTH = 32


def problems(case: Case) -> Iterator[DescriptorProblem]:
    for path, kind, module in modules_of(case.descriptor):
        if kind in _PLACED:
            yield from _placed(path, kind, module.get("location"))
        for inner, condition in _single((*path, "conditions"), module.get("conditions")):
            yield from _known(inner, kind, condition)


def _placed(path: Path, kind: str, location: Json) -> Iterator[DescriptorProblem]:
    if not location:
        return
    fits = isinstance(location, str) and _PLACE.fullmatch(location) and location not in _NOT_FOR_APPS
    if not fits or (kind == "jiraProjectAdminTabPanels" and location not in _TAB_GROUPS):
        reason = T("No app may stand in “{place}”", place=str(location)[:80])
        fix = T("Leave “location” out, as GitLab does.")
        yield refusal("descriptor-location-wrong", (*path, "location"), reason, fix, LOCATION)


def _known(path: Path, kind: str, condition: Mapping[str, Json]) -> Iterator[DescriptorProblem]:
    name = str(condition.get("condition"))
    asks_the_app = name.startswith(("/", "http")) and kind not in PAGES
    if name not in _PLAIN and name not in _NEEDS and not asks_the_app:
        reason = T("Jira knows no condition “{name}”", name=name[:80])
        fix = T("GitLab uses user_is_admin alone.")
        yield refusal("descriptor-condition-unknown", path, reason, fix, CONDITION)
    given = condition.get("params")
    missing = [one for one in _NEEDS.get(name, ()) if not isinstance(given, dict) or one not in given]
    if missing:
        reason = T("The condition {name} lacks {missing}", name=name, missing=", ".join(missing))
        yield refusal("descriptor-condition-parameters", path, reason, T("Add them to “params”."), PARAMETERS)


def _single(path: Path, conditions: Json, depth: int = 0) -> Iterator[tuple[Path, Mapping[str, Json]]]:
    """Give the single conditions of a list, whatever they are composed of."""
    for at, one in enumerate(conditions) if isinstance(conditions, list) and depth < _MOST_DEPTH else ():
        if isinstance(one, dict):
            if "condition" in one:
                yield (*path, at), one
            for name in ("conditions", "and", "or"):
                yield from _single((*path, at, name), one.get(name), depth + 1)
