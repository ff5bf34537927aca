"""Task: sign in to the instance on the page of the proxy's app and link the groups.

Source: GitLab docs, GitLab for Jira Cloud app, "Configure the GitLab for Jira Cloud app".
"""

from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.text import T, Text
from wizard.domain.version import Version
from wizard.journey.byhand import _app, _linked, _scenes
from wizard.journey.byhand._base import Task


def _steps(answers: Answers, version: Version | None) -> tuple[Text, ...]:
    return (
        T(
            "On the same page select Sign in to GitLab. A window of {url} opens; allow pop-ups.",
            url=answers.gitlab.url,
        ),
        *_linked.steps(answers, version),
    )


TASK = Task(
    id="proxy-link-groups",
    rank=300,
    title=T("Sign in and link the groups"),
    who=T("Jira site administrator who is Maintainer of the groups"),
    minutes=2,
    steps=_steps,
    values=_linked.values,
    link=_app.page,
    applies=on_route.leaf,
    look=_linked.look,
    scenes=_scenes.link_groups,
)
