"""Every path the instance answers, put together from the tables of their subjects."""

from typing import Final

from starlette.routing import Route

from wizard.lab.gitlab.table.automation import AUTOMATION
from wizard.lab.gitlab.table.groups import GROUPS
from wizard.lab.gitlab.table.instance import INSTANCE
from wizard.lab.gitlab.table.jira_connect import JIRA_CONNECT
from wizard.lab.gitlab.table.line import Line
from wizard.lab.gitlab.table.projects import PROJECTS
from wizard.lab.gitlab.table.web import WEB

API: Final = "/api/v4"
TABLES: Final[tuple[tuple[str, tuple[Line, ...]], ...]] = (
    (API, INSTANCE),
    (API, GROUPS),
    (API, PROJECTS),
    (API, AUTOMATION),
    ("/-/jira_connect", JIRA_CONNECT),
    ("", WEB),
)
"""Prefix and lines; a new subject is a table of its own and a row here."""


def routes() -> list[Route]:
    """Return all routes."""
    return [line.route(prefix) for prefix, lines in TABLES for line in lines]
