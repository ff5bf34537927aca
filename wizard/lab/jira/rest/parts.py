"""The resources of the platform API. A path that names nothing stands before one that has a part to fill in."""

from collections.abc import Sequence

from starlette.routing import Route

from wizard.lab.jira.rest.auditing import AuditingResource
from wizard.lab.jira.rest.catalogue import CatalogueResource
from wizard.lab.jira.rest.comments import CommentResource
from wizard.lab.jira.rest.createmeta import CreateMetaResource
from wizard.lab.jira.rest.groups import GroupResource
from wizard.lab.jira.rest.issues import IssueResource
from wizard.lab.jira.rest.jql import SearchResource
from wizard.lab.jira.rest.permissions import PermissionResource
from wizard.lab.jira.rest.project_writing import ProjectWriting
from wizard.lab.jira.rest.projects import ProjectResource
from wizard.lab.jira.rest.remote_links import RemoteLinkResource
from wizard.lab.jira.rest.removed import RemovedResource
from wizard.lab.jira.rest.server import ServerResource
from wizard.lab.jira.rest.transitions import TransitionResource
from wizard.lab.jira.rest.user_writing import UserWriting
from wizard.lab.jira.rest.users import UserResource
from wizard.lab.jira.site import Site

_PARTS = (
    ServerResource,
    UserResource,
    UserWriting,
    GroupResource,
    PermissionResource,
    CatalogueResource,
    ProjectResource,
    ProjectWriting,
    AuditingResource,
    CreateMetaResource,
    IssueResource,
    CommentResource,
    TransitionResource,
    RemoteLinkResource,
    SearchResource,
    RemovedResource,
)


class PlatformApi:
    """All of `/rest/api/2` and `/rest/api/3`."""

    def __init__(self, site: Site) -> None:
        self._routes: Sequence[Route] = [route for part in _PARTS for route in part(site).routes()]

    def routes(self) -> list[Route]:
        return sorted(self._routes, key=lambda route: "{" in route.path)
