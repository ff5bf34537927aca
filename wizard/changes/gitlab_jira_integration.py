"""Changes: the Jira issue integration of projects and groups, one change a place.

A stored password is never lost: GitLab takes no write without address and password, so each sends both or is not
planned. Who inherits sends an empty one: GitLab drops it, and one that did not would refuse it.
Source: GitLab REST API, Integrations, Jira issues: PUT needs url and password, switches the integration on and keeps
other fields that are not sent; DELETE switches it off and empties it. gitlabhq, service that updates integrations.
"""

from collections.abc import Mapping
from functools import partial
from urllib.parse import quote

from wizard.changes import _integration_findings as findings
from wizard.changes import _integration_move as move
from wizard.changes import _integration_renewal as renewal
from wizard.changes import _integration_values as values
from wizard.changes._base import Change, Context, Family, NotPlanned, Values, WayBack
from wizard.changes._integration_groups import groups_that_move, of_the_old_jira
from wizard.changes._integration_places import integration_places
from wizard.changes._integration_renewal import FAMILY_ID, SENT, is_own
from wizard.changes._integration_shown import shown, shown_after
from wizard.changes._integration_values import ACTIVE, CONNECTION, INHERITS, PASSWORD, UNTIL
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding
from wizard.domain.gitlab import Json
from wizard.domain.jira_integration import Scope, Value
from wizard.domain.secret import Secret
from wizard.domain.text import T
from wizard.domain.version import INHERIT_BY_API_SINCE

_KEPT = "kept"
_NEEDS_OLD_PASSWORD = T("An undo puts back the password or token it had for {url}; people have to give it then.")
_PASSWORD_STAYS = T("An undo keeps the password or token of this set-up: GitLab shows the one before to nobody.")
_SWITCHED_OFF = T("It was switched off before: an undo switches it off again, and empties its settings and password.")
_FROM_ABOVE = T("An undo lets it take settings and password from above again.")


def _applies(answers: Answers) -> bool:
    return answers.integration.wanted


async def _members(context: Context) -> list[Change]:
    version = await values.version_of(context)
    groups = await groups_that_move(context.answers, context.ports.gitlab, version)
    places = integration_places(context.answers, context.ports.gitlab, version)
    moving = tuple(f"{scope.path}/" for scope in groups)
    return [*map(_change, groups), *[_change(scope, moving) async for scope in places]]


def _member(place: str) -> Change:
    try:
        return _change(Scope.parse(place))
    except ValueError:
        raise KeyError(place) from None


def _change(scope: Scope, moving: tuple[str, ...] = ()) -> Change:
    """Return the change of one place; what inherits from a group that moves in the same plan, follows by itself."""
    request = f"PUT /api/v4/{scope.kind}s/{quote(scope.path, safe='')}/integrations/jira"
    return Change(
        id=f"{FAMILY_ID}:{scope}",
        title=T("Set the Jira issue integration of {place}", place=scope.path),
        where=T("{place}, Settings, Integrations, Jira issues", place=scope.path),
        request=request,
        rank=500,
        applies=_applies,
        read=partial(_read, scope),
        wanted=partial(_wanted, scope, moving),
        write=partial(_write, scope),
        holds=values.holds,
        undo=partial(_undo, scope),
        shown=shown,
        sends=_sends,
        shown_before=_shown_before,
        shown_after=shown_after,
        is_back=_is_back,
        unseen=partial(renewal.unseen, scope),
        about_undo=partial(_about_undo, scope),
        independent=True,
        way_back=partial(_way_back, request),
    )


async def _read(scope: Scope, context: Context) -> Values:
    return values.state_of(await context.ports.gitlab.jira_integration(scope))


async def _wanted(scope: Scope, moving: tuple[str, ...], context: Context, before: Values) -> Values | None:
    answers, version = context.answers, await values.version_of(context)
    if answers.integration.renew_password:
        return renewal.wanted(scope, context, before)
    if answers.integration.from_url and not of_the_old_jira(answers, before):
        inherits = before.get(INHERITS) is True and not scope.path.startswith(moving)
        if inherits and of_the_old_jira(answers, {**before, INHERITS: False}):
            raise NotPlanned(findings.inherits_the_old_jira(scope, str(before["url"])))
        return None
    if answers.integration.inherit:
        if version < INHERIT_BY_API_SINCE:
            raise NotPlanned(findings.inheritance_unknown(scope))
        return None if before.get(INHERITS) is True else {INHERITS: True}
    goal = values.fields(answers, version)
    if answers.integration.from_url:
        goal = move.moved(answers, before, goal)
    if before and values.holds(before, goal):
        return None
    if not context.password_of(str(goal["username"] or "")):
        raise NotPlanned(findings.password_needed(scope, str(goal["url"])))
    return {**goal, PASSWORD: SENT}


def _shown_before(before: Values, after: Values) -> tuple[str, ...]:
    return shown({**before, PASSWORD: _KEPT} if UNTIL in after else before)


async def _write(scope: Scope, context: Context, before: Values, after: Values) -> Values:
    gitlab = context.ports.gitlab
    if after.get(INHERITS) is True:
        await gitlab.put_jira_integration(scope, _inheriting(before), None)
        return {}
    password = context.password_of(str(after.get("username") or ""))
    await gitlab.put_jira_integration(scope, _plain(_sends(before, after)), password)
    return {}


def _sends(before: Values, after: Values) -> Values:
    """Return the fields of the request, with the mark of the password where it goes along."""
    if after.get(INHERITS) is True:
        return _inheriting(before)
    # Where nothing of its own was there, what is not sent would come from elsewhere.
    named = (*CONNECTION, INHERITS, *values.different(before, after)) if is_own(before) else after
    return {name: after[name] for name in (*named, PASSWORD) if name in after and name not in (ACTIVE, UNTIL)}


def _inheriting(before: Values) -> Mapping[str, str | bool]:
    """Return the write by which a place takes what is above it; address and password must be there and do nothing."""
    return {INHERITS: True, "url": str(before.get("url") or ""), PASSWORD: ""}


async def _undo(scope: Scope, context: Context, before: Values, after: Values, _made: Values) -> None:
    gitlab = context.ports.gitlab
    if not before or before.get(ACTIVE) is False:
        await gitlab.delete_jira_integration(scope)
    elif before.get(INHERITS) is True:
        await gitlab.put_jira_integration(scope, _inheriting(before), None)
    else:
        old = _taken_back(before, after)
        await gitlab.put_jira_integration(scope, _plain(old), _way_in_before(context, before, after))


def _taken_back(before: Values, after: Values) -> Values:
    """Return what an undo sets: what the write did not name may be another administrator's by now."""
    ours = before if after.get(INHERITS) is True else (*CONNECTION, INHERITS, *after)
    return {name: value for name, value in before.items() if name in ours}


def _is_back(now: Values, before: Values, after: Values) -> bool:
    if not before or before.get(ACTIVE) is False:
        return not now or now.get(ACTIVE) is False  # switched off and emptied
    return values.holds(now, before if before.get(INHERITS) is True else _taken_back(before, after))


def _lost_password(before: Values, after: Values) -> bool:
    """Tell whether what was there needs a password that is gone: of another Jira or user, dropped, or replaced."""
    moved = any(name in CONNECTION for name in values.different(before, after))
    return is_own(before) and (moved or UNTIL in after or after.get(INHERITS) is True)


def _way_in_before(context: Context, before: Values, after: Values) -> Secret | None:
    """Return the password for what was there before; where Jira and user stayed, the one of now is as good."""
    old = _old_password(context, before)
    if old or _lost_password(before, after):
        return old
    return context.password_of(str(before.get("username") or ""))


def _old_password(context: Context, before: Values) -> Secret | None:
    ports = context.ports
    key = (str(before.get("url") or ""), str(before.get("username") or ""))
    return ports.integration_passwords_before.get(key) or ports.integration_password_before


async def _about_undo(scope: Scope, context: Context, told: Values) -> Finding | None:
    before, after = told.get("before"), told.get("after")
    if not isinstance(before, dict) or not isinstance(after, dict) or not is_own(before):
        return None
    if _way_in_before(context, before, after):
        return None
    return findings.old_password_needed(scope, str(before.get("url") or ""), str(before.get("username") or ""))


def _way_back(request: str, before: Values, after: Values) -> WayBack:
    if not before:
        return WayBack(request.replace("PUT", "DELETE", 1))
    if before.get(ACTIVE) is False:
        return WayBack(request.replace("PUT", "DELETE", 1), _SWITCHED_OFF)
    if _lost_password(before, after):
        return WayBack(request, T(_NEEDS_OLD_PASSWORD.message, url=before.get("url")))
    return WayBack(request, _PASSWORD_STAYS if is_own(before) else _FROM_ABOVE)


def _plain(state: Values) -> dict[str, Value]:
    """Return the fields of a state as the port takes them, marks left out."""
    sent: dict[str, Value] = {}
    for name, value in state.items():
        if name not in (PASSWORD, ACTIVE, UNTIL):
            sent[name] = _value(value)
    return sent


def _value(value: Json) -> Value:
    if isinstance(value, list):
        return [str(one) for one in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


FAMILY = Family(FAMILY_ID, _applies, _members, _member)
