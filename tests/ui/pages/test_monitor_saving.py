"""What people take away from the page Monitor."""

import csv
import io
import json

from PySide6.QtGui import QImage

from tests.ui.pages.monitor_kit import settle, watched
from wizard.domain.flow import Kind
from wizard.monitor.values import Missing, Reason
from wizard.ui.monitor_export import MISSING, coverage_csv, lag_csv, missing_csv
from wizard.ui.sample_monitor import REASONS, SampleMonitor


def _hostile():
    return Missing(Kind.BRANCH, "a/b", '=HYPERLINK("x")', "+AB-1", Reason.REJECTED, 0.0, 60.0, "", "@sum\nnext", "=bad")


def test_no_cell_is_taken_for_a_formula():
    head, row = csv.reader(io.StringIO(missing_csv([_hostile()])))
    assert tuple(head) == MISSING
    assert row[2:4] == ['\'=HYPERLINK("x")', "'+AB-1"]
    assert row[5] == "'@sum\nnext"
    assert row[7:] == ["1970-01-01T00:00:00Z", "1970-01-01T00:01:00Z", "'=bad", "1"]


def test_measures_have_a_line_each_with_their_time():
    assert lag_csv([(0.0, 1.0, 2.5, 9.0)]).splitlines() == [
        "time,median_s,p95_s,worst_s", "1970-01-01T00:00:00Z,1.000,2.500,9.000",
    ]  # fmt: skip
    assert coverage_csv([(60.0, 0.5)]).splitlines()[1] == "1970-01-01T00:01:00Z,0.500000"


async def test_the_picture_is_saved_as_it_is_seen(open_window, tmp_path):
    bench, _monitor = await watched(open_window)
    await bench.page.saving.save_picture(tmp_path / "monitor.png")
    await bench.rest()
    picture = QImage(str(tmp_path / "monitor.png"))
    assert (picture.width(), picture.height()) == (bench.page.picture.width(), bench.page.picture.height())


async def test_all_that_is_missing_is_saved_however_much_it_is(open_window, tmp_path):
    many = [Missing(Kind.COMMIT, "a/b", str(row), "AB-1", Reason.NOT_YET, 1.0, 2.0) for row in range(12_345)]
    bench, _monitor = await watched(open_window, monitor=SampleMonitor("flowing", many))
    await bench.page.saving.save_missing(tmp_path / "missing.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "missing.csv").read_text())))
    assert [row[2] for row in rows[1:]] == [str(row) for row in range(12_345)]


async def test_a_list_that_was_narrowed_is_saved_as_it_is(open_window, tmp_path):
    bench, _monitor = await watched(open_window)
    bench.find("monitor.reason.key-unknown").click()
    await settle(bench)
    await bench.page.saving.save_missing(tmp_path / "missing.csv")
    rows = list(csv.reader(io.StringIO((tmp_path / "missing.csv").read_text())))
    assert {row[4] for row in rows[1:]} == {"key-unknown"}
    assert len(rows) - 1 == REASONS[Reason.KEY_UNKNOWN]


async def test_one_document_holds_all_of_it(open_window, tmp_path):
    bench, _monitor = await watched(open_window, "broken")
    await bench.page.saving.save_all(tmp_path / "monitor.json")
    document = json.loads((tmp_path / "monitor.json").read_text())
    assert document["format"] == 1
    assert document["live"]["state"] == "broken"
    assert {"kinds", "queue_waiting", "queue_latency_s"} <= document["live"].keys()
    assert {"per_minute", "eta_s", "eta_margin_s", "confidence", "margin"} <= document["history"].keys()
    assert [one["path"] for one in document["history"]["groups"]] == ["platform", "mobile", "data"]
    assert document["expiries"][0]["code"] == "gitlab-token"
    assert document["history"]["reasons"] == {reason.value: count for reason, count in REASONS.items()}
    assert [one["code"] for one in document["alarms"]] == ["flow-live-stopped", "gitlab-token-expires-soon"]
    cleared = next(one for one in document["events"] if one["event"] == "alarm-cleared")
    assert (cleared["code"], cleared["title"]) == ("gitlab-proxy-url-slash", "Jira Connect Proxy URL ends with a slash")
    assert len(document["missing"]) == sum(REASONS.values())
    assert document["lag"]
    assert document["coverage"]


async def test_a_folder_that_cannot_be_written_is_said_and_another_one_takes_it(open_window, tmp_path):
    bench, _monitor = await watched(open_window)
    await bench.page.saving.save_lag(tmp_path / "no" / "lag.csv")
    await bench.rest()
    assert "could not be written" in bench.find("monitor.info.saving").accessibleName()
    await bench.page.saving.save_lag(tmp_path / "lag.csv")
    await bench.page.saving.save_coverage(tmp_path / "coverage.csv")
    assert (tmp_path / "lag.csv").read_text().startswith("time,median_s")
    assert (tmp_path / "coverage.csv").read_text().startswith("time,coverage")
