"""What all checks together say: the line below the heading, and the verdict for who only came to look."""

from collections.abc import Sequence

from wizard.domain.findings import Finding, blocks
from wizard.domain.text import Text
from wizard.journey.values import CheckRow, Mark
from wizard.ui.i18n import show, tr, trn
from wizard.ui.info_bar import Tone

UNASKED = (Mark.WAITING, Mark.RUNNING)


def summary(rows: Sequence[CheckRow], *, running: bool, unasked: int) -> str:
    """Return how many hold and how many block; `unasked` is how many were left out by a stop or a failure."""
    asked = [row for row in rows if row.mark not in UNASKED]
    if not asked or running:
        return tr("Nothing is changed. {done} of {all} checks have answered.", done=len(asked), all=len(rows))
    holds = sum(row.mark is Mark.OK for row in rows)
    stops = sum(blocks(row.findings) for row in rows)
    held = tr("Nothing is changed. {holds} of {all} checks hold", holds=holds, all=len(rows))
    if stops:
        told = trn("{held}; {n} blocks this method.", "{held}; {n} block this method.", stops, held=held)
    elif unasked:
        told = trn("{held}; {n} was not asked.", "{held}; {n} were not asked.", unasked, held=held)
    else:
        told = tr("{held}; nothing blocks.", held=held)
    warned = sum(row.mark is Mark.WARNING and not blocks(row.findings) for row in rows)
    return trn("{told} {n} warns.", "{told} {n} warn.", warned, told=told) if warned else told


def verdict(rows: Sequence[CheckRow], missing: Finding | None) -> tuple[Tone, str]:
    """Return what somebody who looks at an existing connection came for, in one sentence."""
    stops = sum(blocks(row.findings) for row in rows)
    if stops:
        said = trn(
            "The connection does not hold: {n} check blocks it. Its card says why.",
            "The connection does not hold: {n} checks block it. Their cards say why.",
            stops,
        )
        return "error", said
    if missing is not None:
        left = "; ".join(show(Text(one)) for one in missing.facts.get("left", "").split("; "))
        return "warn", tr("The two are not connected. Left to do: {left}.", left=left)
    said = tr(
        "GitLab and Jira are connected, as far as can be read. A test with a branch would prove it; it writes, so it "
        "is not run here."
    )
    return "ok", said
