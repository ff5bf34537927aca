"""All measures, in the order of the design. A new one is a module with `measure`, named here."""

from collections.abc import Callable

from tests.bench import (
    busy_window,
    first_paint,
    fleet_rows,
    headless_setup,
    many_groups,
    many_keys,
    many_places,
    many_rows,
    offline,
    slow_checks,
    window_monitor,
    window_places,
)
from tests.bench.child import compile_all
from tests.bench.figure import Figure

ALL = (
    first_paint, busy_window, many_groups, many_rows, fleet_rows, window_places, window_monitor, headless_setup,
    many_places, many_keys, slow_checks, offline,
)  # fmt: skip


async def all_figures(say: Callable[[str], object]) -> list[Figure]:
    """Return every figure; one measure after the other, so that none disturbs another."""
    say("byte code")
    await compile_all()
    figures: list[Figure] = []
    for part in ALL:
        say(part.__name__.rpartition(".")[2].replace("_", " "))
        figures += await part.measure()
    return figures
