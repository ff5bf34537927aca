"""`/rest/deployments/0.1`: what went to which environment."""

from collections.abc import Mapping, Sequence
from typing import Any

from wizard.lab.jira.devinfo.rules import Table, issue_keys_up_to, list_of, nested, one_of, text, whole
from wizard.lab.jira.providers.family import Entity, Family, Verdict, messages, named

STATES = ("unknown", "pending", "in_progress", "cancelled", "failed", "rolled_back", "successful")
ENVIRONMENTS = ("unmapped", "development", "testing", "staging", "production")
OF_ISSUES = ("issueKeys", "issueIdOrKeys")
_ASSOCIATIONS = (*OF_ISSUES, "serviceIdOrKeys", "commit", "repository")
_KEY = ("pipelineId", "environmentId", "deploymentSequenceNumber")
_NAME = text(255)
_URL = text(2000)
_MOST_KEYS = 100
_MOST_GROUPS = 3
_MOST_VALUES = 500
_MANY = 1000
_PIPELINE = Table({"id": _NAME, "displayName": _NAME, "url": _URL}, {})
_ENVIRONMENT = Table({"id": _NAME, "displayName": _NAME, "type": one_of(*ENVIRONMENTS)}, {})


def _associations(name: str, value: Any) -> str:  # noqa: ANN401 - any JSON may have been sent
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        return f"'{name}' must be a list of objects"
    if not 1 <= len(value) <= _MOST_GROUPS:
        return f"'{name}' must have between 1 and {_MOST_GROUPS} items"
    for each in value:
        if each.get("associationType") not in _ASSOCIATIONS:
            return f"'associationType' must be one of {', '.join(_ASSOCIATIONS)}"
        if problem := _values(each["associationType"], each.get("values")):
            return problem
    if sum(len(each["values"]) for each in value) > _MOST_VALUES:
        return f"'{name}' must not have more than {_MOST_VALUES} values"
    return ""


def _values(kind: str, values: object) -> str:
    if not isinstance(values, list) or not values:
        return "values must not be empty"
    wanted: type = dict if kind in ("commit", "repository") else str
    if not all(isinstance(each, wanted) for each in values):
        return f"values of '{kind}' must be {'objects' if wanted is dict else 'strings'}"
    return ""


_RULES = Table(
    {
        "deploymentSequenceNumber": whole,
        "updateSequenceNumber": whole,
        "displayName": _NAME,
        "url": _URL,
        "description": _NAME,
        "lastUpdated": text(64),
        "state": one_of(*STATES),
        "pipeline": nested(_PIPELINE),
        "environment": nested(_ENVIRONMENT),
    },
    {
        "schemaVersion": one_of("1.0"),
        "issueKeys": issue_keys_up_to(_MOST_KEYS),
        "associations": _associations,
        "label": _NAME,
        "duration": whole,
        "commands": list_of(Table({"command": _NAME}, {}), _MANY),
    },
)


def _key_of(deployment: Entity) -> tuple[object, ...]:
    ids = (deployment.get("pipeline"), deployment.get("environment"))
    parts = tuple(each.get("id") if isinstance(each, dict) else None for each in ids)
    return (*parts, deployment.get("deploymentSequenceNumber"))


def _links_of(deployment: Entity) -> Sequence[str]:
    groups = deployment.get("associations") or []
    keys = [key for each in groups if each["associationType"] in OF_ISSUES for key in each["values"]]
    return [*keys, *(deployment.get("issueKeys") or [])]


def _answer(verdict: Verdict) -> Mapping[str, Any]:
    return {
        "acceptedDeployments": [named(_KEY, key) for key in verdict.accepted],
        "rejectedDeployments": [{"key": named(_KEY, key), "errors": messages(told)} for key, told in verdict.rejected],
        "unknownIssueKeys": list(verdict.unknown_keys),
        "unknownAssociations": list(verdict.unknown_associations),
    }


DEPLOYMENTS = Family(
    base="/rest/deployments/0.1",
    listed="deployments",
    noun="deployment",
    module="jiraDeploymentInfoProvider",
    path="/pipelines/{pipeline}/environments/{environment}/deployments/{number}",
    sequence="updateSequenceNumber",
    rules=_RULES,
    key_of=_key_of,
    links_of=_links_of,
    answer=_answer,
)
