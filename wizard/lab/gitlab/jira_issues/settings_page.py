"""The page of the integration's settings, of a project, a group or the instance: a form that browsers send.

Source: GitLab docs, project integration management. Names of fields are those of the API below `service`; the path of
each place is D, the parts of the page are ours.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from wizard.lab.gitlab.accounts import Session, csrf_fits
from wizard.lab.gitlab.api.answers import gitlab_of, params_of
from wizard.lab.gitlab.api.caller import is_admin
from wizard.lab.gitlab.api.jira_fields import EVENTS, FLAGS, PROPERTIES, Field, blank
from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_issues.inheritance import INSTANCE, Key, above, in_force
from wizard.lab.gitlab.jira_issues.saving import save
from wizard.lab.gitlab.oauth.sign_in import session_of, to_sign_in
from wizard.lab.gitlab.pages import error_page, hidden, page
from wizard.lab.gitlab.world.people import MAINTAINER, OWNER, User

OF_INSTANCE: Final = "/admin/application_settings/integrations/jira"
OF_A_GROUP: Final = "/groups/{path:path}/-/settings/integrations/jira"
OF_A_PROJECT: Final = "/{path:path}/-/settings/integrations/jira"
_FORM: Final = "service["
_WAYS: Final = ("Basic", "Jira personal access token", "Service account")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the settings stand that a request is about."""

    key: Key
    home: str
    title: str

    def default(self, gitlab: Instance) -> bool:
        """Tell whether there are settings above that can be taken over."""
        return above(gitlab, self.key) is not None


async def show(request: Request) -> Response:
    found = _admitted(request)
    if isinstance(found, Response):
        return found
    gitlab, session, place = found
    return _page(gitlab, session, place, in_force(gitlab, place.key) or blank())


async def change(request: Request) -> Response:
    """Save the form; what is wrong stands on the page that comes back."""
    found = _admitted(request)
    if isinstance(found, Response):
        return found
    gitlab, session, place = found
    params = await params_of(request)
    if not csrf_fits(session, params.get("authenticity_token")):
        return error_page(422)
    form: dict[str, Any] = dict.fromkeys(FLAGS, "0")
    form |= {name[len(_FORM) : -1]: value for name, value in params.items() if name.startswith(_FORM)}
    inherit, active = bool(form.pop("inherit_from_id", "")), bool(form.pop("active", ""))
    wrong = await save(gitlab, place.key, form, inherit=inherit, active=active or inherit)
    if wrong:
        said = ", ".join(f"{name} is invalid" for name in wrong)
        return _page(gitlab, session, place, {**blank(), **_typed(form)}, flash=said)
    return RedirectResponse(f"{gitlab.external_url}{place.home}/edit", 302)


async def reset(request: Request) -> Response:
    """Forget the settings of a group or the instance, and with them those that inherit them."""
    found = _admitted(request)
    if isinstance(found, Response):
        return found
    gitlab, session, place = found
    params = await params_of(request)
    if not csrf_fits(session, params.get("authenticity_token")):
        return error_page(422)
    gitlab.jira_integrations.pop(place.key, None)
    return RedirectResponse(f"{gitlab.external_url}{place.home}/edit", 302)


def _admitted(request: Request) -> tuple[Instance, Session, Place] | Response:
    """Return whose settings a browser may change here; else the sign-in page, or one that says there is nothing."""
    gitlab, session = gitlab_of(request), session_of(request)
    if session is None or session.user is None:
        return to_sign_in(request)
    place = _place(gitlab, request, session.user)
    return error_page(404) if place is None else (gitlab, session, place)


def _place(gitlab: Instance, request: Request, user: User) -> Place | None:
    path = str(request.path_params.get("path", ""))
    if not path:
        allowed = not gitlab.com and is_admin(gitlab, user)
        return Place(INSTANCE, OF_INSTANCE, "Jira issues · Admin area") if allowed else None
    if request.url.path.startswith("/groups/"):
        group = gitlab.world.namespaces.find(path)
        if group is None or group.kind != "group" or not _may(gitlab, user, group.full_path, OWNER):
            return None
        return Place(("group", group.id), OF_A_GROUP.replace("{path:path}", path), f"Jira issues · {group.full_name}")
    project = gitlab.world.projects.find(path)
    if project is None or not _may(gitlab, user, project.namespace.full_path, MAINTAINER):
        return None
    return Place(("project", project.id), OF_A_PROJECT.replace("{path:path}", path), f"Jira issues · {project.name}")


def _may(gitlab: Instance, user: User, full_path: str, level: int) -> bool:
    return is_admin(gitlab, user) or gitlab.level(user.username, full_path) >= level


def _typed(form: Mapping[str, Any]) -> dict[str, Any]:
    """Return what was typed, but for secrets."""
    known = {one.name: one for one in (*PROPERTIES, *EVENTS)}
    return {name: known[name].read(value) for name, value in form.items() if name in known}


def _page(gitlab: Instance, session: Session, place: Place, shown: Mapping[str, Any], *, flash: str = "") -> Response:
    inherits = "inherit" if shown["use_inherited_settings"] and place.default(gitlab) else ""
    rows = "".join(_row(one, shown[one.name]) for one in (*EVENTS, *PROPERTIES) if one.lives(gitlab))
    said = f'<p class="flash">{escape(flash)}</p>' if flash else ""
    token = {"authenticity_token": session.csrf}
    above_it = (
        "<p>Default settings are inherited from the group or instance above.</p>" if place.default(gitlab) else ""
    )
    body = (
        f'{said}{above_it}<form id="integration" action="{gitlab.root}{escape(place.home)}" method="post">'
        f"{hidden({**token, '_method': 'put', 'service[inherit_from_id]': inherits})}"
        f"{_box('active', 'Enable integration', on=shown['active'])}{rows}"
        '<p><label>Password or API token <input type="password" name="service[password]" autocomplete="new-password">'
        "</label></p><button>Save changes</button></form>"
    )
    if place.key[0] != "project":
        body += (
            f'<form id="reset" action="{gitlab.root}{escape(place.home)}/reset" method="post">'
            f"{hidden(token)}<button>Reset</button></form>"
        )
    return page(place.title, body, 422 if flash else 200)


def _row(field: Field, value: object) -> str:
    label = escape(field.name.replace("_", " ").capitalize())
    name = f"service[{field.name}]"
    if field.kind == "flag":
        return _box(field.name, label, on=bool(value))
    if field.name == "jira_auth_type":
        marks = (" selected" if number == value else "" for number in range(len(_WAYS)))
        options = "".join(
            f'<option value="{n}"{mark}>{way}</option>' for n, (way, mark) in enumerate(zip(_WAYS, marks, strict=True))
        )
        return f'<p><label>{label} <select name="{name}">{options}</select></label></p>'
    text = ",".join(map(str, value)) if isinstance(value, list) else str(value)
    return f'<p><label>{label} <input name="{name}" value="{escape(text)}"></label></p>'


def _box(name: str, label: str, *, on: bool) -> str:
    ticked = " checked" if on else ""
    return f'<p><label><input type="checkbox" name="service[{name}]" value="1"{ticked}> {label}</label></p>'
