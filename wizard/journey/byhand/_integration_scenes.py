"""The drawings of the tasks about the page of the Jira issue integration."""

from wizard.domain.answers import Answers
from wizard.domain.text import T
from wizard.domain.version import Version
from wizard.journey.byhand import _integration
from wizard.journey.sketch import Part, Scene, Shape, button, menu

_BOXES_DRAWN = (("commit_events", "Commit"), ("merge_requests_events", "Merge request"))


def of_instance(answers: Answers, version: Version | None) -> tuple[Scene, ...]:
    return _scenes(answers, version, "Admin", "Settings", "Integrations", "Jira")


def of_groups(answers: Answers, version: Version | None) -> tuple[Scene, ...]:
    first = next(iter(answers.integration.groups), "")
    return _scenes(answers, version, first, "Settings", "Integrations", "Jira")


def _scenes(answers: Answers, version: Version | None, *way: str) -> tuple[Scene, ...]:
    site = answers.gitlab.url.removeprefix("https://")
    page = Scene(T("GitLab: {site}", site=site), (menu(*way),))
    if answers.integration.inherit:
        choice = (Part(Shape.CHOICE, _integration.FROM_ABOVE, pressed=True),)
        return (page, Scene(T("The page Jira"), (choice, button("Save changes"))))
    known = _integration.typed(answers, version)
    boxes = tuple(
        Part(Shape.TICKED if known.get(name) else Shape.CLEAR, words, pressed=bool(known.get(name)))
        for name, words in _BOXES_DRAWN
    )
    user = ((Part(Shape.FIELD, str(known["username"])),),) * bool(known["username"])
    fields = ((Part(Shape.FIELD, str(known["url"])),), *user, (Part(Shape.FIELD, "••••••••"),))
    return (
        page,
        Scene(
            T("The page Jira"),
            ((Part(Shape.TICKED, "Enable integration"),), boxes, *fields, button("Save changes")),
        ),
    )
