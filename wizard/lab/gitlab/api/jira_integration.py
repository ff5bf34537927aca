"""The Jira issue integration of a project or group over the API."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import Refused, bad_request, empty, flag, json_answer, not_found, params_of
from wizard.lab.gitlab.api.caller import Caller, caller_of, group_of, project_of
from wizard.lab.gitlab.api.jira_fields import blank, events, properties
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_issues.inheritance import Key, above, in_force
from wizard.lab.gitlab.jira_issues.saving import save
from wizard.lab.gitlab.world.chance import stamp
from wizard.lab.gitlab.world.people import MAINTAINER, OWNER


async def show(request: Request) -> Response:
    caller, key = _addressed(request)
    stored = in_force(caller.gitlab, key)
    if stored is None:
        raise not_found("Integration")
    return json_answer(shown(caller.gitlab, key, stored))


async def change(request: Request) -> Response:
    """Merge what was sent and switch the integration on; what is wrong is not said field by field.

    Source: gitlabhq lib/api/helpers/integrations_helpers.rb (`required: true`), lib/api/integrations.rb (`requires`).
    """
    caller, key = _addressed(request)
    gitlab = caller.gitlab
    if gitlab.setting("allow_all_integrations") is False and "jira" not in gitlab.setting("allowed_integrations"):
        raise not_found("Integration")
    params = await params_of(request)
    _require(gitlab, params)
    inherit = _inherits(gitlab, key, params)
    if inherit and above(gitlab, key) is None:
        raise bad_request("Default integration not found.")
    if not (inherit or params["password"]) or await save(gitlab, key, params, inherit=inherit):
        raise bad_request("400 Bad Request")
    return json_answer(shown(gitlab, key, in_force(gitlab, key) or gitlab.jira_integrations[key]))


async def delete(request: Request) -> Response:
    """Switch it off and forget all of it; an integration that is inherited stops being so."""
    caller, key = _addressed(request)
    gitlab = caller.gitlab
    before = in_force(gitlab, key)
    if before is None:
        raise not_found("Integration")
    times = {"created_at": before["created_at"], "updated_at": gitlab.now()}
    gitlab.jira_integrations[key] = blank() | times
    return empty(204)


def shown(gitlab: Instance, key: Key, stored: dict[str, Any]) -> dict[str, Any]:
    """Return the integration as the API writes it; the password never comes back."""
    kind, number = key
    inherited = {"inherited": stored["use_inherited_settings"]} if gitlab.knows("inheritance-by-api") else {}
    return {
        "id": number + (70_000 if kind == "project" else 60_000), "title": "Jira issues", "slug": "jira",
        "created_at": stamp(stored["created_at"]), "updated_at": stamp(stored["updated_at"]),
        "active": stored["active"], **events(stored), **inherited, "properties": properties(gitlab, stored),
    }  # fmt: skip


def _require(gitlab: Instance, params: dict[str, Any]) -> None:
    """Raises: Refused where a parameter is not sent that every change must bring; an empty one is not missing."""
    names = ("url", "password") if gitlab.knows("jira-token") else ("url", "username", "password")
    missing = ", ".join(f"{name} is missing" for name in names if name not in params)
    if missing:
        raise Refused(400, {"error": missing})


def _inherits(gitlab: Instance, key: Key, params: dict[str, Any]) -> bool:
    """Tell whether a place is to inherit after this change: what does not say so stays as it is.

    Source: gitlabhq app/services/integrations/update_service.rb.
    """
    if not gitlab.knows("inheritance-by-api"):
        return False
    if "use_inherited_settings" in params:
        return flag(params["use_inherited_settings"])
    before = in_force(gitlab, key)
    return before is not None and before["use_inherited_settings"] is True


def _addressed(request: Request) -> tuple[Caller, Key]:
    caller = caller_of(request)
    if "/groups/" in request.url.path:
        if not caller.gitlab.knows("group-integrations"):
            raise Refused(404, {"error": "404 Not Found"})
        return caller, ("group", group_of(request, caller, OWNER).id)
    return caller, ("project", project_of(request, caller, MAINTAINER).id)
