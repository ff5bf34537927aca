"""Which GitLab a Jira site uses: GitLab.com or an instance of its own."""

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import Refused, gitlab_of, json_answer, params_of
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_connect.jira_calls import NoUserInformation, is_jira_admin
from wizard.lab.gitlab.jira_connect.lifecycle import forward_installed, forward_unlinked
from wizard.lab.gitlab.jira_connect.link import NO_INFORMATION, not_jira_admin
from wizard.lab.gitlab.jira_connect.public_address import url_problem
from wizard.lab.gitlab.jira_connect.records import Installation
from wizard.lab.gitlab.jira_connect.tokens import Visitor, visitor


async def show(request: Request) -> Response:
    # Reading needs a valid token of the site, made for whatever request.
    found = visitor(request, await params_of(request))
    return json_answer(_shown(found.installation))


async def change(request: Request) -> Response:
    gitlab = gitlab_of(request)
    params = await params_of(request)
    found = visitor(request, params)
    wanted = _wanted_url(gitlab, params)
    if gitlab.knows("jira-admin-for-installations"):
        await _require_jira_admin(gitlab, found)
    if wanted is not None:
        about = await url_problem(gitlab, wanted)
        if about is not None:
            raise Refused(422, {"errors": {"instance_url": [about]}})
    site = found.installation
    before, site.instance_url = site.instance_url, wanted
    if wanted is not None:
        failure = await forward_installed(gitlab, site, wanted)
        if failure is not None and wanted != before:
            site.instance_url = before
            raise Refused(422, {"errors": failure})
    elif before is not None:
        gitlab.desk.start("forward-unlinked", forward_unlinked(gitlab, site.client_key, before))
    return json_answer(_shown(site))


async def _require_jira_admin(gitlab: Instance, found: Visitor) -> None:
    try:
        allowed = await is_jira_admin(gitlab, found.installation, found.account_id)
    except NoUserInformation as error:
        raise Refused(403, {"errors": NO_INFORMATION}) from error
    if not allowed:
        raise Refused(403, {"errors": not_jira_admin(gitlab)})


def _wanted_url(gitlab: Instance, params: dict[str, Any]) -> str | None:
    """Return the URL asked for, in JSON or as form field `installation[instance_url]`; None means GitLab.com."""
    inner = params.get("installation")
    if isinstance(inner, dict) and "instance_url" in inner:
        value = inner["instance_url"]
    elif "installation[instance_url]" in params:
        value = params["installation[instance_url]"]
    else:
        raise Refused(400, {"error": "param is missing or the value is empty: installation"})
    if not value:
        return None
    text = str(value)
    return f"https://{text}" if "://" not in text and gitlab.knows("bare-instance-host") else text


def _shown(site: Installation) -> dict[str, object]:
    return {"gitlab_com": site.instance_url is None, "instance_url": site.instance_url}
