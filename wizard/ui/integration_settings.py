"""What the Jira issue integration does: the boxes everybody needs first, the other settings in groups that unfold."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QCheckBox

from wizard.domain.answers import Answers
from wizard.domain.integration_labels import LABELS
from wizard.domain.version import Version
from wizard.ui.i18n import show, tr
from wizard.ui.integration_keys import KeysPart
from wizard.ui.integration_move import MovePart
from wizard.ui.integration_part import Part, check_box
from wizard.ui.integration_plan import in_short
from wizard.ui.integration_push_checks import PushChecksPart
from wizard.ui.integration_transitions import TransitionsPart
from wizard.ui.integration_view import ViewPart
from wizard.ui.integration_vulnerabilities import VulnerabilitiesPart
from wizard.ui.layouts import column
from wizard.ui.plain import PlainLabel
from wizard.ui.setting_group import SettingGroup
from wizard.ui.wrapped_choice import WrappedChoice

_Group = TransitionsPart | ViewPart | VulnerabilitiesPart | KeysPart | PushChecksPart | MovePart


@dataclass(frozen=True, slots=True)
class Asks:
    """What the settings ask of both sides, by the page."""

    transitions: Callable[[str], object]
    """Takes the key of an issue."""
    audience: Callable[[], object]
    issue_types: Callable[[str], object]
    """Takes the key of a Jira project."""
    places: Callable[[], object]


class SettingsPart(Part):
    """Three boxes and six groups; each group tells in one line what it is set to."""

    def __init__(self, asks: Asks) -> None:
        super().__init__()
        self.boxes: dict[str, QCheckBox] = {}
        words = {
            "commit_events": show(LABELS["commit_events"]),
            "merge_requests_events": show(LABELS["merge_requests_events"]),
            "comments": show(LABELS["comment_on_event_enabled"]),
        }
        boxes = column(spacing=2)
        for field, text in words.items():
            self.boxes[field] = check_box(f"integration.{field}", text, self._changing(field))
            boxes.addWidget(WrappedChoice(self.boxes[field]))
        self.whole.addLayout(boxes)
        self.transitions = TransitionsPart(asks.transitions)
        self.view = ViewPart(asks.audience)
        self.vulnerabilities = VulnerabilitiesPart(asks.issue_types)
        self.keys = KeysPart()
        self.push_checks, self.moving = PushChecksPart(), MovePart(asks.places)
        self.parts: dict[str, _Group] = {
            "transitions": self.transitions,
            "view": self.view,
            "vulnerabilities": self.vulnerabilities,
            "keys": self.keys,
            "push-checks": self.push_checks,
            "move": self.moving,
        }
        titles = {
            "transitions": tr("Close issues from GitLab"),
            "view": tr("Show Jira issues in GitLab"),
            "vulnerabilities": tr("Issues for vulnerabilities"),
            "keys": tr("Other issue keys"),
            "push-checks": tr("Check pushes"),
            "move": tr("Move from an old Jira"),
        }
        groups = column(spacing=0)
        self.groups: dict[str, SettingGroup] = {}
        for key, part in self.parts.items():
            part.edited.connect(self.edited)
            self.groups[key] = SettingGroup(f"integration.group.{key}", titles[key], part)
            groups.addWidget(self.groups[key])
        self._plan = PlainLabel("", "small")
        self._plan.hide()
        self.whole.addWidget(self._plan)
        self.whole.addLayout(groups)

    def _changing(self, field: str) -> Callable[[bool], None]:
        def changed(on: bool) -> None:
            self.tell(**{f"integration_{field}": on})

        return changed

    def load(self, answers: Answers) -> None:
        wanted = answers.integration
        for field, box in self.boxes.items():
            box.setChecked(bool(getattr(wanted, field)))
        self.boxes["comments"].setEnabled(wanted.commit_events or wanted.merge_requests_events)
        for key, part in self.parts.items():
            part.load(answers)
            self.groups[key].say(part.summary(answers))

    def fit(self, version: Version | None) -> None:
        for part in self.parts.values():
            part.fit(version)

    def tell_plan(self, plan: str) -> None:
        self._plan.setText(in_short(plan))
        self._plan.show()
        for part in self.parts.values():
            part.tell_plan(plan)
