import pytest

from wizard.connect.proof_branch import is_proof_branch, proof_branch


def test_the_name_holds_the_key_and_the_marker() -> None:
    assert proof_branch("PLAT-1", "7f3a") == "PLAT-1-connection-proof-7f3a"


@pytest.mark.parametrize(
    "issue, marker", [("plat-1", "7f3a"), ("", "7f3a"), ("PLAT-1", "DATA-2"), ("CVE-2021-1", "7f3a")]
)
def test_a_name_that_gitlab_would_read_otherwise_is_refused(issue: str, marker: str) -> None:
    with pytest.raises(ValueError, match="exactly this issue"):
        proof_branch(issue, marker)


@pytest.mark.parametrize(
    "name, ours", [("PLAT-1-connection-proof-7f3a", True), ("PLAT-1-connection-proof-", False), ("main", False)]
)
def test_left_over_proof_branches_are_recognised(name: str, ours: bool) -> None:
    assert is_proof_branch(name) is ours
