"""Where one call in twenty goes wrong the program ends in words, and never makes twice what it makes once."""

import os
from collections import Counter
from pathlib import Path

from tests.e2e.served_lab import ServedLab

RUNS = 3


def test_a_hostile_lab_is_survived_and_its_seed_is_said(tmp_path: Path) -> None:
    lab = ServedLab(tmp_path, dict(os.environ), more=("--hostile", "2"))
    lab.start()
    try:
        assert lab.ready["hostile"] == 2
        runs = [lab.run(home=tmp_path / "data") for _ in range(RUNS)]
        truth = lab.truth()[lab.ready["gitlab"]["url"]]
        met = Counter(row["fault"] for row in lab.traffic() if row["fault"])
    finally:
        assert lab.stop() == 0
    assert [run for run in runs if "Traceback" in run.err] == []
    assert {run.code for run in runs} <= {0, 1, 3, 5}
    assert all(run.json["format"] == 1 for run in runs)
    assert len(truth["applications"]) == 1
    assert truth["settings"]["jira_connect_application_key"] == truth["applications"][0]["application_id"]
    assert len(met) > 1
    assert all(fault.startswith("hostile:") for fault in met)
