"""Task: sign in to GitLab in the app's page and link the groups.

Source: GitLab docs, GitLab for Jira Cloud app, "Configure the GitLab for Jira Cloud app"; the button was called "Add
namespace"
before 16.1.
"""

from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.text import T, Text
from wizard.domain.version import Version
from wizard.journey.byhand import _app, _linked, _scenes
from wizard.journey.byhand._base import Task


def _open(answers: Answers) -> tuple[Text, ...]:
    if on_route.marketplace(answers):
        return (T("On the same page select Sign in to GitLab. A window opens; allow pop-ups if it does not."),)
    return (
        T(
            "In Jira, select Apps, then Manage your apps, expand GitLab for Jira (the app's name in this list) and "
            "select Get started."
        ),
        T("Where the page asks for the GitLab version, select GitLab.com (SaaS), then Save."),
        T("Select Sign in to GitLab. A window opens; allow pop-ups if it does not."),
    )


def _steps(answers: Answers, version: Version | None) -> tuple[Text, ...]:
    return (*_open(answers), *_linked.steps(answers, version))


TASK = Task(
    id="gitlab-com-link-groups",
    rank=300,
    title=T("Sign in and link the groups"),
    who=T("Jira site administrator who is Maintainer of the groups"),
    minutes=2,
    steps=_steps,
    values=_linked.values,
    link=_app.page,
    applies=on_route.official_app,
    look=_linked.look,
    scenes=_scenes.link_groups,
)
