"""The program keeps to the limits that Jira tells it: it waits as asked, and reports what takes too long."""

from typing import Any

from tests.e2e.served_lab import ServedLab

PANEL = "/rest/dev-status/"
"""What a test of the connection asks again and again."""


def at_jira(lab: ServedLab, prefix: str = "/rest/") -> list[dict[str, Any]]:
    return [row for row in lab.from_desktop() if row["path"].startswith(prefix) and "atlassian.net" in row["host"]]


def refused_twice(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the refused calls whose endpoint had just refused, too: their sender did not wait long enough."""
    newest: dict[str, int] = {}
    found = []
    for row in rows:
        endpoint = f"{row['method']} {row['path'].partition('?')[0]}"
        found += [row] if row["status"] == 429 == newest.get(endpoint) else []
        newest[endpoint] = row["status"]
    return found


def test_a_run_keeps_to_a_narrow_limit_and_meets_none_at_a_healthy_site(lab: ServedLab) -> None:
    lab.rate(20)
    lab.fault("jira-rate-limited", budget=1, period_s=20.0, path_prefix=PANEL)
    done = lab.run()
    assert done.code == 0, done.err
    assert done.json["proof"]["ok"] is True
    rows = at_jira(lab, PANEL)
    assert [row for row in rows if row["status"] == 429] != []
    assert refused_twice(rows) == []
    lab.lift("jira-rate-limited")
    since = lab.newest()
    assert lab.run("--prove-again").code == 0
    assert [row for row in lab.traffic(since) if row["status"] == 429] == []


def test_a_limit_that_is_used_up_is_told_at_once_and_lifted_the_run_finishes(lab: ServedLab) -> None:
    lab.fault("jira-limit-used-up")
    stopped = lab.run()
    assert stopped.code == 1, stopped.err
    finding = next(one for one in stopped.json["findings"] if one["code"] == "jira-limit-used-up")
    assert "3600 seconds" in finding["cause"]
    assert finding["facts"]["limit"] == "jira-quota-tenant-based"
    asked = [row["path"].partition("?")[0] for row in at_jira(lab)]
    assert len(asked) == len(set(asked))
    lab.lift("jira-limit-used-up")
    assert lab.run().code == 0
