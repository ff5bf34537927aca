"""`screens`: every page of the window as a picture."""

from pathlib import Path
from typing import get_args

import click

from wizard.app import printing
from wizard.app.commands._options import world_options
from wizard.app.ends import Exit
from wizard.ui.tokens import Theme


@click.command(short_help="Render every page of the window as a picture.")
@click.option("--out", required=True, type=click.Path(file_okay=False), metavar="DIR", help="Where the pictures go.")
@click.option("--theme", "themes", multiple=True, type=click.Choice(get_args(Theme)), hidden=True)
@click.option("--language", default="en", hidden=True)
@click.option("--text-percent", type=click.IntRange(100, 200), default=100, hidden=True)
@click.option("--scale", type=click.IntRange(1, 3), default=1, hidden=True)
@world_options
def screens(
    out: str,
    lab: str | None,
    lab_at: str | None,
    themes: tuple[Theme, ...],
    language: str,
    text_percent: int,
    scale: int,
) -> int:
    """Render every page of the window in its important states, light and dark, without a display."""
    # The hidden options are for those who look after looks: the contract is light, dark, English, normal size.
    from wizard.app.pictures import THEMES, render_all

    written = render_all(
        Path(out),
        lab=lab,
        lab_at=lab_at,
        themes=themes or THEMES,
        language=language,
        text_percent=text_percent,
        scale=scale,
    )
    printing.say(f"{len(written)} pictures in {out}")
    return Exit.DONE
