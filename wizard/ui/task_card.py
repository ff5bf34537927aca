"""One by-hand task: who, how long, the steps, the values to copy, where to do it, and whether it was seen done."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton

from wizard.journey.values import Mark, TaskRow
from wizard.ui.controls import button
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr, trn
from wizard.ui.icons import Icon
from wizard.ui.layouts import column, line
from wizard.ui.marks import MARKS
from wizard.ui.naming import name
from wizard.ui.plain import PlainLabel, visible
from wizard.ui.where_it_is import WhereItIs

_CAPTION = 120
"""Width of the names of values to copy, where none is wider."""


class TaskCard(QFrame):
    """Does nothing by itself: every press is a call given to it."""

    def __init__(
        self,
        number: int,
        task: TaskRow,
        *,
        copy: Callable[[str], None],
        open_link: Callable[[str], None],
        check: Callable[[], None],
        do_it: Callable[[], None] | None,
        take_word: Callable[[], None],
        hand_over: Callable[[], None],
        folds: dict[str, bool],
        picture: bool,
        looked: str = "",
    ) -> None:
        """`looked` is what is said of the last look that somebody asked for."""
        super().__init__()
        self.setProperty("kind", "card")
        self._task, self._copy = task, copy
        name(self, f"by-hand.task.{task.id}", show(task.title))
        outer = line(self, 12, (16, 14, 16, 14))
        icon, token, _word = MARKS[task.mark]
        if task.mark is Mark.WARNING:
            icon, token = "hand", "muted"  # that no program can see it is no trouble: it waits for a person's word
        left = column()
        left.addWidget(Icon(icon, token))
        left.addStretch(1)
        outer.addLayout(left)
        inner = column(spacing=8)
        outer.addLayout(inner, 1)
        minutes = trn("about {n} minute", "about {n} minutes", task.minutes)
        head = column(spacing=2)
        head.addWidget(PlainLabel(f"{number}. {show(task.title)}", "strong"))
        head.addWidget(PlainLabel(f"{show(task.who)}, {minutes}", "small"))
        inner.addLayout(head)
        for at, step in enumerate(task.steps):
            steps = line(spacing=8)
            count = PlainLabel(f"{chr(ord('a') + at % 26)})", "muted", wrap=False)
            count.setMinimumWidth(18)
            steps.addWidget(count, 0, Qt.AlignmentFlag.AlignTop)
            steps.addWidget(PlainLabel(show(step), selectable=True), 1)
            inner.addLayout(steps)
        if task.scenes:
            inner.addWidget(WhereItIs(task.id, show(task.title), task.scenes, folds, shown=picture))
        captions = [PlainLabel(show(value.label), "muted", wrap=False) for value in task.values]
        widest = max((caption.sizeHint().width() for caption in captions), default=0)
        for at, (caption, value) in enumerate(zip(captions, task.values, strict=True)):
            caption.setMinimumWidth(max(_CAPTION, widest))
            inner.addLayout(self._value(at, caption, value.value))
        if show(task.note):
            inner.addWidget(PlainLabel(show(task.note), "muted", selectable=True))
        buttons, found = Flow(), list[QPushButton]()
        if do_it is not None:
            found.append(self._small(tr("Let the lab do it"), "do", do_it, "flask"))
        if task.link:
            found.append(self._small(tr("Open in browser"), "open", lambda: open_link(task.link), "open"))
        found.append(self._small(tr("Check now"), "check", check, "again"))
        self.first: QPushButton = found[0]
        """What one does here first."""
        for one in found:
            buttons.add(one)
        if task.mark is Mark.WARNING:
            buttons.add(self._small(tr("I have done it"), "word", take_word, "hand"))
        buttons.add(self._small(tr("Hand over…"), "hand-over", hand_over, "person"))
        inner.addWidget(buttons)
        self.looked = PlainLabel("", "small")
        inner.addWidget(self.looked)
        self.say_looked(looked)

    def say_looked(self, said: str) -> None:
        """Say at the buttons what a look has seen."""
        self.looked.setText(said)
        self.looked.setVisible(bool(said))

    def _small(self, text: str, what: str, pressed: Callable[[], None], icon: str) -> QPushButton:
        spoken = tr("{verb}: {task}", verb=text, task=show(self._task.title))
        return button(text, f"by-hand.{self._task.id}.{what}", pressed, "small", icon, spoken)

    def _value(self, at: int, caption: PlainLabel, value: str) -> QHBoxLayout:
        row, label = line(spacing=8), caption.text()
        shown = name(QLineEdit(visible(value)), f"by-hand.{self._task.id}.value-{at}", label)
        shown.setReadOnly(True)
        shown.setCursorPosition(0)  # where it is too narrow, the beginning tells more
        caption.setBuddy(shown)
        row.addWidget(caption)
        row.addWidget(shown, 1)
        spoken = tr("Copy {label}", label=label)
        row.addWidget(
            button(tr("Copy"), f"by-hand.{self._task.id}.copy-{at}", lambda: self._copy(value), "small", "copy", spoken)
        )
        return row


def is_open(task: TaskRow) -> bool:
    """Tell whether a task still waits for somebody; one that cannot be read does not hold up the proof."""
    return task.mark not in (Mark.OK, Mark.WARNING)
