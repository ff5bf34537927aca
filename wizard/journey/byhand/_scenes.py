"""What the drawings of the tasks by hand show. The words are those of the clicks; where things lie is simplified."""

from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.text import T
from wizard.domain.version import LINK_GROUPS_SINCE, Version
from wizard.journey.sketch import Part, Scene, Shape, button, button_of, menu

APP = "GitLab for Jira"
_GROUPS_DRAWN = 3
"""More rows of the same kind show nothing more."""
_NEWER_SITES = T("On newer sites instead: admin.atlassian.com")


def _in_jira(answers: Answers, *lines: tuple[Part, ...]) -> Scene:
    return Scene(T("Jira: {site}", site=answers.jira.url.removeprefix("https://")), lines)


def _on_app_page(*lines: tuple[Part, ...]) -> Scene:
    return Scene(T("In Jira: the page of the app"), lines)


def get_app(answers: Answers, _version: Version | None) -> tuple[Scene, ...]:
    searched = (Part(Shape.FIELD, "GitLab for Jira Cloud"),)
    return (_in_jira(answers, menu("Apps", "Explore more apps"), searched, button("Get it now / Get app")),)


def get_started(answers: Answers, _version: Version | None) -> tuple[Scene, ...]:
    return (
        _in_jira(answers, menu("Apps", "Manage your apps"), button_of(APP, "Get started")),
        Scene(_NEWER_SITES, (menu("Apps", "Connected apps"), button_of(APP, "Get started")), instead=True),
    )


def choose_self_managed(answers: Answers, _version: Version | None) -> tuple[Scene, ...]:
    return (
        _in_jira(answers, menu("Apps", "Manage your apps"), button_of(APP, "Get started")),
        _on_app_page(
            button("Change GitLab version"),
            (Part(Shape.CHOICE, "GitLab (self-managed)"),),
            (Part(Shape.FIELD, answers.gitlab.url),),
            button("Save"),
        ),
    )


def link_groups(answers: Answers, version: Version | None) -> tuple[Scene, ...]:
    old = version is not None and version < LINK_GROUPS_SINCE
    rows = tuple(button_of(path, "Link") for path in answers.groups.paths[:_GROUPS_DRAWN])
    more = ((Part(Shape.WORDS, "…", pressed=False),),) if len(answers.groups.paths) > _GROUPS_DRAWN else ()
    signed_in = (
        _on_app_page(button("Sign in to GitLab")),
        Scene(T("A window of GitLab that opens"), (button("Authorize"),)),
        _on_app_page(button("Add namespace" if old else "Link groups"), *rows, *more),
    )
    itself = _on_app_page((Part(Shape.CHOICE, "GitLab.com (SaaS)"),), button("Save"))
    if on_route.proxy(answers):
        return (itself, *signed_in)
    if not on_route.saas(answers):
        return signed_in
    return (_in_jira(answers, menu("Apps", "Manage your apps"), button_of(APP, "Get started")), itself, *signed_in)


def set_leaf(answers: Answers, _version: Version | None) -> tuple[Scene, ...]:
    site = next((leaf.url.removeprefix("https://") for leaf in answers.leaf), "")
    return (
        Scene(
            T("GitLab: {site}", site=site),
            (
                menu("Admin", "Settings", "General", "GitLab for Jira App"),
                (Part(Shape.WORDS, "Jira Connect Application ID", pressed=False), Part(Shape.FIELD, "…")),
                (Part(Shape.WORDS, "Jira Connect Proxy URL", pressed=False), Part(Shape.FIELD, answers.gitlab.url)),
                button("Save changes"),
            ),
        ),
    )


def _in_marketplace(*lines: tuple[Part, ...]) -> Scene:
    return Scene(T("marketplace.atlassian.com"), lines)


def vendor(_answers: Answers, _version: Version | None) -> tuple[Scene, ...]:
    return (_in_marketplace(menu("Manage listings"), button("Create vendor profile")),)


def list_app(answers: Answers, _version: Version | None) -> tuple[Scene, ...]:
    descriptor = f"{answers.gitlab.url}/-/jira_connect/app_descriptor.json"
    return (
        _in_marketplace(
            menu("Manage listings", "Create app"),
            (Part(Shape.CHOICE, "Private"),),
            (Part(Shape.FIELD, descriptor),),
            button("Submit"),
        ),
    )


def approval(_answers: Answers, _version: Version | None) -> tuple[Scene, ...]:
    return (_in_marketplace(menu("Manage listings"), (Part(Shape.WORDS, "Private", pressed=False),)),)


def access_token(answers: Answers, _version: Version | None) -> tuple[Scene, ...]:
    site = answers.jira.url.removeprefix("https://")
    return (
        _in_marketplace(
            menu("Manage listings", APP, "Private listings"), (Part(Shape.FIELD, site),), button("Create a token")
        ),
    )


def install_listing(answers: Answers, _version: Version | None) -> tuple[Scene, ...]:
    return (
        _in_jira(
            answers,
            menu("Apps", "Manage your apps", "Settings"),
            (Part(Shape.TICKED, "Enable private listings"),),
            button("Apply"),
        ),
        _in_jira(
            answers,
            menu("Apps", "Manage your apps", "Upload app"),
            (Part(Shape.FIELD, "https://marketplace.atlassian.com/…"),),
            button("Upload"),
        ),
    )


def development_mode_on(answers: Answers, _version: Version | None) -> tuple[Scene, ...]:
    return _development_mode(answers, Shape.TICKED, private_too=True)


def development_mode_off(answers: Answers, _version: Version | None) -> tuple[Scene, ...]:
    return _development_mode(answers, Shape.CLEAR, private_too=False)


def _development_mode(answers: Answers, wanted: Shape, *, private_too: bool) -> tuple[Scene, ...]:
    return (
        _in_jira(
            answers,
            menu("Apps", "Manage your apps", "Settings"),
            (Part(Shape.TICKED, "Enable private listings", pressed=private_too),),
            (Part(wanted, "Enable development mode"),),
            button("Apply"),
        ),
        Scene(
            _NEWER_SITES, (menu("Apps", "Connected apps", "Settings"), (Part(wanted, "Developer mode"),)), instead=True
        ),
    )
