"""A hand-over that came from somebody else, shown before it is taken up: who, what for, what is to be done."""

from collections.abc import Callable

from PySide6.QtWidgets import QFrame

from wizard.documents import hand_over_text
from wizard.documents.hand_over import HandOver
from wizard.documents.hand_over_reading import Reading
from wizard.documents.hand_over_words import whom_of, words_of
from wizard.documents.sheet import as_markdown
from wizard.domain.world import Mode
from wizard.ui.controls import button
from wizard.ui.flow import Flow
from wizard.ui.i18n import show, tr
from wizard.ui.icons import Icon
from wizard.ui.layouts import column, line
from wizard.ui.naming import name
from wizard.ui.plain import CUT_SAID_AT, PlainLabel, visible
from wizard.ui.step_titles import TITLES
from wizard.ui.visit import host_of

_MOST_TASKS = 12


class HandOverView(QFrame):
    """What the file says is shown as it stands and never obeyed; only Go on takes it up."""

    def __init__(
        self, reading: Reading, mode: Mode, go_on: Callable[[], object], leave: Callable[[], object],
        copy: Callable[[str], object],
    ) -> None:  # fmt: skip
        super().__init__()
        self.setProperty("kind", "card-accent")
        one = reading.hand_over
        across = line(self, 14, (16, 14, 16, 14))
        left = column()
        left.addWidget(Icon("person", "accent", 20))
        left.addStretch(1)
        across.addLayout(left)
        self._inside = column(spacing=6)
        across.addLayout(self._inside, 1)
        self._about(one, mode)
        for task in one.open_tasks[:_MOST_TASKS]:
            said = words_of(task.id, one.answers, show)
            self._say(f"• {said(task.title)}" + (f" ({said(task.who)})" if task.who else ""))
        if reading.unknown:
            keys = ", ".join(reading.unknown[:20])
            self._say(tr("Left out, because this release does not know it: {keys}", keys=visible(keys, 600)))
        row = Flow(10)
        self.go_on = button(tr("Go on with it"), "start.handed.go-on", go_on, "verb")
        row.add(self.go_on)
        text = as_markdown(hand_over_text.sheet(one, show), show)
        row.add(button(tr("Copy as text"), "start.handed.copy", lambda: copy(text), "small", "copy"))
        row.add(button(tr("Not now"), "start.handed.leave", leave, "small"))
        self._inside.addWidget(row)
        name(self, "start.handed", tr("Hand-over"))

    def _about(self, one: HandOver, mode: Mode) -> None:
        by = visible(one.made_by, 100) or tr("somebody")
        self._inside.addWidget(PlainLabel(tr("Hand-over from {by}", by=by), "strong"))
        sides = f"{host_of(one.answers.gitlab.url) or '-'} → {host_of(one.answers.jira.url) or '-'}"
        self._say(tr("{sides}, made {at}", sides=sides, at=one.made_at.replace("T", " ").replace("Z", " UTC") or "-"))
        if one.for_whom:
            self._say(tr("For: {whom}", whom=whom_of(one.for_whom, show)))
        page = show(TITLES[one.page])
        self._say(
            tr(
                "It goes on at “{page}”. Before that you sign in with tokens of your own: the file holds none.",
                page=page,
            )
        )
        if one.open_tasks:
            self._say(tr("Without a token for GitLab: Copy as text has every step and value of the tasks."))
        if one.world != mode:
            self._say(
                tr("It was made in the lab: its names exist only there.")
                if one.world == "lab"
                else tr("It was made for real sites, and this window shows the lab: its names do not exist here.")
            )

    def _say(self, text: str) -> None:
        self._inside.addWidget(PlainLabel(visible(text, CUT_SAID_AT), "muted", selectable=True))
