"""Measures the figures of the design, section 6: `python tests/bench/run.py [--json]`.

Prints each figure with its goal and the raw numbers it was made of. Exit status 0 when all goals hold, else 1. Nothing
else should run on the computer meanwhile.
"""

import argparse
import asyncio
import sys
from pathlib import Path


async def _measured() -> list:
    from tests.bench import busy_window, first_paint
    from tests.bench.child import compile_all

    await compile_all()
    figures = []
    for part in (first_paint, busy_window):
        sys.stderr.write(f"measuring {part.__name__.rpartition('.')[2]} ...\n")
        figures += await part.measure()
    return figures


def main() -> int:
    reading = argparse.ArgumentParser(description="Measure the figures of the design.")
    reading.add_argument("--json", action="store_true", dest="as_json", help="Print one JSON document.")
    chosen = reading.parse_args()
    # Called as a script, the folder of this file stands first; modules are named from the top of the repository.
    sys.path[0] = str(Path(__file__).resolve().parents[2])
    from tests.bench.figure import document, table

    figures = asyncio.run(_measured())
    sys.stdout.write((document(figures) if chosen.as_json else table(figures)) + "\n")
    return 0 if all(one.ok for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
