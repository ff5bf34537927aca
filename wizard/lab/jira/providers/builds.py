"""`/rest/builds/0.1`: runs of pipelines."""

from collections.abc import Mapping
from typing import Any

from wizard.lab.jira.devinfo.rules import Table, count, issue_keys_up_to, list_of, nested, one_of, text, whole
from wizard.lab.jira.providers.family import Entity, Family, Verdict, messages, named, own_keys

STATES = ("pending", "in_progress", "successful", "failed", "cancelled", "unknown")
_KEY = ("pipelineId", "buildNumber")
_NAME = text(255)
_URL = text(2000)
_MOST_KEYS = 100
_MOST_REFERENCES = 5
_REFERENCE = Table(
    {},
    {
        "commit": nested(Table({"id": _NAME, "repositoryUri": _URL}, {})),
        "ref": nested(Table({"name": _NAME, "uri": _URL}, {})),
    },
)
_TESTS = Table({"totalNumber": count, "numberPassed": count, "numberFailed": count}, {"numberSkipped": count})
_RULES = Table(
    {
        "pipelineId": _NAME,
        "buildNumber": whole,
        "updateSequenceNumber": whole,
        "displayName": _NAME,
        "url": _URL,
        "state": one_of(*STATES),
        "lastUpdated": text(64),
        "issueKeys": issue_keys_up_to(_MOST_KEYS),
    },
    {
        "schemaVersion": one_of("1.0"),
        "label": _NAME,
        "testInfo": nested(_TESTS),
        "references": list_of(_REFERENCE, _MOST_REFERENCES, fewest=1),
    },
)


def _key_of(build: Entity) -> tuple[object, ...]:
    return tuple(build.get(name) for name in _KEY)


def _answer(verdict: Verdict) -> Mapping[str, Any]:
    return {
        "acceptedBuilds": [named(_KEY, key) for key in verdict.accepted],
        "rejectedBuilds": [{"key": named(_KEY, key), "errors": messages(told)} for key, told in verdict.rejected],
        "unknownIssueKeys": list(verdict.unknown_keys),
    }


BUILDS = Family(
    base="/rest/builds/0.1",
    listed="builds",
    noun="build",
    module="jiraBuildInfoProvider",
    path="/pipelines/{pipeline}/builds/{number}",
    sequence="updateSequenceNumber",
    rules=_RULES,
    key_of=_key_of,
    links_of=own_keys,
    answer=_answer,
)
