import json
from pathlib import Path
from typing import Any

import pytest

from wizard.adapters.http.waiting import asked_wait, back_off

VECTORS = Path(__file__).parents[3] / "shared" / "reference" / "vectors" / "own" / "retry_after.json"


def cases() -> Any:
    if not VECTORS.exists():
        pytest.skip("the Retry-After cases are not beside the repository")
    return json.loads(VECTORS.read_text("utf-8"))


def test_every_way_to_say_when_is_read_as_the_cases_say() -> None:
    told = cases()
    wrong = []
    for case in told["cases"]:
        headers = {key.lower(): case[key] for key in ("X-RateLimit-Reset", "RateLimit-Reset") if key in case}
        headers |= {"retry-after": case["header"]} if case["header"] is not None else {}
        seconds = asked_wait(headers, told["now"], cap_s=told["cap_s"])
        wrong += [] if seconds == case["seconds"] else [(case, seconds)]
    assert len(told["cases"]) == 25
    assert wrong == []


def test_back_off_grows_to_its_limit_and_is_spread() -> None:
    for repeat, limit in ((0, 0.5), (1, 1.0), (2, 2.0), (9, 8.0)):
        waits = [back_off(repeat) for _ in range(200)]
        assert 0 <= min(waits) < limit / 4
        assert limit * 0.75 < max(waits) <= limit
