"""What a sign-in at GitLab must be able to do on each route: needed for what, there or not, and how to get it."""

from collections.abc import Collection
from dataclasses import replace

from wizard.domain.gitlab import TokenInfo, User
from wizard.domain.route import Route
from wizard.domain.text import T
from wizard.journey.values import Permission

API, ADMIN_MODE = "api", "admin_mode"
_NEW_TOKEN = T("make a new token with the link above")
_ADMIN = T("sign in with the token of an administrator, or let one make you one (Admin area, Users)")
_ROLE = T("an owner of the group gives it (Manage, Members)")
_ON_COM = (
    Permission(API, T("read your groups; make and remove the branch of the test"), None, _NEW_TOKEN),
    Permission("Maintainer", T("link a group; looked at group by group on the page Groups"), None, _ROLE),
)
_ON_OWN = (
    Permission(API, T("read and write settings, make the OAuth application and the test branch"), None, _NEW_TOKEN),
    Permission(ADMIN_MODE, T("calls of an administrator where Admin Mode is on"), None, _NEW_TOKEN),
    Permission("Administrator", T("the application settings and the OAuth application"), None, _ADMIN),
)
_DONE_WITHOUT = T("not in this token and not needed: GitLab let an administrator's calls through without it")
_ALONE = (
    Permission(API, T("read and write the integration; make and remove the commit of the test"), None, _NEW_TOKEN),
    Permission(
        "Maintainer",
        T("the settings of a project; Owner for those of a group; looked at place by place on the page Checks"),
        None,
        _ROLE,
    ),
)


def needed(route: Route) -> tuple[Permission, ...]:
    """Return what the route needs, before anybody signed in."""
    return {Route.SAAS: _ON_COM, Route.INTEGRATION: _ALONE}.get(route, _ON_OWN)


def scopes(route: Route) -> tuple[str, ...]:
    """Return the scopes that a right token is made with."""
    return (API,) if route in (Route.SAAS, Route.INTEGRATION) else (API, ADMIN_MODE)


def held(route: Route, user: User, token: TokenInfo, codes: Collection[str]) -> tuple[Permission, ...]:
    """Return the table with what is there; `codes` are those of the findings of the sign-in."""
    said = token.scopes
    api = None if said is None else API in said
    let_through = api is True and "gitlab-token-scope-missing" not in codes
    present = {
        API: api,
        ADMIN_MODE: None if said is None else ADMIN_MODE in said or let_through,
        "Administrator": user.is_admin,
    }
    rows = tuple(replace(one, present=present.get(one.name)) for one in needed(route))
    if said is None or ADMIN_MODE in said or not let_through:
        return rows
    return tuple(replace(one, needed_for=_DONE_WITHOUT) if one.name == ADMIN_MODE else one for one in rows)
