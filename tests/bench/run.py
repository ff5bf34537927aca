"""Measures the figures of the design, section 6: `python tests/bench/run.py [--json]`.

Prints each figure with its goal and the raw numbers it was made of. Exit status 0 when all goals hold, 1 when one is
not met, 2 when something could not be measured. Nothing else should run on the computer meanwhile; Linux only.
"""

import argparse
import asyncio
import sys
from pathlib import Path


def main() -> int:
    reading = argparse.ArgumentParser(description="Measure the figures of the design.")
    reading.add_argument("--json", action="store_true", dest="as_json", help="Print one JSON document.")
    chosen = reading.parse_args()
    # Called as a script, the folder of this file stands first; modules are named from the top of the repository.
    sys.path[0] = str(Path(__file__).resolve().parents[2])
    from tests.bench.child import ProbeFailed
    from tests.bench.figure import document, table
    from tests.bench.measures import all_figures

    try:
        figures = asyncio.run(all_figures(lambda part: sys.stderr.write(f"measuring: {part}\n")))
    except ProbeFailed as failed:
        sys.stderr.write(f"could not be measured: {failed}\n")
        return 2
    sys.stdout.write((document(figures) if chosen.as_json else table(figures)) + "\n")
    return 0 if all(one.ok for one in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
