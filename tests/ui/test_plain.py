"""Whatever a server says: shown as it is, and nothing more."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.text import Text
from wizard.journey.values import CopyValue, GroupRow, HopRow, Mark, PlanRow, RouteRow, TaskRow
from wizard.ui import sample_values as sample
from wizard.ui.icons import Icon
from wizard.ui.plain import CUT_AT, PlainLabel, visible

_FILE = Path(__file__).parents[3] / "shared/reference/vectors/own/hostile_server_strings.json"


def _strings():
    if not _FILE.exists():
        return []
    return json.loads(_FILE.read_text(encoding="utf-8"))["strings"]


HOSTILE = [one["text"] * 1 if not one.get("repeat_to") else "x" * one["repeat_to"] for one in _strings()]
needs_file = pytest.mark.skipif(not HOSTILE, reason="the file of hostile strings is not beside the repository")


@needs_file
@pytest.mark.parametrize("said", HOSTILE, ids=range(len(HOSTILE)))
def test_a_label_is_plain_shows_hidden_characters_and_cuts_with_a_mark(qapp, said):
    label = PlainLabel(said)
    assert label.textFormat() is Qt.TextFormat.PlainText
    shown = label.text().replace("\u200b", "")
    assert shown == visible(said)
    assert not any(ord(char) < 32 and char != "\n" for char in shown)
    assert not {"\u202e", "\u2066", "\x00", "\ud800", "\ufeff"} & set(shown)
    assert len(shown) <= CUT_AT * 8 + 4
    assert shown.endswith("[…]") == (len(said) > CUT_AT)


def test_a_new_text_of_a_label_goes_the_same_way(qapp):
    label = PlainLabel("good")
    label.setText("\u202egood")
    assert label.text() == "[U+202E]good"


async def _walk(bench):
    for step in ("method", "groups", "checks", "review", "apply", "by-hand", "verify", "done"):
        await bench.open(step)
        if step in ("verify",):
            await bench.press()
        yield step


@needs_file
async def test_every_label_of_every_page_stays_plain_whatever_the_servers_say(open_window, monkeypatch):
    joined = [" | ".join(HOSTILE[at::4])[:1500] for at in range(4)]
    a, b, c, d = (Text(one) for one in joined)
    facts = {"said": joined[0], "status": joined[1]}
    finding = Finding("x", Severity.BLOCKER, a, b, c, joined[3], facts, users_see=d, check="x", seen_from=SeenFrom.JIRA)
    monkeypatch.setattr(
        sample, "ROUTES", (RouteRow("marketplace", a, b, True, True), RouteRow("saas", c, d, False, False))
    )
    monkeypatch.setattr(sample, "GROUPS", (GroupRow(1, joined[0], joined[1], 0, True, c),))
    row = sample.CHECKS[0]
    checks = type(row)("c", a, b, SeenFrom.JIRA, False, Mark.FAILED, c, (finding,), 1.0)
    monkeypatch.setattr(sample, "CHECKS", (checks,))
    plan = PlanRow("p", a, b, {}, {}, (joined[2],), (joined[3],), True, joined[0], finding=finding)
    monkeypatch.setattr(sample, "PLAN_ROWS", (plan,))
    task = TaskRow("t", a, b, 1, (c, d), (CopyValue(a, joined[1]),), joined[2], Mark.WAITING, d, finding)
    monkeypatch.setattr(sample, "TASKS", (task,))
    monkeypatch.setattr(sample, "HOPS", (HopRow("h", a, b, Mark.FAILED, None, finding),))
    bench = await open_window()
    seen = 0
    async for _step in _walk(bench):
        labels = bench.shell.findChildren(QLabel)
        assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}
        assert [label for label in labels if not isinstance(label, PlainLabel | Icon)] == []
        assert not any(label.text() for label in labels if type(label) is Icon)
        seen += sum("<b>Connected</b>" in label.text() for label in labels)
    assert seen > 5
    assert bench.shell.windowTitle() == "GitLab–Jira setup"
