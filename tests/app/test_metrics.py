import json
import re
import shutil
import subprocess
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.monitor.rounds import finding
from wizard.app import metrics
from wizard.domain.flow import Kind
from wizard.monitor.values import (
    Alarm,
    AlarmState,
    Expiry,
    History,
    Integration,
    IntegrationPlace,
    KindFlow,
    Lag,
    Light,
    Live,
    Mention,
    Reason,
    Snapshot,
)

RESOURCES = Path(__file__).resolve().parents[2] / "resources" / "monitor"
_NAMED = re.compile(r"gitlab_jira_[a-z_]+")

ALARM = Alarm("jira-app-disabled", "acme.atlassian.net", finding("jira-app-disabled"), AlarmState.RAISED, 1.0, 1.0)
PLACES = tuple(
    IntegrationPlace(f"project:platform/{name}", light)
    for name, light in (
        ("app", Light.OK),
        ("web", Light.BEHIND),
        ("old", Light.BROKEN),
        ("shut", Light.UNKNOWN),
    )
)
MENTION = Mention("platform/app", "!5", "SHOP-1", 1_799_999_940.0, 1_800_000_000.0, "link")
FULL = Snapshot(
    'gitlab.example.com -> "acme"',
    1_800_000_000.0,
    3,
    Live(Light.OK, Lag(1.0, 2.0, 3.0, 9), (KindFlow(Kind.BRANCH, Light.OK, 4, 3, 1),), 1, 7, 2.5),
    History(Light.BEHIND, 10, 4, 0.4, per_minute=30.0, eta_s=90.0, eta_margin_s=15.0, reasons={Reason.NOT_YET: 6}),
    (Expiry("gitlab-token", "wizard", 1_800_086_400.0, 1),),
    (ALARM,),
    used={"gitlab.example.com": 4},
    integration=Integration(Light.BEHIND, PLACES, unread=5, missing=2, last=MENTION),
)


@dataclass
class Shown:
    snapshot: Snapshot


@pytest.fixture
def scraped() -> str:
    with metrics.served([Shown(FULL), Shown(Snapshot("other", 0.0, 0))], 0) as address:
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(address, timeout=10) as answer:
            return answer.read().decode()


def test_a_scrape_tells_the_newest_snapshot_of_each_connection(scraped):
    for line in (
        'gitlab_jira_up{connection="gitlab.example.com -> \\"acme\\""} 1.0',
        'gitlab_jira_up{connection="other"} 0.0',
        'gitlab_jira_history_coverage_ratio{connection="gitlab.example.com -> \\"acme\\""} 0.4',
        'gitlab_jira_light_state{connection="gitlab.example.com -> \\"acme\\"",light="history",state="behind"} 1.0',
        'gitlab_jira_history_missing{connection="gitlab.example.com -> \\"acme\\"",reason="not-yet"} 6.0',
    ):
        assert line in scraped


@pytest.mark.parametrize(
    ("sample", "value"),
    [
        ("history_projects_per_second", 0.5),
        ("history_eta_margin_seconds", 15.0),
        ("integration_places,on", 2.0),
        ("integration_places,off", 1.0),
        ("integration_places,unreadable", 1.0),
        ("integration_places,unread", 5.0),
        ("integration_missing", 2.0),
        ("integration_mention_timestamp_seconds", MENTION.at),
    ],
)
def test_pace_margin_and_integration_are_told_in_base_units(scraped, sample, value):
    name, _, state = sample.partition(",")
    more = f',state="{state}"' if state else ""
    told = f'gitlab_jira_{name}{{connection="gitlab.example.com -> \\"acme\\""{more}}} '
    (line,) = (one for one in scraped.splitlines() if one.startswith(told))
    assert float(line.removeprefix(told)) == value


def test_a_connection_with_the_integration_has_its_light_too(scraped):
    assert 'light="integration",state="behind"} 1.0' in scraped
    assert 'connection="other",light="integration"' not in scraped


@pytest.mark.parametrize("name", ["history_coverage_ratio", "history_projects_per_second", "integration_places"])
def test_what_nobody_measured_is_not_told(scraped, name):
    assert f'gitlab_jira_{name}{{connection="other"' not in scraped


def test_every_metric_that_is_named_can_be_told(scraped):
    told = {line.partition("{")[0] for line in scraped.splitlines() if not line.startswith("#")}
    assert told == {metrics.full_name(name) for name in metrics.NAMES}


def test_metrics_are_served_to_this_computer_alone():
    with metrics.served([], 0) as address:
        assert address.startswith("http://127.0.0.1:")


def test_a_port_that_is_taken_is_an_error():
    with metrics.served([], 0) as address:
        port = int(address.split(":")[2].partition("/")[0])
        with pytest.raises(OSError, match=r"[Aa]ddress"), metrics.served([], port):
            pass


def _names(text: str) -> set[str]:
    return set(_NAMED.findall(text))


@pytest.mark.parametrize("name", ["alerts.yml", "grafana.json"])
def test_rules_and_dashboard_name_only_metrics_that_exist(name):
    named = _names((RESOURCES / name).read_text())
    assert named
    assert named <= {metrics.full_name(known) for known in metrics.NAMES}


def test_every_metric_is_on_the_dashboard_or_in_a_rule():
    shown = _names((RESOURCES / "grafana.json").read_text())
    assert {metrics.full_name(name) for name in metrics.NAMES} - shown == {"gitlab_jira_round_timestamp_seconds"}
    assert "gitlab_jira_round_timestamp_seconds" in _names((RESOURCES / "alerts.yml").read_text())


def test_panels_of_the_dashboard_have_ids_of_their_own_and_do_not_overlap():
    panels = [SimpleNamespace(**one) for one in json.loads((RESOURCES / "grafana.json").read_text())["panels"]]
    assert len({one.id for one in panels}) == len(panels)
    cells = [
        (one.gridPos["x"] + x, one.gridPos["y"] + y)
        for one in panels
        for x in range(one.gridPos["w"])
        for y in range(one.gridPos["h"])
    ]
    assert len(set(cells)) == len(cells)


needs_promtool = pytest.mark.skipif(shutil.which("promtool") is None, reason="promtool is not installed (prometheus)")


@needs_promtool
@pytest.mark.parametrize("words", [("check", "rules", "alerts.yml"), ("check", "config", "prometheus.yml")])
def test_prometheus_takes_the_rules_and_the_configuration(words):
    done = subprocess.run(["promtool", *words], cwd=RESOURCES, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@needs_promtool
def test_prometheus_finds_nothing_to_say_about_names_and_texts(scraped):
    done = subprocess.run(["promtool", "check", "metrics"], input=scraped, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
