"""Our validator and the lab's Jira, which share no code, agree on accept or refuse and on the first error."""

import pytest

from tests.connect.descriptor_mutations import damaged
from wizard.connect.descriptor_checking import validate
from wizard.connect.descriptor_problem import MALFORMED, NO_DESCRIPTOR
from wizard.lab.jira.connect.descriptor import read_descriptor
from wizard.lab.jira.connect.messages import InstallFailed

URL = "https://gitlab.example.com/-/jira_connect/app_descriptor.json"
PLAIN = ("text/html", "https://gitlab.example.com/descriptor")


def _of_lab(body: bytes, content_type: str, url: str) -> str:
    try:
        read_descriptor(body, content_type, url, "descriptor")
    except InstallFailed as failed:
        return failed.code
    return ""


def _of_product(body: bytes, content_type: str, url: str) -> str:
    refused = validate(body, url=url, content_type=content_type).refusal
    return "" if refused is None else refused.jira


@pytest.mark.parametrize("seed", range(10))
def test_ten_thousand_damaged_descriptors(seed: int) -> None:
    outcomes: dict[str, int] = {}
    for body in damaged(seed, 1_000):
        lab, product = _of_lab(body, "application/json", URL), _of_product(body, "application/json", URL)
        assert product == lab, f"lab: {lab or 'taken'}, product: {product or 'taken'}\n{body.decode(errors='replace')}"
        if product in (MALFORMED, NO_DESCRIPTOR):  # what it is called decides what is said of it
            assert _of_product(body, *PLAIN) == _of_lab(body, *PLAIN), body
        outcomes[product] = outcomes.get(product, 0) + 1
    assert outcomes[""] > 50, "some are taken"
    assert len(outcomes) >= 8, "and many things can be wrong"
