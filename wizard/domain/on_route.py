"""Which routes a check, a change or a task belongs to; each is asked with the answers of a set-up."""

from wizard.domain.answers import Answers
from wizard.domain.route import LED, OFFERED, Route


def every(answers: Answers) -> bool:
    """Tell whether this version leads through the route at all, and the route is one of the app."""
    return answers.route in OFFERED


def led(answers: Answers) -> bool:
    """Tell whether this version leads through the route, be it the integration alone."""
    return answers.route in LED


def integration_alone(answers: Answers) -> bool:
    return answers.route is Route.INTEGRATION


def own_gitlab(answers: Answers) -> bool:
    """Tell whether the data come from an instance of one's own, whose administrator changes its settings."""
    return answers.route in (Route.MARKETPLACE, Route.MANUAL, Route.LISTING, Route.PROXY, Route.LEAF)


def own_descriptor(answers: Answers) -> bool:
    """Tell whether the wizard installs the app of the instance itself, by the address of its descriptor."""
    return answers.route in (Route.MANUAL, Route.PROXY)


def through_a_server(answers: Answers) -> bool:
    """Tell whether Jira's calls come through another server to an instance of one's own."""
    return answers.route in (Route.MARKETPLACE, Route.LEAF)


def official_app(answers: Answers) -> bool:
    """Tell whether Jira gets the app from the Atlassian Marketplace."""
    return answers.route in (Route.MARKETPLACE, Route.SAAS)


def marketplace(answers: Answers) -> bool:
    return answers.route is Route.MARKETPLACE


def manual(answers: Answers) -> bool:
    return answers.route is Route.MANUAL


def listing(answers: Answers) -> bool:
    return answers.route is Route.LISTING


def own_app(answers: Answers) -> bool:
    """Tell whether Jira has the app of the instance itself, however it came there."""
    return answers.route in (Route.MANUAL, Route.PROXY, Route.LISTING)


def saas(answers: Answers) -> bool:
    return answers.route is Route.SAAS


def proxy(answers: Answers) -> bool:
    return answers.route is Route.PROXY


def leaf(answers: Answers) -> bool:
    return answers.route is Route.LEAF
