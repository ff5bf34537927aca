"""`screens`: every page of the window as a picture."""

from pathlib import Path

import click

from wizard.app import printing
from wizard.app.commands._options import world_options
from wizard.app.ends import Exit


@click.command()
@click.option("--out", required=True, type=click.Path(file_okay=False), metavar="DIR", help="Where the pictures go.")
@world_options
def screens(out: str, lab: str | None, lab_at: str | None) -> int:
    """Render every page of the window in its important states, light and dark, without a display."""
    from wizard.app.pictures import render_all

    written = render_all(Path(out), lab=lab, lab_at=lab_at)
    printing.say(f"{len(written)} pictures in {out}")
    return Exit.DONE
