"""Which routes a check, a change or a task belongs to; each is asked with the answers of a set-up."""

from wizard.domain.answers import Answers
from wizard.domain.route import OFFERED, Route


def every(answers: Answers) -> bool:
    """Tell whether this version leads through the route at all."""
    return answers.route in OFFERED


def own_gitlab(answers: Answers) -> bool:
    """Tell whether the data come from an instance of one's own, whose administrator changes its settings."""
    return answers.route in (Route.MARKETPLACE, Route.MANUAL)


def official_app(answers: Answers) -> bool:
    """Tell whether Jira gets the app from the Atlassian Marketplace."""
    return answers.route in (Route.MARKETPLACE, Route.SAAS)


def marketplace(answers: Answers) -> bool:
    return answers.route is Route.MARKETPLACE


def manual(answers: Answers) -> bool:
    return answers.route is Route.MANUAL


def saas(answers: Answers) -> bool:
    return answers.route is Route.SAAS
