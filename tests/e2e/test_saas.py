"""Groups on GitLab.com: run, undo and check, each trouble of this route named, mended and finished."""

import pytest

from tests.e2e.served_lab import ServedLab, is_own_write
from tests.e2e.test_run import HOPS


def own_writes(lab: ServedLab, since: int = 0) -> list[str]:
    return [f"{row['method']} {row['path'].partition('?')[0]}" for row in lab.from_desktop(since) if is_own_write(row)]


def apps(lab: ServedLab) -> dict[str, bool]:
    (site,) = [part for host, part in lab.truth().items() if host.endswith(".atlassian.net")]
    return {app["key"]: app["enabled"] for app in site["apps"]}


def test_a_run_connects_proves_and_writes_nothing_but_the_branch_of_the_proof(saas: ServedLab) -> None:
    done = saas.run()
    assert done.code == 0, done.err
    assert [hop["name"] for hop in done.json["proof"]["hops"]] == HOPS
    assert done.json["proof"]["ok"] is True
    assert (done.json["route"], done.json["plan"], done.json["applied"]) == ("saas", [], [])
    assert "nothing is changed on GitLab.com" in done.err
    assert apps(saas) == {"gitlab-jira-connect-gitlab.com": True}
    made, removed = own_writes(saas)
    assert made.startswith("POST /api/v4/projects/")
    assert removed.startswith("DELETE /api/v4/projects/")


def test_a_dry_run_only_reads_and_says_that_nothing_is_changed(saas: ServedLab) -> None:
    done = saas.run("--dry-run")
    assert (done.code, done.json["plan"]) == (0, [])
    assert "nothing is changed on GitLab.com" in done.err
    assert {row["method"] for row in saas.from_desktop()} <= {"GET", "HEAD", "OPTIONS"}


def test_no_setting_of_gitlab_com_is_even_asked_for(saas: ServedLab) -> None:
    assert saas.run().code == 0
    asked = [row["path"] for row in saas.from_desktop()]
    assert [path for path in asked if "application" in path.partition("?")[0].rpartition("/api/v4/")[2]] == []


def test_a_check_says_what_is_left_and_is_green_once_connected(saas: ServedLab) -> None:
    before = saas.wizard("check", str(saas.answers), "--json")
    assert before.code == 0
    (finding,) = [one for one in before.json["findings"] if one["code"] == "not-connected"]
    assert finding["facts"]["left"] == "Get the app in Jira; Sign in and link the groups"
    assert saas.run().code == 0
    connected = saas.wizard("check", str(saas.answers), "--json")
    assert (connected.code, "not-connected" in connected.codes()) == (0, False)


def test_there_is_nothing_to_undo(saas: ServedLab) -> None:
    assert saas.run().code == 0
    undone = saas.wizard("undo", "--json")
    assert (undone.code, undone.json["undone"]) == (0, [])


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        ("gitlab-not-maintainer", "gitlab-group-role-too-low"),
        ("jira-user-not-site-admin", "jira-user-not-site-admin"),
        ("gitlab-token-invalid", "gitlab-token-invalid"),
    ],
)
def test_what_blocks_is_named_before_anything_is_written_and_mended_it_finishes(
    saas: ServedLab, fault: str, code: str
) -> None:
    saas.fault(fault)
    stopped = saas.run()
    assert stopped.code == 1, stopped.err
    assert code in stopped.codes()
    assert own_writes(saas) == []
    assert apps(saas) == {}
    saas.lift(fault)
    finished = saas.run()
    assert finished.code == 0, finished.err
    assert code not in finished.codes()


def test_single_sign_on_is_named_with_its_address_and_mended_it_finishes(saas: ServedLab) -> None:
    saas.fault("gitlab-sso-required")
    stopped = saas.run()
    assert stopped.code == 1, stopped.err
    (finding,) = [one for one in stopped.json["findings"] if one["code"] == "gitlab-sso-required"]
    assert finding["facts"]["address"] == "https://gitlab.com/groups/platform/-/saml/sso"
    assert finding["facts"]["address"] in finding["fix"]
    assert stopped.json["waiting"] == ["gitlab-com-link-groups"]
    saas.lift("gitlab-sso-required")
    finished = saas.run()
    assert finished.code == 0, finished.err


def test_a_disabled_app_is_named_and_enabled_again_it_finishes(saas: ServedLab) -> None:
    saas.fault("jira-app-disabled-after-install")
    stopped = saas.run()
    assert stopped.code == 1, stopped.err
    assert "jira-app-disabled" in stopped.codes()
    assert own_writes(saas) == []
    saas.lift("jira-app-disabled-after-install")
    assert saas.run().code == 0
    assert apps(saas) == {"gitlab-jira-connect-gitlab.com": True}
