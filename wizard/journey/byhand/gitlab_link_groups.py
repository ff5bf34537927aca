"""Task: sign in to one's own GitLab in the app's page and link the groups.

Source: GitLab docs, GitLab for Jira Cloud app, "Configure the GitLab for Jira Cloud app".
"""

from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.text import T, Text
from wizard.domain.version import Version
from wizard.journey.byhand import _app, _linked, _scenes
from wizard.journey.byhand._base import Task


def _of_a_proxy(answers: Answers) -> tuple[Text, ...]:
    """Return what a GitLab that serves others asks first: itself, or an instance behind it."""
    if not on_route.proxy(answers):
        return ()
    return (
        T(
            "Where the page asks for the GitLab version, select GitLab.com (SaaS), then Save: here that means {url} "
            "itself.",
            url=answers.gitlab.url,
        ),
    )


def _steps(answers: Answers, version: Version | None) -> tuple[Text, ...]:
    return (
        *_of_a_proxy(answers),
        T(
            "On the app's page select Sign in to GitLab. A window of {url} opens; allow pop-ups.",
            url=answers.gitlab.url,
        ),
        *_linked.steps(answers, version),
    )


TASK = Task(
    id="gitlab-link-groups",
    rank=300,
    title=T("Sign in and link the groups"),
    who=T("Jira site administrator who is Maintainer of the groups"),
    minutes=2,
    steps=_steps,
    values=_linked.values,
    link=_app.page,
    applies=on_route.own_app,
    look=_linked.look,
    scenes=_scenes.link_groups,
)
