"""How late a thread comes that does nothing else than sleep: what the system alone makes of a computer that is busy.

Called with the seconds it runs. It has no window and no work: what it is late, no program on this computer could be
less.
"""

import json
import sys
import time

_SLEEP_S = 0.005


def main() -> None:
    late = []
    until = time.perf_counter() + float(sys.argv[1])
    while (began := time.perf_counter()) < until:
        time.sleep(_SLEEP_S)  # noqa: TID251 (what is measured is how late the system wakes it)
        late.append((time.perf_counter() - began - _SLEEP_S) * 1000)
    sys.stdout.write(json.dumps({"late_ms": late}))


main()
