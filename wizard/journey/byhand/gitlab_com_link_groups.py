"""Task: sign in to GitLab in the app's page and link the groups.

Source: GitLab docs, GitLab for Jira Cloud app, "Configure the GitLab for Jira Cloud app"; the button was called "Add
namespace"
before 16.1.
"""

from wizard.domain.answers import Answers
from wizard.domain.route import Route
from wizard.domain.text import T, Text
from wizard.domain.version import LINK_GROUPS_SINCE, Version
from wizard.journey.byhand import _linked
from wizard.journey.byhand._base import Task
from wizard.journey.byhand.gitlab_com_choose_self_managed import app_page
from wizard.journey.values import CopyValue


def _steps(answers: Answers, version: Version | None) -> tuple[Text, ...]:
    old = version is not None and version < LINK_GROUPS_SINCE
    button = "Add namespace" if old else "Link groups"
    return (
        T("On the same page select Sign in to GitLab. A window opens; allow pop-ups if it does not."),
        T("Sign in with a user who has at least the Maintainer role, and select Authorize."),
        T('Select "{button}".', button=button),
        T("Select Link beside: {groups}.", groups=", ".join(answers.groups.paths)),
    )


def _values(answers: Answers) -> tuple[CopyValue, ...]:
    return tuple(CopyValue(T("Group"), path) for path in answers.groups.paths)


def _applies(answers: Answers) -> bool:
    return answers.route is Route.MARKETPLACE


TASK = Task(
    id="gitlab-com-link-groups",
    rank=300,
    title=T("Sign in and link the groups"),
    who=T("Jira site administrator who is Maintainer of the groups"),
    minutes=2,
    steps=_steps,
    values=_values,
    link=app_page,
    applies=_applies,
    look=_linked.look,
)
