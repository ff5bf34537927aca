"""`undo`: takes back what a session changed, newest first, and nothing that somebody changed since."""

import asyncio

import click

from wizard.app import printing
from wizard.app.commands._options import json_option, world_options
from wizard.app.commands._world import opened_desk
from wizard.app.ends import CommandEnded, Exit
from wizard.journey.desk import SessionDesk


@click.command()
@click.option(
    "--session", default="", metavar="ID", help="The session to undo; the newest that changed something if left out."
)
@click.option("--yes", is_flag=True, help="Undo on live sites without asking.")
@world_options
@json_option
def undo(session: str, yes: bool, lab: str | None, lab_at: str | None, as_json: bool) -> int:
    """Take back what a session changed; what another administrator changed since is left alone."""
    return asyncio.run(_undo(session, yes, lab, lab_at, as_json))


async def _undo(session: str, yes: bool, lab: str | None, lab_at: str | None, as_json: bool) -> int:
    async with opened_desk(lab, lab_at) as desk:
        chosen = await _choose(desk, session)
        rows = await desk.undo_plan(chosen) if chosen else ()
        for row in rows:
            printing.say_change(row)
        code = Exit.DONE
        if not rows:
            printing.say("There is nothing to undo.")
        elif desk.mode == "live" and not yes:
            printing.say("Nothing was changed. Run again with --yes to undo this.")
            code = Exit.STOPPED
        else:
            rows = await desk.undo(printing.say_change, chosen)
            failed = any(row.state not in ("undone", "left") for row in rows)
            code = (Exit.UNCONFIRMED if desk.unconfirmed else Exit.BLOCKED) if failed else Exit.DONE
    if as_json:
        findings = [printing.finding(row.finding) for row in rows if row.finding is not None]
        undone = [printing.change(row) for row in rows]
        printing.document({"session": chosen, "undone": undone, "findings": findings})
    return code


async def _choose(desk: SessionDesk, session: str) -> str:
    """Return the session to undo. Raises: CommandEnded for an id this world does not know."""
    cards = await desk.sessions()
    if session:
        if all(card.id != session for card in cards):
            raise CommandEnded(
                Exit.USAGE, f"There is no session {session} here. Known: {', '.join(c.id for c in cards)}"
            )
        return session
    for card in cards:
        if not card.undone and await desk.undo_plan(card.id):
            return card.id
    return ""
