"""The modules a descriptor may define: what each must say, whether it stands alone, and what it needs.

Source: Atlassian's descriptor schema of 2020 (31 modules); `jiraRemoteLinkInfoProvider` is documented since.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from wizard.lab.jira.connect.descriptor_shape import Composite, Fragment, Single


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of module."""

    required: Sequence[str]
    single: bool = False
    """Whether there is one of it in an app, an object instead of a list."""
    scope: str = "READ"


_LABELLED = ("key", "name")
_PAGE = (*_LABELLED, "url")
_PROVIDER = Kind((*_LABELLED, "homeUrl"), single=True, scope="WRITE")
KINDS: Final[Mapping[str, Kind]] = {
    "adminPages": Kind(_PAGE),
    "configurePage": Kind(_PAGE, single=True),
    "dialogs": Kind(("key", "url")),
    "generalPages": Kind(_PAGE),
    "jiraBuildInfoProvider": _PROVIDER,
    "jiraDashboardItems": Kind((*_PAGE, "description", "thumbnailUrl")),
    "jiraDeploymentInfoProvider": _PROVIDER,
    "jiraDevelopmentTool": Kind((*_PAGE, "application", "capabilities", "logoUrl"), single=True, scope="WRITE"),
    "jiraEntityProperties": Kind(_LABELLED),
    "jiraFeatureFlagInfoProvider": _PROVIDER,
    "jiraGlobalPermissions": Kind((*_LABELLED, "description")),
    "jiraIssueContents": Kind((*_LABELLED, "icon", "tooltip", "target")),
    "jiraIssueFields": Kind((*_LABELLED, "description", "type")),
    "jiraIssueGlances": Kind((*_LABELLED, "icon", "content", "target")),
    "jiraIssueTabPanels": Kind(_PAGE),
    "jiraProjectAdminTabPanels": Kind(_PAGE),
    "jiraProjectPages": Kind(_PAGE),
    "jiraProjectPermissions": Kind((*_LABELLED, "description")),
    "jiraProjectTabPanels": Kind(_PAGE),
    "jiraRemoteLinkInfoProvider": _PROVIDER,
    "jiraReports": Kind((*_PAGE, "description")),
    "jiraSearchRequestViews": Kind(_PAGE),
    "jiraTimeTrackingProviders": Kind(_LABELLED),
    "jiraWorkflowConditions": Kind((*_LABELLED, "expression")),
    "jiraWorkflowPostFunctions": Kind((*_LABELLED, "triggered")),
    "jiraWorkflowValidators": Kind((*_LABELLED, "expression", "errorMessage")),
    "keyboardShortcuts": Kind((*_LABELLED, "shortcut", "target")),
    "postInstallPage": Kind(_PAGE, single=True),
    "webItems": Kind((*_LABELLED, "location")),
    "webPanels": Kind((*_PAGE, "location")),
    "webSections": Kind((*_LABELLED, "location")),
    "webhooks": Kind(("event", "url")),
}
PAGES: Final = frozenset({"adminPages", "configurePage", "generalPages", "postInstallPage"})


def defined(modules: Mapping[str, Any], kinds: frozenset[str] = frozenset(KINDS)) -> Iterator[tuple[str, str, Any]]:
    """Give each module of these kinds as kind, place in the document, and what it says."""
    for kind, found in modules.items():
        if kind not in kinds:
            continue
        place = f"$.modules.{kind}"
        if KINDS[kind].single:
            yield kind, place, found
        elif isinstance(found, list):
            yield from ((kind, f"{place}[{number}]", one) for number, one in enumerate(found))
        else:
            yield kind, place, None


def shape_problems(modules: Mapping[str, Any]) -> list[str]:
    """Return what is wrong with the shape of the modules that the site knows; empty for nothing."""
    problems: list[str] = []
    seen: set[str] = set()
    for kind, place, module in defined(modules):
        if not isinstance(module, dict):
            problems.append(f"Expected `{'object' if KINDS[kind].single else 'array'}` - at `{place}`")
            continue
        missing = [name for name in KINDS[kind].required if name not in module]
        problems += [f"Object missing required field `{name}` - at `{place}`" for name in missing]
        try:
            if KINDS[kind] is not _PROVIDER:
                problems += _condition_problems(msgspec.convert(module, Fragment).conditions, place)
        except msgspec.ValidationError as error:
            problems.append(f"{error} - in `{place}`")
        key = module.get("key")
        if isinstance(key, str) and key in seen:
            problems.append(f"The key `{key}` is used by another module - at `{place}`")
        seen.update([key] if isinstance(key, str) else [])
    return problems


def _condition_problems(conditions: list[dict[str, Any]], place: str) -> list[str]:
    """Return what is wrong with conditions and with those that they are composed of."""
    problems: list[str] = []
    for one in conditions:
        try:
            if "condition" in one:
                msgspec.convert(one, Single)
            else:
                problems += _condition_problems(msgspec.convert(one, Composite).conditions, place)
        except msgspec.ValidationError as error:
            problems.append(f"{error} - in a condition of `{place}`")
    return problems
