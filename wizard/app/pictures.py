"""Pictures of every page: a walk through a lab where one is asked for, and the states that only trouble brings."""

import contextlib
import os
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

from wizard.journey.desk_port import Desk
from wizard.ui.tokens import Theme

THEMES: tuple[Theme, ...] = ("light", "dark")


def render_all(
    out: Path,
    *,
    lab: str | None,
    lab_at: str | None,
    themes: Sequence[Theme] = THEMES,
    language: str = "en",
    text_percent: int = 100,
    scale: int = 1,
) -> list[Path]:
    """Write the pictures into `out` and return their paths; no display is needed and none is used."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    from wizard.ui.screens import Variant, render_pages, render_samples

    @contextlib.asynccontextmanager
    async def desk() -> AsyncIterator[Desk]:
        from wizard.app.commands._world import opened_desk

        async with opened_desk(lab, lab_at) as opened:
            yield opened

    written: list[Path] = []
    for theme in themes:
        variant = Variant(theme, language, text_percent)
        written += render_samples(out, variant)
        if lab or lab_at:
            written += render_pages(out, desk, variant)
    return list(dict.fromkeys(written))
