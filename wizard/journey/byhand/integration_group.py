"""Task: set the Jira issue integration for groups where GitLab has no API for it (before 17.9).

Source: GitLab docs, Project integration management, "Manage group-level default settings for a project integration".
"""

from collections.abc import Mapping

from wizard.domain.answers import Answers
from wizard.domain.gitlab import Json
from wizard.domain.jira_integration import Scope
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.version import GROUP_INTEGRATION_SINCE, Version
from wizard.journey.byhand import _integration, _integration_scenes
from wizard.journey.byhand._base import Seen, Task


def _groups(answers: Answers) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path.strip().strip("/") for path in answers.integration.groups))


def _steps(answers: Answers, version: Version | None) -> tuple[Text, ...]:
    way = T(
        "In each group, select Settings, then Integrations and Jira (Jira issues in newer versions). Groups: {groups}.",
        groups=", ".join(_groups(answers)),
    )
    return (way, *_integration.filling(answers, version))


def _link(answers: Answers) -> str:
    return f"{answers.gitlab.url}/groups/{next(iter(_groups(answers)), '')}/-/settings/integrations/jira/edit"


async def _look(answers: Answers, ports: Ports) -> Seen:
    return await _integration.look(answers, ports, tuple(Scope("group", path) for path in _groups(answers)))


async def _found(answers: Answers, ports: Ports) -> Mapping[str, Json]:
    return await _integration.found(answers, ports, tuple(Scope("group", path) for path in _groups(answers)))


def _applies(answers: Answers) -> bool:
    return answers.integration.scope == "group"


TASK = Task(
    id="integration-group",
    rank=400,
    title=T("Set the Jira issue integration for the groups"),
    who=T("Owner of the groups"),
    minutes=3,
    steps=_steps,
    values=_integration.values,
    link=_link,
    applies=_applies,
    look=_look,
    scenes=_integration_scenes.of_groups,
    typed=_integration.typed,
    taking_back=_integration.TAKING_BACK,
    found=_found,
    going_back=_integration.going_back,
    groups=_groups,
    until=GROUP_INTEGRATION_SINCE,
)
