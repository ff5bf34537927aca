"""Task: set the Jira issue integration for the whole instance, which no version of GitLab has an API for.

Source: GitLab docs, Project integration management, "Configure default settings for an integration".
"""

from collections.abc import Mapping

from wizard.domain.answers import Answers
from wizard.domain.gitlab import Json
from wizard.domain.jira_integration import Scope
from wizard.domain.ports import Ports
from wizard.domain.text import T, Text
from wizard.domain.version import Version
from wizard.journey.byhand import _integration, _integration_scenes
from wizard.journey.byhand._base import Seen, Task


def _steps(answers: Answers, version: Version | None) -> tuple[Text, ...]:
    way = T("In GitLab, select Admin, then Settings, Integrations and Jira (Jira issues in newer versions).")
    return (way, *_integration.filling(answers, version))


def _link(answers: Answers) -> str:
    return f"{answers.gitlab.url}/admin/application_settings/integrations/jira/edit"


async def _look(answers: Answers, ports: Ports) -> Seen:
    return await _integration.look(answers, ports, (Scope("instance"),))


async def _found(answers: Answers, ports: Ports) -> Mapping[str, Json]:
    return await _integration.found(answers, ports, (Scope("instance"),))


def _applies(answers: Answers) -> bool:
    return answers.integration.scope == "instance"


TASK = Task(
    id="integration-instance",
    rank=400,
    title=T("Set the Jira issue integration for the instance"),
    who=T("GitLab administrator"),
    minutes=3,
    steps=_steps,
    values=_integration.values,
    link=_link,
    applies=_applies,
    look=_look,
    scenes=_integration_scenes.of_instance,
    typed=_integration.typed,
    taking_back=_integration.TAKING_BACK,
    found=_found,
    going_back=_integration.going_back,
)
