"""`/rest/featureflags/0.1`: feature flags and where they are on."""

from collections.abc import Mapping
from typing import Any

from wizard.lab.jira.devinfo.rules import (
    Table,
    any_text,
    count,
    issue_keys_up_to,
    list_of,
    nested,
    one_of,
    text,
    whole,
    yes_or_no,
)
from wizard.lab.jira.providers.family import Entity, Family, Verdict, messages, own_keys

_NAME = text(255)
_URL = text(2000)
_MOST_KEYS = 100
_MANY = 1000


def _percentage(name: str, value: Any) -> str:  # noqa: ANN401 - any JSON may have been sent
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return "" if number and 0 <= value <= 100 else f"'{name}' must be a number from 0 to 100"


_ROLLOUT = Table({}, {"percentage": _percentage, "text": _NAME, "rules": count})
_STATUS = Table({"enabled": yes_or_no}, {"defaultValue": any_text, "rollout": nested(_ROLLOUT)})
_ENVIRONMENT = Table({"name": _NAME}, {"type": one_of("development", "testing", "staging", "production")})
_DETAILS = Table(
    {"url": _URL, "lastUpdated": text(64), "environment": nested(_ENVIRONMENT), "status": nested(_STATUS)}, {}
)
_RULES = Table(
    {
        "id": _NAME,
        "key": _NAME,
        "updateSequenceId": whole,
        "issueKeys": issue_keys_up_to(_MOST_KEYS),
        "summary": nested(Table({"status": nested(_STATUS), "lastUpdated": text(64)}, {"url": _URL})),
        "details": list_of(_DETAILS, _MANY, fewest=1),
    },
    {"schemaVersion": one_of("1.0"), "displayName": _NAME},
)


def _key_of(flag: Entity) -> tuple[object, ...]:
    return (flag.get("id"),)


def _answer(verdict: Verdict) -> Mapping[str, Any]:
    return {
        "acceptedFeatureFlags": [key[0] for key in verdict.accepted],
        "failedFeatureFlags": {str(key[0]): messages(told) for key, told in verdict.rejected},
        "unknownIssueKeys": list(verdict.unknown_keys),
    }


FLAGS = Family(
    base="/rest/featureflags/0.1",
    listed="flags",
    noun="feature flag",
    module="jiraFeatureFlagInfoProvider",
    path="/flag/{flag}",
    sequence="updateSequenceId",
    rules=_RULES,
    key_of=_key_of,
    links_of=own_keys,
    answer=_answer,
)
