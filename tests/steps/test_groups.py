import pytest

from wizard.domain.answers import Answers
from wizard.steps.groups import STEP

GOOD = Answers().with_(groups_paths=("platform",), proof_project="platform/app", proof_issue="PLAT-1")


def _codes(**changed) -> list[str]:
    return [finding.code for finding in STEP.problems(GOOD.with_(**changed))]


@pytest.mark.parametrize(
    "groups, codes",
    [
        (("platform", "data"), []),
        (("platform/mobile", "platform"), []),
        ((), ["groups-empty"]),
        (("platform", "https://gitlab.example.com/data"), ["group-path-unreadable"]),
        (("platform", "data team"), ["group-path-unreadable"]),
        (("platform", ""), ["group-path-unreadable"]),
        (("platform", "platform/app"), ["group-is-project"]),
        (("platform/app",), ["group-is-project"]),
    ],
)
def test_groups_are_paths_of_groups(groups, codes) -> None:
    assert _codes(groups_paths=groups) == codes


@pytest.mark.parametrize(
    "project, codes",
    [
        ("platform/mobile/ios", []),
        ("Platform/app", []),
        ("", ["proof-project-missing"]),
        ("data/app", ["proof-project-outside-groups"]),
        ("platform-two/app", ["proof-project-outside-groups"]),
    ],
)
def test_the_proof_is_made_inside_a_chosen_group(project, codes) -> None:
    assert _codes(proof_project=project) == codes


def test_without_groups_a_project_is_not_blamed_for_being_outside() -> None:
    assert _codes(groups_paths=()) == ["groups-empty"]


@pytest.mark.parametrize(
    "issue, word",
    [
        ("", "none was named"),
        ("plat-1", "PLAT-1 is one, plat-1 is not"),
        ("PLAT", "is no issue key"),
        ("CVE-2021-1", "is no"),
    ],
)
def test_a_key_that_gitlab_would_not_find_is_explained(issue, word) -> None:
    (finding,) = STEP.problems(GOOD.with_(proof_issue=issue))
    assert finding.code == "proof-issue-unreadable"
    assert word in str(finding.cause)
