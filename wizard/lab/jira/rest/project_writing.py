"""Projects are made, changed and deleted. Source: Atlassian's OpenAPI; the words of the refusals are recalled."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Literal

import msgspec
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from wizard.lab.jira.connect.registry import InstalledApp
from wizard.lab.jira.issue import Project
from wizard.lab.jira.refusals import ADMINS_ONLY, platform
from wizard.lab.jira.rest.access import account_of, may, readable_project
from wizard.lab.jira.rest.projects import whole_shape
from wizard.lab.jira.rest.server import api, body_of
from wizard.lab.jira.signin.callers import user_or_app
from wizard.lab.jira.site import Site
from wizard.lab.jira.world import User

_KEY = re.compile(r"[A-Z][A-Z0-9]{1,9}")
_LONGEST_NAME = 80
_NO_KEY = "Project keys must start with an uppercase letter, followed by one or more uppercase alphanumeric characters."


class NewProject(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, rename="camel"):
    """What one may say of a project; templates and schemes are taken and change nothing here."""

    key: str = ""
    name: str = ""
    description: str = ""
    lead_account_id: str = ""
    project_type_key: Literal["software", "service_desk", "business"] = "software"
    project_template_key: str = ""
    assignee_type: Literal["PROJECT_LEAD", "UNASSIGNED"] = "UNASSIGNED"
    url: str = ""
    avatar_id: int = 0
    category_id: int = 0
    permission_scheme: int = 0
    notification_scheme: int = 0
    issue_security_scheme: int = 0
    workflow_scheme: int = 0
    issue_type_scheme: int = 0
    issue_type_screen_scheme: int = 0
    field_configuration_scheme: int = 0


class ChangedProject(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, rename="camel"):
    """What is left out stays."""

    key: str | None = None
    name: str | None = None
    description: str | None = None
    lead_account_id: str | None = None
    assignee_type: Literal["PROJECT_LEAD", "UNASSIGNED"] | None = None
    url: str | None = None
    avatar_id: int | None = None
    category_id: int | None = None
    permission_scheme: int | None = None
    notification_scheme: int | None = None
    issue_security_scheme: int | None = None


class ProjectWriting:
    def __init__(self, site: Site) -> None:
        self._site = site

    def routes(self) -> list[Route]:
        table = (
            ("/project", "POST", self.create),
            ("/project/{key}", "PUT", self.update),
            ("/project/{key}", "DELETE", self.delete),
        )
        return [Route(path, does, methods=[method]) for name, method, does in table for path in api(name)]

    async def create(self, request: Request) -> Response:
        asking = user_or_app(self._site, request)
        if not may(self._site, asking, "ADMINISTER"):
            raise platform(403, ADMINS_ONLY)
        wish = await body_of(request, NewProject)
        _refuse({**self._wrong_key(wish.key), **self._wrong(wish.name, wish.lead_account_id)})
        made = self._site.world.projects.make(
            wish.key, wish.name, wish.lead_account_id, wish.description, wish.project_type_key
        )
        self._note(asking, "Project created", made)
        link = f"{self._site.url}/rest/api/3/project/{made.id}"
        return JSONResponse({"self": link, "id": int(made.id), "key": made.key}, 201)

    async def update(self, request: Request) -> Response:
        asking, project = self._asked(request)
        if not may(self._site, asking, "ADMINISTER_PROJECTS", project):
            raise platform(403, "You do not have permission to edit this project.")
        wish = await body_of(request, ChangedProject)
        if wish.key not in (None, project.key):
            raise platform(400, errors={"projectKey": "This site of the lab cannot give a project another key."})
        name = project.name if wish.name is None else wish.name
        lead = project.lead if wish.lead_account_id is None else wish.lead_account_id
        _refuse(self._wrong(name, lead or self._site.world.dana.account_id, project))
        text = project.description if wish.description is None else wish.description
        changed = replace(project, name=name, lead=lead, description=text)
        self._site.world.rename(changed)
        self._note(asking, "Project updated", changed, _changes(project, changed))
        return JSONResponse(whole_shape(self._site, changed))

    async def delete(self, request: Request) -> Response:
        asking, project = self._asked(request)
        if not may(self._site, asking, "ADMINISTER"):
            raise platform(404, f"No project could be found with key '{project.key}'.")
        self._site.world.delete(project)
        self._note(asking, "Project deleted", project)
        return Response(status_code=204)

    def _asked(self, request: Request) -> tuple[User | InstalledApp, Project]:
        asking = user_or_app(self._site, request)
        return asking, readable_project(self._site, asking, request.path_params["key"])

    def _note(
        self,
        asking: User | InstalledApp,
        summary: str,
        project: Project,
        changes: Mapping[str, tuple[str, str]] | None = None,
    ) -> None:
        now, author = self._site.clock.now(), account_of(self._site, asking)
        self._site.audit.note(
            now, author, summary, category="projects", kind="PROJECT", name=project.name, changes=changes
        )

    def _wrong_key(self, key: str) -> Mapping[str, str]:
        if not _KEY.fullmatch(key):
            return {"projectKey": _NO_KEY}
        taken = self._site.world.projects.with_key(key) is not None
        return {"projectKey": f"Project '{key}' uses this project key."} if taken else {}

    def _wrong(self, name: str, lead: str, itself: Project | None = None) -> Mapping[str, str]:
        errors = {}
        others = (each for each in self._site.world.projects if itself is None or each.id != itself.id)
        if not name.strip():
            errors["projectName"] = "You must specify a valid project name."
        elif len(name) > _LONGEST_NAME:
            errors["projectName"] = f"The project name must not exceed {_LONGEST_NAME} characters in length."
        elif any(each.name.lower() == name.lower() for each in others):
            errors["projectName"] = "A project with that name already exists."
        if self._site.world.user(lead) is None:
            errors["projectLead"] = "You must specify a valid project lead."
        return errors


def _refuse(errors: Mapping[str, str]) -> None:
    if errors:
        raise platform(400, errors=errors)


def _changes(before: Project, after: Project) -> dict[str, tuple[str, str]]:
    pairs = {name: (getattr(before, name), getattr(after, name)) for name in ("name", "lead", "description")}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
