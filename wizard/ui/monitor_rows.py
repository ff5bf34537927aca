"""The lists of the page Monitor: groups with how far each is, what is not in Jira by its reason, and what happened."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from wizard.monitor.values import Event, GroupFlow, History, Light, Reason
from wizard.ui.charts.bar import Bar
from wizard.ui.i18n import show, tr, trn
from wizard.ui.icons import Icon
from wizard.ui.layouts import line
from wizard.ui.monitor_list import Key, RowButton, RowList
from wizard.ui.monitor_words import LIGHTS, REASONS, clock_at, event_icon, event_words, percent
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel

_MOST_GROUPS, _MOST_PROJECTS = 40, 10
_MOST_EVENTS = 12
_NAME_EMS = 4
_NUMBER_EMS = 3
_LONGEST_WORD = 12
_TOKENS = {Light.OK: "ok", Light.BROKEN: "error", Light.BEHIND: "accent"}


class _GroupRow(RowButton):
    """A lamp, a name, how many projects are done, and how much of the group is in Jira."""

    def __init__(self, path: str, chosen: Callable[[], object], *, one_project: bool = False) -> None:
        super().__init__(f"monitor.{'project' if one_project else 'group'}.{path}", path, chosen)
        self._one_project = one_project
        self._lamp, self._done, self._bar = Icon("circle"), PlainLabel("", "muted", wrap=False), Bar()
        title = PlainLabel("", "name")
        title.longest_word = _LONGEST_WORD
        title.setText(path)
        title.setMinimumWidth(_NAME_EMS * self.fontMetrics().height())
        for part, stretch in ((self._lamp, 0), (title, 2), (self._done, 0), (self._bar, 3)):
            self.put(part, stretch)
        self.put(Icon("chevron-right", "muted"))

    def change(self, group: GroupFlow) -> None:
        """Show how the group stands now."""
        icon, token, word = LIGHTS[group.light]
        part = group.present / group.expected if group.expected else None
        done = tr("{done} of {all} projects", done=group.projects_done, all=group.projects)
        if self._one_project:
            done = tr("{present} of {expected}", present=group.present, expected=group.expected)
        share = tr("{share} in Jira", share=percent(part)) if part is not None else tr("nothing to send")
        self._lamp.change(icon, token)
        self._done.setText(done)
        self._bar.change(part, _TOKENS.get(group.light, "muted"))
        self.setAccessibleName(f"{group.path}: {show(word)}, {done}, {share}")
        self.setToolTip(
            tr("{present} of {expected} things are in Jira", present=group.present, expected=group.expected)
        )


class GroupRows(RowList):
    """Linked groups; a press shows the projects of a group and lists what of it is not in Jira."""

    _of_projects, _most = False, _MOST_GROUPS

    def __init__(self, opened: Callable[[str], object]) -> None:
        projects = self._of_projects
        super().__init__(tr("Projects") if projects else tr("Groups"), tr("No linked group was seen yet."))
        self._opened = opened
        self._groups: dict[Key, GroupFlow] = {}

    def load(self, groups: Sequence[GroupFlow]) -> None:
        """Show other groups."""
        self._groups = {group.path: group for group in groups[: self._most]}
        left = len(groups) - len(self._groups)
        self._show(tuple(self._groups), self._rest_words(left) if left else "")

    def _rest_words(self, left: int) -> str:
        return trn("and {n} more group", "and {n} more groups", left)

    def _row(self, key: Key) -> QWidget:
        group = self._groups[key]
        made = _GroupRow(group.path, partial(self._opened, group.path), one_project=self._of_projects)
        made.change(group)
        return made

    def _change(self, key: Key, row: QWidget) -> None:
        if isinstance(row, _GroupRow):
            row.change(self._groups[key])


class ProjectRows(GroupRows):
    """Projects of one group, what is least complete first; a press lists the things of one."""

    _of_projects, _most = True, _MOST_PROJECTS

    def __init__(self, opened: Callable[[str], object]) -> None:
        super().__init__(opened)
        self.hide()

    def load(self, groups: Sequence[GroupFlow]) -> None:
        """Show other projects; nothing where there are none."""
        super().load(sorted(groups, key=lambda one: (_share(one), one.path)))
        self.setVisible(bool(groups))

    def _rest_words(self, left: int) -> str:
        return trn("and {n} more project", "and {n} more projects", left)


def _share(one: GroupFlow) -> float:
    return one.present / one.expected if one.expected else 1.0


class _ReasonRow(RowButton):
    """How many things are not in Jira for one reason."""

    def __init__(self, reason: Reason, chosen: Callable[[], object]) -> None:
        self._word = show(REASONS[reason])
        super().__init__(f"monitor.reason.{reason.value}", self._word, chosen)
        self._number = PlainLabel("", "strong", wrap=False)
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._number.setMinimumWidth(_NUMBER_EMS * self.fontMetrics().height())
        self.put(self._number)
        self.put(PlainLabel(self._word, "muted"), 1)
        self.put(Icon("chevron-right", "muted"))

    def change(self, count: int) -> None:
        """Show another count."""
        self._number.setText(str(count))
        self.setAccessibleName(f"{count}: {self._word}")


class ReasonRows(RowList):
    """How many things are not in Jira for each reason; a press lists them."""

    def __init__(self, opened: Callable[[Reason], object]) -> None:
        super().__init__(tr("Not in Jira, and why"), tr("Nothing is missing."))
        self._opened = opened
        self._counts: dict[Key, int] = {}

    def load(self, history: History) -> None:
        """Show other counts."""
        measured = history.coverage is not None
        self._nothing.setText(tr("Nothing is missing.") if measured else tr("Both sides were not compared yet."))
        self._counts = {reason: history.reasons[reason] for reason in REASONS if history.reasons.get(reason)}
        self._show(tuple(self._counts))

    def _row(self, key: Key) -> QWidget:
        reason = Reason(str(key))
        made = _ReasonRow(reason, partial(self._opened, reason))
        made.change(self._counts[key])
        return made

    def _change(self, key: Key, row: QWidget) -> None:
        if isinstance(row, _ReasonRow):
            row.change(self._counts[key])


class EventRows(RowList):
    """What happened, the newest first."""

    def __init__(self) -> None:
        super().__init__(tr("What happened"), tr("Nothing happened yet."))
        self._events: dict[Key, Event] = {}

    def load(self, events: Sequence[Event]) -> None:
        """Show other events."""
        newest = sorted(events, key=lambda event: -event.at)[:_MOST_EVENTS]
        self._events = {(event.at, event.code, event.subject): event for event in newest}
        self._show(tuple(self._events))

    def _row(self, key: Key) -> QWidget:
        event = self._events[key]
        title, change = event_words(event)
        made = QFrame()
        made.setProperty("kind", "row")
        row = line(made, 12, (4, 7, 4, 7))
        at = PlainLabel(clock_at(event.at), "number", wrap=False)
        at.setMinimumWidth(3 * made.fontMetrics().height())
        row.addWidget(at)
        row.addWidget(Icon(*event_icon(event)))
        row.addWidget(PlainLabel(f"{title}: {change}" if change else title), 1)
        identifier = f"monitor.event.{event.code}.{event.subject}.{event.at:.3f}"
        return name(made, identifier, f"{clock_at(event.at)} {title} {change}".strip())
