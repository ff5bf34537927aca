"""Task: list the app of the own GitLab privately in the Atlassian Marketplace.

Source: GitLab docs, GitLab for Jira Cloud app, "Create a Marketplace listing".
"""

from wizard.connect.identity import descriptor_url
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.text import T, Text
from wizard.domain.url import parse
from wizard.domain.version import Version
from wizard.journey.byhand import _listing, _scenes
from wizard.journey.byhand._base import Task
from wizard.journey.values import CopyValue


def _steps(_answers: Answers, _version: Version | None) -> tuple[Text, ...]:
    return (
        T("At marketplace.atlassian.com select Manage listings, then Create app."),
        T("Set Visibility to Private, paste the App descriptor URL, choose Cloud and the payment Free."),
        T("Submit it. Since 2025-09-17 Atlassian takes no new Connect apps: a refusal ends this way."),
    )


def _values(answers: Answers) -> tuple[CopyValue, ...]:
    return (CopyValue(T("App descriptor URL"), descriptor_url(parse(answers.gitlab.url))),)


TASK = Task(
    id="marketplace-list-app",
    rank=70,
    title=T("List the app privately"),
    who=_listing.WHO,
    minutes=15,
    steps=_steps,
    values=_values,
    link=_listing.listings,
    applies=on_route.listing,
    look=_listing.once_listed,
    scenes=_scenes.list_app,
)
