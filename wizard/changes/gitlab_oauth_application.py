"""Change: the instance has an OAuth application that the app in Jira can sign in with.

Source: GitLab docs, GitLab for Jira Cloud app, "Set up OAuth authentication for self-managed instances"; `POST
/applications` saves
without a uniqueness check and makes confidential applications by default (gitlabhq lib/api/applications.rb). There
is no update
call: a wrong application in place is left alone and a right one is made beside it.
"""

from collections.abc import Sequence

from wizard.changes._base import Change, Context, Values
from wizard.connect.oauth_application import SCOPES, misfits
from wizard.connect.through import redirect_of
from wizard.domain import on_route
from wizard.domain.gitlab import OAuthApplication
from wizard.domain.text import T


def _redirect(context: Context) -> str:
    return redirect_of(context.answers, context.ports.gitlab.url)


def _values(application: OAuthApplication, redirect: str) -> Values:
    return {
        "id": application.id,
        "application_id": application.application_id,
        "name": application.name,
        "redirect_uri": application.callback_url,
        "confidential": application.confidential,
        "scopes": None if application.scopes is None else " ".join(application.scopes),
        "fits": not misfits(application, redirect),
    }


def _choose(applications: Sequence[OAuthApplication], context: Context, in_use: object) -> OAuthApplication | None:
    """Return the first there is: the one we know we made, ours that fits, the used one that fits, any that fits, ours,
    the used one.
    """
    made = context.made.get("gitlab-oauth-application", {}).get("application_id")
    known = [one for one in applications if made and one.application_id == made]
    ours = [one for one in applications if context.marker in one.name]
    used = [one for one in applications if in_use and one.application_id == in_use]
    fitting = [one for one in (*ours, *used, *applications) if not misfits(one, _redirect(context))]
    return next(iter((*known, *fitting, *ours, *used)), None)


async def _read(context: Context) -> Values:
    applications = await context.ports.gitlab.applications()
    settings = await context.ports.gitlab.settings()
    chosen = _choose(applications, context, settings.get("jira_connect_application_key"))
    return {} if chosen is None else _values(chosen, _redirect(context))


async def _wanted(context: Context, before: Values) -> Values | None:
    if before.get("fits"):
        return None
    return {
        "name": f"GitLab for Jira Cloud ({context.marker})",
        "redirect_uri": _redirect(context),
        "scopes": " ".join(SCOPES),
        "confidential": False,
    }


async def _write(context: Context, _before: Values, after: Values) -> Values:
    made = await context.ports.gitlab.create_application(
        str(after["name"]), str(after["redirect_uri"]), str(after["scopes"])
    )
    return {"id": made.id, "application_id": made.application_id}


def _holds(now: Values, after: Values) -> bool:
    """Compare with what was written, not with what the route of today needs: an undo may come after another choice."""
    alike = all(now.get(name) == after.get(name) for name in ("name", "redirect_uri", "confidential"))
    return bool(now) and alike and now.get("scopes") in (None, after.get("scopes"))


async def _undo(context: Context, _before: Values, after: Values, _made: Values) -> None:
    """Remove what bears our mark: all of it, for an attempt given up for lost may have come in after its successor."""
    for one in await context.ports.gitlab.applications():
        if one.name == after.get("name"):
            await context.ports.gitlab.delete_application(one.id)


def _shown(values: Values) -> tuple[str, ...]:
    if not values:
        return ()
    kind = "confidential" if values.get("confidential") else "not confidential"
    return (f"{values.get('name')}, scope {values.get('scopes') or '?'}, {kind}", str(values.get("redirect_uri")))


CHANGE = Change(
    id="gitlab-oauth-application",
    title=T("Create OAuth application"),
    where=T("Admin area, Applications"),
    request="POST /api/v4/applications",
    rank=100,
    applies=on_route.own_gitlab,
    read=_read,
    wanted=_wanted,
    write=_write,
    holds=_holds,
    undo=_undo,
    shown=_shown,
    undo_request="DELETE /api/v4/applications/:id",
)
