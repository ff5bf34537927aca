"""The button Test settings: a route of the web pages, for a browser with a session; the API has none.

Source: gitlab.md 6.3: the requests are seen, the shape of the answers is recalled.
"""

from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from wizard.lab.gitlab.accounts import csrf_fits
from wizard.lab.gitlab.api.answers import gitlab_of, json_answer, params_of
from wizard.lab.gitlab.jira_issues.client import JiraClient, JiraRefused
from wizard.lab.gitlab.jira_issues.saving import merged, problems
from wizard.lab.gitlab.oauth.sign_in import session_of, to_sign_in
from wizard.lab.gitlab.pages import error_page
from wizard.lab.gitlab.world.people import MAINTAINER

PATH: Final = "/-/settings/integrations/jira/test"
_FORM: Final = "service["
_FAILED: Final = "Connection failed. Check your integration settings."


async def project(request: Request) -> Response:
    """Ask Jira who it is and who we are there, with what stands in the form."""
    gitlab, session = gitlab_of(request), session_of(request)
    if session is None or session.user is None:
        return to_sign_in(request)
    params = await params_of(request)
    if not csrf_fits(session, request.headers.get("x-csrf-token") or params.get("authenticity_token")):
        return error_page(422)
    found = gitlab.world.projects.find(request.path_params["path"])
    if found is None or gitlab.level(session.user.username, found.namespace.full_path) < MAINTAINER:
        return error_page(404)
    form = {name[len(_FORM) : -1]: value for name, value in params.items() if name.startswith(_FORM)}
    settings = merged(gitlab, ("project", found.id), form)
    wrong = await problems(gitlab, settings)
    if wrong:
        return _answer("Validations failed.", ", ".join(f"{name} is invalid" for name in wrong), failed=False)
    client = JiraClient(gitlab, settings)
    try:
        await client.get("/serverInfo")
        await client.get("/myself")
    except JiraRefused as error:
        return _answer(_FAILED, error.said, failed=True)
    return json_answer({})


async def group(request: Request) -> Response:
    """Answer that all is well, as it does without asking anybody."""
    session = session_of(request)
    return to_sign_in(request) if session is None or session.user is None else json_answer({})


def _answer(message: str, said: str, *, failed: bool) -> Response:
    body: dict[str, Any] = {"error": True, "message": message, "service_response": said, "test_failed": failed}
    return json_answer(body)
