"""Change: the app of this GitLab is on the Jira site, installed by the address of its descriptor.

Jira downloads the descriptor, hands GitLab the shared secret and waits for its consent; a refused install leaves
nothing behind. It is sent once: an install whose answer was lost is looked for, never repeated. The descriptor as
served then stays in the journal, so that a later one can be compared with it.
Source: GitLab docs, GitLab for Jira Cloud app, "Install the application in development mode"; Universal Plugin Manager.
"""

import contextlib
from datetime import UTC, datetime

from wizard.changes._base import Change, Context, Values
from wizard.connect.descriptor import DESCRIPTOR_PATH, descriptor_of
from wizard.connect.identity import app_key, descriptor_url
from wizard.connect.install_refusal import reason_of
from wizard.domain import on_route
from wizard.domain.app_management import InstallTask
from wizard.domain.errors import PortError, Refused, Unreachable
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.jira import App
from wizard.domain.text import T

WITHIN_S = 180.0
"""How long an install may take; GitLab may start cold, and Atlassian's own tools give up between 30 and 300 s."""
LOOK_FOR_IT_S = 30.0
"""How long an install may still come in when nobody told us how it ended."""
_NO_INSTALL_LASTS_S = 3600.0
"""An order that did not come in within an hour is lost, for an undo: Atlassian's own tools give up after minutes."""
BLOCKED_SINCE = datetime(2026, 3, 31, tzinfo=UTC)
"""From this day on Atlassian has new installs of private Connect apps refused, site by site."""


SNAPSHOT = "snapshot"
"""Under this name the journal keeps the descriptor."""
_PLAIN_NOES = ("http-400", "http-405", "http-410", "http-422")
"""What only the install itself is answered with; other refusals concern the sign-in, and mean what they always mean."""


async def _app(context: Context) -> App | None:
    key = app_key(context.ports.gitlab.url.host)
    return next((one for one in await context.ports.jira.apps() if one.key == key), None)


async def _read(context: Context) -> Values:
    found = await _app(context)
    return {} if found is None else {"key": found.key, "version": found.version}


async def _wanted(context: Context, before: Values) -> Values | None:
    url = context.ports.gitlab.url
    return None if before else {"key": app_key(url.host), "descriptor": descriptor_url(url)}


async def _write(context: Context, _before: Values, after: Values) -> Values:
    served = await _served(context)
    try:
        task = await context.ports.jira.install_app(str(after["descriptor"]))
        await _finished(context, task, after)
    except PortError as error:
        if not error.sent:
            raise await _meaning(context, error, after) from None
        if not await _came_in(context):
            raise
    return served


async def _served(context: Context) -> Values:
    """Return the descriptor as GitLab serves it; nothing where it cannot be read: the install says why."""
    with contextlib.suppress(PortError):
        found = descriptor_of(await context.ports.gitlab.page("GET", DESCRIPTOR_PATH))
        return {} if found is None else {SNAPSHOT: dict(found)}
    return {}


async def _finished(context: Context, task: InstallTask, after: Values) -> None:
    """Wait until the install has ended well. Raises: Refused with its reason; Unreachable when it does not end."""
    clock = context.ports.clock
    deadline, pause = clock.monotonic() + WITHIN_S, task.ping_after_s
    while clock.monotonic() < deadline:
        await clock.sleep(pause)
        try:
            seen = await context.ports.jira.install_seen(task)
        except PortError as error:
            error.sent = True  # the install goes on, whatever became of this question
            raise
        if seen.key:
            return
        if seen.refusal:
            raise await _refused(context, seen.refusal, after)
        pause = seen.ping_after_s
    raise Unreachable(
        "install-not-finished", {"host": context.ports.jira.url.host, "waited": f"{WITHIN_S:.0f}"}, sent=True
    )


async def _came_in(context: Context) -> bool:
    """Tell whether an install whose end nobody told us is there after all; no, too, where that cannot be read."""
    clock = context.ports.clock
    deadline = clock.monotonic() + LOOK_FOR_IT_S
    with contextlib.suppress(PortError):  # the order stays unsure, and the read-back that follows says what is wrong
        while clock.monotonic() < deadline:
            if await _app(context) is not None:
                return True
            await clock.sleep(1.0)
    return False


async def _meaning(context: Context, error: PortError, after: Values) -> PortError:
    """Return what a no to the install itself means; a failed sign-in and the like mean what they always mean."""
    said = error.facts.get("said", "")
    known = error.code.startswith("http-4") and reason_of(said) != "unknown"
    if not known and error.code not in _PLAIN_NOES:
        return error
    meant = await _refused(context, said, after)
    meant.call = error.call
    return meant


async def _refused(context: Context, said: str, after: Values) -> Refused:
    reason = reason_of(said)
    if reason in ("local-off", "unknown") and await _mode(context) is False:
        reason = "development-mode-off"
    facts = {
        "host": context.ports.jira.url.host,
        "side": "jira",
        "reason": reason,
        "said": said or "-",
        "key": str(after["key"]),
        "descriptor": str(after["descriptor"]),
    }
    return Refused(f"install-{reason}", facts)


async def _mode(context: Context) -> bool | None:
    """Return the development mode of the site; None where it cannot be read: the refusal itself must be told."""
    try:
        return await context.ports.jira.development_mode()
    except PortError:
        return None


def _holds(now: Values, after: Values) -> bool:
    return bool(now) and now.get("key") == after.get("key")


async def _undo(context: Context, _before: Values, after: Values, _made: Values) -> None:
    await context.ports.jira.uninstall_app(str(after["key"]))


async def _about_undo(context: Context, told: Values) -> Finding | None:
    """Leave the app where nobody could put it back or where it is another one; else say what goes with it.

    Nothing where it is gone already and cannot come in any more.
    """
    host, at = context.ports.jira.url.host, told.get("sent_at")
    if await _app(context) is None:
        late = isinstance(at, int | float) and context.ports.clock.now() - at < _NO_INSTALL_LASTS_S
        return _may_come_in(host) if told.get("may_come_in") and late else None
    if "jira-app-missing" in str(told.get("found_since")):
        return _another(host)
    if not isinstance(at, int | float) or at < BLOCKED_SINCE.timestamp() <= context.ports.clock.now():
        return _stays(host, mode_known=False)
    mode = await context.ports.jira.development_mode()
    return _data_goes(host) if mode else _stays(host, mode_known=mode is False)


def _may_come_in(host: str) -> Finding:
    return Finding(
        "undo-install-unsettled",
        Severity.WARNING,
        T("The app may still come in"),
        T("{host} was asked to install it, nobody told how that ended, and it is not there yet.", host=host),
        T("Undo again later: if it has come in by then, it is uninstalled. An hour after the order it counts as lost."),
        "Atlassian developer: Universal Plugin Manager",
        {"host": host},
        check="undo",
        seen_from=SeenFrom.JIRA,
    )


def _another(host: str) -> Finding:
    return Finding(
        "undo-app-another",
        Severity.WARNING,
        T("The app is not the one that this set-up installed"),
        T(
            "After this set-up installed the app, a check found none on {host}: somebody removed it, and somebody "
            "installed it again. So it is left.",
            host=host,
        ),
        T(
            "Ask the other administrators. To remove it, uninstall it in {host} under Apps, Manage your apps.",
            host=host,
        ),
        "Atlassian developer: Universal Plugin Manager",
        {"host": host},
        check="undo",
        seen_from=SeenFrom.JIRA,
    )


def _data_goes(host: str) -> Finding:
    return Finding(
        "undo-removes-panel-data",
        Severity.ADVICE,
        T("Jira deletes what GitLab sent"),
        T(
            "Uninstalling the app from {host} deletes all branches, commits and merge requests it shows. Jira does not "
            "tell when an app was installed: if somebody removed it and installed it again since, that one goes.",
            host=host,
        ),
        T(
            "If another administrator may have installed it, ask them first. GitLab keeps everything; after a new "
            "install and new links it sends the newest 400 of each project again."
        ),
        "Atlassian developer: Development information, uninstall",
        {"host": host},
        check="undo",
        seen_from=SeenFrom.JIRA,
    )


def _stays(host: str, *, mode_known: bool) -> Finding:
    cause = T(
        "Uninstalling deletes all that GitLab sent, and {host} could not take the app again: its development mode is "
        "off. So the app is left.",
        host=host,
    )
    unsure = T(
        "Uninstalling deletes all that GitLab sent, and nothing shows that {host} would take the app again: Atlassian "
        "has had new installs refused since 2026-03-31. So the app is left.",
        host=host,
    )
    return Finding(
        "undo-app-stays",
        Severity.WARNING,
        T("The app stays on the Jira site"),
        cause if mode_known else unsure,
        T("To remove it all the same, switch development mode on in {host} and undo again.", host=host)
        if mode_known
        else T("To remove it all the same, uninstall it in {host} under Apps, Manage your apps.", host=host),
        "GitLab docs: Install the GitLab for Jira Cloud app manually",
        {"host": host},
        check="undo",
        seen_from=SeenFrom.JIRA,
        task="jira-development-mode-on" if mode_known else "",
    )


def _shown(values: Values) -> tuple[str, ...]:
    return tuple(str(values[name]) for name in ("key", "descriptor") if values.get(name))


CHANGE = Change(
    id="jira-app-install",
    title=T("Install the app of this GitLab"),
    where=T("Jira: Apps, Manage your apps, Upload app"),
    request="POST /rest/plugins/1.0/",
    rank=500,
    applies=on_route.own_descriptor,
    read=_read,
    wanted=_wanted,
    write=_write,
    holds=_holds,
    undo=_undo,
    shown=_shown,
    undo_request="DELETE /rest/plugins/1.0/:key-key",
    repeats=False,
    may_come_in_s=LOOK_FOR_IT_S,
    side="jira",
    undo_condition=T("while development mode is on"),
    about_undo=_about_undo,
)
