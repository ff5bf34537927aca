import pytest

from tests.monitor.rounds import finding
from wizard.domain.findings import Finding, Severity
from wizard.monitor.roots import explained_loss, fold, key_of

NEEDS = {"gitlab-token": ("gitlab-reachable",), "gitlab-reachable": ("network-connect",), "network-connect": ()}


def _codes(*found: object, reached: tuple[str, ...] = ()) -> list[str]:
    return [one.code for one in fold(found, NEEDS, reached=reached).roots]  # type: ignore[arg-type]  # findings of here


def test_a_check_further_down_is_the_cause() -> None:
    below = finding("network-refused", "network-connect")
    above = finding("gitlab-token-invalid", "gitlab-token")
    assert _codes(above, below) == ["network-refused"]
    assert fold((above, below), NEEDS).effects[key_of(below)] == ("gitlab-token-invalid",)


def test_a_warning_further_down_is_no_cause() -> None:
    below = finding("tls-certificate-expires-soon", "network-connect", severity=Severity.WARNING)
    above = finding("gitlab-token-invalid", "gitlab-token")
    assert _codes(below, above) == ["tls-certificate-expires-soon", "gitlab-token-invalid"]


def test_the_finding_names_its_own_cause() -> None:
    assert _codes(
        finding("flow-items-missing", root="flow-queue-late"), finding("flow-queue-late", severity=Severity.WARNING)
    ) == ["flow-queue-late"]


def test_flow_that_stops_follows_from_what_blocks() -> None:
    assert _codes(finding("flow-live-stopped", "flow"), finding("jira-app-disabled", "jira-app")) == [
        "jira-app-disabled"
    ]


def test_flow_alone_is_a_cause() -> None:
    assert _codes(finding("flow-live-stopped", "flow")) == ["flow-live-stopped"]


def test_a_computer_that_reaches_nobody_has_no_network() -> None:
    lost = [
        finding("network-unreachable", "network-connect"),
        finding("network-name-unknown", "jira-site", host="acme.atlassian.net"),
    ]
    folded = fold(lost, NEEDS)
    assert [one.code for one in folded.roots] == ["computer-no-network"]
    assert folded.effects[key_of(folded.roots[0])] == ("network-unreachable", "network-name-unknown")


def test_one_side_that_cannot_be_reached_is_that_side() -> None:
    assert _codes(finding("network-timeout", "network-connect"), reached=("jira-site",)) == ["network-timeout"]


def test_both_sides_down_while_something_answers_are_two_causes() -> None:
    both = (
        finding("network-timeout", "network-connect"),
        finding("network-timeout", "jira-site", host="acme.atlassian.net"),
    )
    assert len(_codes(*both, reached=("gitlab-version",))) == 2


def test_the_same_of_several_checks_is_one() -> None:
    assert _codes(finding("http-500", "a"), finding("http-500", "b")) == ["http-500"]


def test_all_who_report_the_same_are_known() -> None:
    twice = (finding("http-500", "a"), finding("http-500", "b"))
    assert fold(twice, NEEDS).reporters[key_of(twice[0])] == {"a", "b"}


def test_what_names_each_other_as_the_cause_is_shown_all_the_same() -> None:
    assert _codes(finding("a", root="b"), finding("b", root="a")) == ["a", "b"]


@pytest.mark.parametrize(
    "found, explained",
    [
        ([], False),
        ([finding("gitlab-silent-mode")], True),
        ([finding("gitlab-silent-mode", severity=Severity.WARNING)], False),
        ([finding("flow-stopped")], False),
        ([finding("integration-inactive")], False),
    ],
)
def test_a_test_branch_would_be_lost_for_what_stops_the_way_of_the_app(found: list[Finding], explained: bool) -> None:
    assert explained_loss(found) is explained
