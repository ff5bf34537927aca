"""A thousand descriptors made, validated and compared, as people do who prepare a fleet."""

import time

from tests.bench.figure import Figure, spread
from wizard.connect.descriptor_checking import validate
from wizard.connect.descriptor_diff import diff
from wizard.connect.descriptor_making import DescriptorInput, as_bytes, make
from wizard.domain.url import Url
from wizard.domain.version import Version

COUNT, GOAL_S, RUNS = 1_000, 5.0, 3
_RELEASES = (Version(15, 7), Version(16, 2), Version(17, 2), Version(19, 1))


async def measure() -> list[Figure]:
    """Return how long the three take together, in the slowest run."""
    runs = [_once() for _ in range(RUNS)]
    return [Figure("offline-1000-descriptors", max(runs), "s", GOAL_S, spread(runs))]


def _once() -> float:
    began = time.perf_counter()
    for at in range(COUNT):
        url = Url("https", f"gitlab-{at}.example.com", 443)
        made = [make(DescriptorInput(url, _RELEASES[(at + step) % len(_RELEASES)])) for step in (0, 1)]
        looked = validate(as_bytes(made[0]))
        if not looked.valid or looked.descriptor is None or not diff(looked.descriptor, made[1]):
            raise AssertionError(url)
    return time.perf_counter() - began
