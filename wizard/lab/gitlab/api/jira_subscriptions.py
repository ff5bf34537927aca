"""Links a group to a Jira site over the API, as the app page does after the OAuth sign-in."""

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.api.answers import Refused, json_answer, not_found, params_of, required
from wizard.lab.gitlab.api.caller import caller_of
from wizard.lab.gitlab.jira_connect.link import LinkRefused, link_group
from wizard.lab.gitlab.jira_connect.tokens import visitor_of
from wizard.lab.gitlab.jwt.token import TokenInvalid
from wizard.lab.gitlab.jwt.verify import check_context_qsh


async def create(request: Request) -> Response:
    caller = caller_of(request)
    gitlab = caller.gitlab
    params = await params_of(request)
    if not gitlab.flags.oauth_way(gitlab.version):
        raise not_found()
    required(params, "jwt", "namespace_path")
    try:
        found = visitor_of(gitlab, str(params["jwt"]))
        check_context_qsh(found.token)
    except TokenInvalid as error:
        raise Refused(401, {"message": "401 Unauthorized - JWT authentication failed"}) from error
    try:
        await link_group(gitlab, found, caller.user, str(params["namespace_path"]))
    except LinkRefused as error:
        raise Refused(error.status, {"message": error.message}) from error
    return json_answer({"success": True}, 201)
