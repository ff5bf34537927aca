"""The rehearsal as the review shows it: what the lab works on, then what happened in it."""

import asyncio

from wizard.domain.errors import PortError
from wizard.domain.route import Route
from wizard.journey.rehearsal import OnStage, Rehearsed
from wizard.journey.values import Proof
from wizard.ui.i18n import show, tr, trn
from wizard.ui.info_bar import Tone
from wizard.ui.marks import duration
from wizard.ui.pages._base import Page

REHEARSAL = "rehearsal"


async def rehearse(page: Page) -> None:
    """Walk the way of these answers once in a lab of its own, and say what happened."""
    route, signed_in = page.visit.answers.route, page.visit.learnt.gitlab_signed_in
    version = signed_in.version if signed_in is not None and route is not Route.SAAS else ""

    def stage(far: Rehearsed) -> None:
        page.notices.say(REHEARSAL, "info", tr("In the lab: {now} …", now=show(far.now)))

    try:
        told = await _walk(page, route, version, page.relay(stage))
    except PortError as error:
        _say(page, "error", tr("There was no rehearsal: {why}", why=error.facts.get("said") or _title(error)))
        return
    except asyncio.CancelledError:
        page.notices.take_away(REHEARSAL)
        raise
    if told is not None:
        _tell(page, told, version)


async def _walk(page: Page, route: Route, version: str, on_stage: OnStage) -> Rehearsed | None:
    rehearsal = await page.visit.asking.look(lambda desk: desk.rehearsal)
    integration = page.visit.answers.integration
    if rehearsal is None:
        return None
    return await page.ask(lambda _desk: rehearsal.run(route, on_stage, version, integration))


def _tell(page: Page, told: Rehearsed, wanted: str) -> None:
    which = _which(told.version, wanted)
    changes, tasks = trn("{n} change", "{n} changes", told.changes), trn("{n} task", "{n} tasks", told.tasks)
    if told.proof is None or not told.proof.ok:
        said = tr("The rehearsal in the lab stopped at: {step}. Done until then: {changes}, {tasks}.",
                  step=show(told.now), changes=changes, tasks=tasks)  # fmt: skip
        untouched = tr("Nothing outside was touched.")
        _say(page, "warn", f"{said} {which} {untouched}")
        return
    words = _mentioned if page.visit.answers.route is Route.INTEGRATION else _arrived
    _say(page, "ok", f"{words(told.proof, changes, tasks)} {which}")


def _arrived(proof: Proof, changes: str, tasks: str) -> str:
    return tr(
        "Rehearsed in a lab on this computer: {changes} made, {tasks} done, and the branch was in the panel after "
        "{time}. The lab is gone again; nothing outside was touched.",
        changes=changes,
        tasks=tasks,
        time=duration(proof.panel_ms),
    )


def _mentioned(proof: Proof, changes: str, tasks: str) -> str:
    return tr(
        "Rehearsed in a lab on this computer: {changes} made, {tasks} done, and the mention was in the issue after "
        "{time}. The lab is gone again; nothing outside was touched.",
        changes=changes,
        tasks=tasks,
        time=duration(proof.mention_ms),
    )


def _which(played: str, wanted: str) -> str:
    """Say which GitLab was played, and that it is another one than the admin's where it is."""
    if not wanted or played == wanted:
        return tr("The lab played GitLab {version}.", version=played)
    return tr("The lab played GitLab {version}; yours is {own}.", version=played, own=wanted)


def _title(error: PortError) -> str:
    from wizard.journey.explain import explain  # with the checks; not needed for the first paint

    return show(explain(error).title)


def _say(page: Page, tone: Tone, said: str) -> None:
    page.notices.say(REHEARSAL, tone, said, dismiss=lambda: page.notices.take_away(REHEARSAL))
