"""The second half of a walk: the plan, the changes, the tasks, the proof, and everything taken back."""

from tests.e2e.walk import wrong
from tests.e2e.walk.accessible_tree import Node
from tests.e2e.walk.before import back_from
from tests.e2e.walk.finding import with_identifier
from tests.e2e.walk.lab_control import LabControl
from tests.e2e.walk.walk import Walk
from tests.e2e.walk.ways import Way

REPORT = "walk-report.md"
_MADE = "done.change.table"
SET_UP = "The set-up is done"
"""What the page says of changes that stand and are not proven any more."""


def review_and_apply(walk: Walk, way: Way, lab: LabControl | None, gitlab: str) -> None:
    """Apply what the plan says; with a lab to break, somebody changes a setting first, and a write gets no answer."""
    walk.page("Review the plan")
    if not way.changes:
        if lab is not None:
            _read_again(walk, lab)
        walk.verb("Go on to the tasks")
        walk.said("Nothing is changed on gitlab.com")
        walk.look_at_names()
        walk.picture("review")
        walk.press("Ctrl+Return")
        return
    _apply(walk, way, lab, gitlab, "somebody changes a setting", "/api/v4/application/settings")


def review_and_apply_integration(walk: Walk, way: Way, lab: LabControl | None, gitlab: str) -> None:
    """Apply the changes of the integration alone; with a lab to break, somebody sets it meanwhile."""
    walk.page("Review the plan")
    _apply(walk, way, lab, gitlab, "somebody sets the integration", "/api/v4/projects/")


def _apply(walk: Walk, way: Way, lab: LabControl | None, gitlab: str, meanwhile: str, written_at: str) -> None:
    """Go through a plan of changes and make them; `meanwhile` is met before, and `written_at` is refused at first."""
    walk.verb(_verb(way.changes))
    walk.look_at_names()
    walk.round()
    walk.picture("review")
    if lab is not None:
        walk.meet(meanwhile)
        walk.press("Ctrl+Return")
        walk.said("What is there changed since this plan was read")
        walk.heard("What is there changed since this plan was read")
        walk.look_at_names()
        walk.picture("review-drift")
        walk.tab_to("review.again")
        walk.press("space")
        walk.gone("What is there changed since this plan was read")
        walk.verb(_verb(way.changes + way.more_after_drift))
        walk.mend("review", wrong.DRIFT)
        lab.fault("http-status", host=gitlab, method="PUT", path_prefix=written_at, status=503)
    walk.tab_to("bar.verb")
    walk.press("Return")
    if lab is not None:
        walk.card("apply.card-0", "apply-trouble")
        lab.lift("http-status")
        walk.press("Ctrl+Return")
    back_from(walk, "By hand" if way.tasks else "Prove it", "The changes are made")
    if lab is not None:
        walk.mend("apply", wrong.NOT_WRITTEN)
    walk.look_at_names()
    walk.picture("apply")
    walk.press("Ctrl+Return")


def _verb(changes: int) -> str:
    return "Apply 1 change" if changes == 1 else f"Apply {changes} changes"


def _read_again(walk: Walk, lab: LabControl) -> None:
    """Find that the plan could not be read, and read it again once GitLab answers."""
    walk.card("review.card-0", "review-not-read")
    lab.lift("http-status")
    walk.tab_to("review.card-0.again")
    walk.press("space")
    walk.absent("review.card-0")
    walk.mend("review", wrong.NOT_READ)


def by_hand(walk: Walk, way: Way, lab: LabControl | None) -> None:
    walk.page("By hand")
    walk.verb("Let the lab do all")
    walk.look_at_names()
    walk.round()
    walk.picture("by-hand")
    for task in way.tasks:
        if lab is not None and task == way.stopped:
            lab.fault(way.in_the_way)
            _press_and_wait(walk, f"by-hand.{task}.do")
            walk.card(f"by-hand.card.{task}", "by-hand-trouble", ": failed")
            lab.lift(way.in_the_way)
        _press_and_wait(walk, f"by-hand.{task}.do")
    back_from(walk, "Prove it", "By hand")
    walk.said("All tasks are done")
    if lab is not None:
        walk.mend("by-hand", way.in_the_way)
    walk.picture("by-hand-done")
    walk.press("Ctrl+Return")


def _press_and_wait(walk: Walk, button: str) -> None:
    """Press “Let the lab do it” and wait until the page shows the task anew."""
    shown = walk.control(button).reference
    walk.tab_to(button)
    walk.press("space")

    def anew(root: Node) -> Node | None:
        found, verb = with_identifier(root, button), with_identifier(root, "bar.verb", "enabled")
        return verb if found is None or found.reference != shown else None

    walk.until(f"the end of {button}", anew)


def verify(walk: Walk, lab: LabControl | None) -> None:
    walk.page("Prove it")
    walk.verb("Run test")
    walk.round()
    if lab is not None:
        lab.fault("gitlab-branch-refused")
        walk.press("Ctrl+Return")
        walk.page("It does not work yet")
        walk.card("verify.card-0", "verify-trouble")
        lab.lift("gitlab-branch-refused")
    walk.press("Ctrl+Return")
    walk.page("It works")
    walk.verb("Next")
    if lab is not None:
        walk.mend("verify", wrong.NO_BRANCH)
    walk.look_at_names()
    walk.picture("verify")
    walk.press("Ctrl+Return")
    walk.page("GitLab and Jira are connected")
    walk.said("The first sync sends what is there already: ")
    walk.look_at_names()
    walk.picture("done")
    walk.meet("connected")


def keep_report(walk: Walk) -> None:
    """Save the report where there is no folder, read why not, and save it where there is one."""
    _save_report(walk, f"missing/{REPORT}")
    walk.said(f"{REPORT} could not be written")
    walk.heard(f"{REPORT} could not be written")
    walk.look_at_names()
    walk.picture("done-no-folder")
    _save_report(walk, REPORT)
    walk.heard(f"{REPORT} is saved in")
    walk.gone(f"{REPORT} could not be written")
    walk.mend("done", wrong.NO_FOLDER)


def _save_report(walk: Walk, file: str) -> None:
    walk.tab_to("done.report")
    walk.press("space", "Down", "Return")
    walk.control("done.save")
    walk.fill_file("QApplication.done.save.fileNameEdit", file)
    walk.press("Return")
    walk.absent("done.save")


def undo(walk: Walk, way: Way, *, trouble: bool, stands: str = "GitLab and Jira are connected") -> None:
    """Take it back; where nothing was changed there is nothing to take back and no button for it.

    `stands` is what the page says until then.
    """
    if way.changes:
        _answer_undo(walk, "Escape", stands)
        if way.stays:
            _answer_undo(walk, "Return", "Partly undone")
            walk.look_at_names()
            walk.picture("partly-undone")
            _press_and_wait(walk, f"by-hand.{way.stays}.do")
        _answer_undo(walk, "Return", "The set-up is undone")
        if trouble and way.stays:
            walk.mend("done", wrong.NOT_UNDONE)
        if way.closes:
            _press_and_wait(walk, f"by-hand.{way.closes}.do")
        walk.round()
        walk.picture("undone")
    walk.meet("undone")


def undo_one(walk: Walk, place: str) -> None:
    """Choose one change in the table by Space, and take back that one alone."""
    walk.tab_to(_MADE)
    walk.arrow_to(place, "Down")
    walk.press("space")
    walk.said("Undo what is chosen: 1 change")
    _answer_undo(walk, "Return", SET_UP)
    walk.said("What was chosen is undone; the rest stands as it did.")
    walk.look_at_names()
    walk.picture("one-undone")


def _answer_undo(walk: Walk, answer: str, then: str) -> None:
    walk.tab_to("done.undo")
    walk.press("space")
    walk.said(" on ")
    walk.focus_on("confirm.keep")
    walk.look_at_names()
    walk.tab_to("confirm.verb", "Shift+Tab")
    walk.picture(f"undo-{answer.lower()}")
    walk.press(answer)
    walk.absent("confirm.keep")
    walk.page(then)
    walk.verb("Close")
