"""The app descriptor that GitLab serves: where it is, and what a page must hold to be one."""

from collections.abc import Mapping

from wizard.domain.gitlab import Json, Page
from wizard.domain.strict_json import JsonError, loads

DESCRIPTOR_PATH = "/-/jira_connect/app_descriptor.json"


def descriptor_of(page: Page) -> Mapping[str, Json] | None:
    """Return the app descriptor of a page, or None when it holds none."""
    if page.status != 200:
        return None
    try:
        value = loads(page.body)
    except JsonError:
        return None
    whole = isinstance(value, dict) and isinstance(value.get("key"), str) and isinstance(value.get("baseUrl"), str)
    return value if whole and isinstance(value, dict) else None


def module_keys(descriptor: Mapping[str, Json]) -> frozenset[str]:
    """Return the keys of all modules that a descriptor declares; those without a key are left out."""
    modules = descriptor.get("modules")
    found: list[Json] = []
    for value in modules.values() if isinstance(modules, dict) else ():
        found += value if isinstance(value, list) else [value]
    keys = (one.get("key") for one in found if isinstance(one, dict))
    return frozenset(key for key in keys if isinstance(key, str))
