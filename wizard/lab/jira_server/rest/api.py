"""All resources together. A path that names nothing stands before one that has a part to fill in."""

from starlette.routing import Route

from wizard.lab.jira_server.instance import Instance
from wizard.lab.jira_server.rest.catalogue import CatalogueResource
from wizard.lab.jira_server.rest.comments import CommentResource
from wizard.lab.jira_server.rest.createmeta import CreateMetaResource
from wizard.lab.jira_server.rest.issues import IssueResource
from wizard.lab.jira_server.rest.people import PeopleResource
from wizard.lab.jira_server.rest.permissions import PermissionResource
from wizard.lab.jira_server.rest.projects import ProjectResource
from wizard.lab.jira_server.rest.remote_links import RemoteLinkResource
from wizard.lab.jira_server.rest.search import SearchResource
from wizard.lab.jira_server.rest.server import ServerResource
from wizard.lab.jira_server.rest.session import SessionResource
from wizard.lab.jira_server.rest.tokens import TokenResource
from wizard.lab.jira_server.rest.transitions import TransitionResource

_PARTS = (
    ServerResource,
    PeopleResource,
    TokenResource,
    PermissionResource,
    CatalogueResource,
    ProjectResource,
    CreateMetaResource,
    IssueResource,
    CommentResource,
    TransitionResource,
    RemoteLinkResource,
    SearchResource,
)


def routes(instance: Instance, cookie_path: str) -> list[Route]:
    """Return all routes below the context path."""
    found = [route for part in _PARTS for route in part(instance).routes()]
    found += SessionResource(instance, cookie_path).routes()
    return sorted(found, key=lambda route: route.path.count("{"))
