import pytest

from wizard.domain.answers import Answers
from wizard.domain.route import OFFERED, Route
from wizard.steps.method import STEP


@pytest.mark.parametrize("route", Route)
def test_only_offered_routes_go_on(route) -> None:
    codes = [finding.code for finding in STEP.problems(Answers(route=route))]
    assert codes == ([] if route in OFFERED else ["route-not-offered"])
