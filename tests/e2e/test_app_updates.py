"""An update of the app that waits, and a secret that never came: found, mended as people mend it, and finished."""

from tests.e2e.served_lab import ServedLab


def checked(lab: ServedLab) -> list[str]:
    return lab.wizard("check", str(lab.answers), "--json").codes()


def by_hand(lab: ServedLab, task: str) -> None:
    done = lab.wizard("lab", "person", task)
    assert done.code == 0, done.err


def test_the_move_to_forge_is_found_approved_and_data_goes_on(lab: ServedLab) -> None:
    assert lab.run().code == 0
    assert "jira-update-waiting" not in checked(lab)
    lab.fault("jira-update-waiting")
    assert "jira-update-waiting" in checked(lab)
    by_hand(lab, "jira-approve-update")
    assert "jira-update-waiting" not in checked(lab)
    proven = lab.run("--prove-again")
    assert proven.code == 0, proven.err
    (site,) = [part for host, part in lab.truth().items() if host.endswith(".atlassian.net")]
    assert [(app["key"], app["version"]) for app in site["apps"]] == [("gitlab-jira-connect-gitlab.com", "2.0.0")]


def test_a_secret_that_was_not_forwarded_is_mended_by_choosing_the_instance_again(lab: ServedLab) -> None:
    assert lab.run().code == 0
    lab.fault("jira-secret-not-forwarded")
    lab.rate(20)
    broken = lab.run("--prove-again")
    assert broken.code != 0
    assert "proof-arrived" in broken.codes()
    lab.rate(1)
    by_hand(lab, "gitlab-com-choose-self-managed")
    mended = lab.run("--prove-again")
    assert mended.code == 0, mended.err
