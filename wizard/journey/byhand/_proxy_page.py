"""The page of the own proxy's app in Jira, as the tasks of an instance behind it need it."""

from wizard.connect.through import front
from wizard.domain.answers import Answers
from wizard.domain.text import T, Text

OPEN = T("In Jira, select Apps, then Manage your apps, and expand GitLab for Jira (newer Jira: Connected apps).")


def address(answers: Answers) -> str:
    """Return the address of the proxy."""
    return str(front(answers) or answers.proxy.url)


def name_of(answers: Answers) -> str:
    """Return the name that Jira shows for the proxy's app."""
    server = front(answers)
    return f"GitLab for Jira ({server.host if server else answers.proxy.url})"


def get_started(answers: Answers) -> Text:
    return T(
        "Select Get started of {name}. The page comes from {proxy}.", name=name_of(answers), proxy=address(answers)
    )
