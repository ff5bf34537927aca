"""What is asked before the window closes, however it is closed: one rule, and a question only where something is lost.

While something is written, and while something stands half done outside, a question names it. Else the window closes at
once: what was decided is kept, and the button says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wizard.ui.i18n import tr
from wizard.ui.spawn import loop_runs
from wizard.ui.step_state import StepState

if TYPE_CHECKING:  # types only: what is not loaded does not delay the first paint
    from wizard.ui.pages._base import Page
    from wizard.ui.shell import Shell
    from wizard.ui.visit import Visit


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before the window closes; `stops` where something runs that is ended first."""

    title: str
    why: str
    verb: str
    keep: str
    stops: bool = False


def what_stays(visit: Visit) -> str:
    """Return what becomes of this set-up when the window closes now."""
    if visit.mode == "lab":
        return tr("The lab is a world of its own; it ends with this window, and nothing of it can be resumed.")
    if visit.check_only or not visit.answers.gitlab.url:
        return tr("Nothing was changed, and nothing of this is kept.")
    if visit.state("done") is StepState.DONE:
        return tr("This set-up stays in the list on the start page.")
    return tr("What you decided is kept; Resume on the start page goes on here. A token that is kept in memory is not.")


def question(visit: Visit, way: Page) -> Question | None:
    """Return what is to be asked before the window closes; None where nothing can be lost."""
    runs = way.writes_now()
    if runs == "test":
        return Question(
            tr("Stop the test and close?"),
            tr("The branch of the test is removed first, where it was made already."),
            tr("Stop and close"),
            tr("Keep going"),
            stops=True,
        )
    if runs:
        title = tr("Stop the changes and close?") if runs == "changes" else tr("Stop taking back and close?")
        said = tr("The change it works on is finished first; the journal keeps the rest, and Resume goes on with it.")
        if visit.mode == "lab":
            first = tr("The change it works on is finished first.")
            said = f"{first} {what_stays(visit)}"
        return Question(title, said, tr("Stop and close"), tr("Keep going"), stops=True)
    ends = visit.open_ends.sentences()
    if ends:
        return Question(
            tr("Close although something is left?"),
            "\n\n".join([*ends, what_stays(visit)]),
            tr("Close"),
            tr("Stay here"),
        )
    if visit.mode == "lab" and visit.session and visit.state("done") is not StepState.DONE:
        return Question(tr("Close the lab?"), what_stays(visit), tr("Close"), tr("Stay here"))
    return None


class Leaving:
    """Asks for one window, and lets it close."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell
        self._agreed = self._asking = False
        self._offered = ""
        """What the last Esc said that had nothing to cancel."""

    def what_cancel_does(self) -> str:
        """Return what stays when the window is closed; empty while there is something to cancel."""
        shell = self._shell
        return "" if shell.page.working() or shell.page is not shell.way else what_stays(shell.visit)

    def escape(self) -> None:
        """Cancel; but a key that is pressed by mistake does not close the window: it takes a second one."""
        shell = self._shell
        closes = shell.page is shell.way and shell.page.step != "start" and not shell.page.working()
        if closes and not self._is_offered() and question(shell.visit, shell.way) is None:
            self._offered = tr("Esc again closes the window. {what}", what=what_stays(shell.visit))
            shell.toast.say(self._offered, tr("Close"), shell.close)
        else:
            shell.cancel()

    def _is_offered(self) -> bool:
        """Tell whether the notice is still to be seen that a first Esc gave."""
        toast = self._shell.toast
        return bool(self._offered) and not toast.isHidden() and toast.text.text() == self._offered

    def may_close(self) -> bool:
        """Tell whether the window may close now; else it is asked, and the answer closes it later."""
        shell = self._shell
        asked = question(shell.visit, shell.way) if loop_runs() and not self._agreed else None
        if asked is not None and not self._asking:
            self._asking = True
            shell.visit.spawn(self._ask(asked), "window", "ask whether to close")
        return asked is None

    async def _ask(self, asked: Question) -> None:
        from wizard.ui.dialogs import confirm

        shell, way = self._shell, self._shell.way
        try:
            close = await confirm(shell, title=asked.title, why=asked.why, verb=asked.verb, keep=asked.keep)
            if close and asked.stops:
                way.stop_writing()
                while way.working():
                    await shell.visit.wait(0.05)
        finally:
            self._asking = False
        if close:
            # A test that was stopped may leave its branch: that is asked about once more.
            self._agreed = not (asked.stops and way.step == "verify")
            shell.close()
