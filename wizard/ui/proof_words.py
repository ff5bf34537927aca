"""What is said of a test that proved the connection: when that was, and what it stood on."""

import time

from wizard.journey.values import EarlierProof, Proof
from wizard.ui.i18n import show, tr, trn
from wizard.ui.marks import duration
from wizard.ui.step_titles import TITLES


def moment(at: float) -> str:
    """Return the hour of a moment of today, its day as well of another one; local time."""
    then = time.localtime(at)
    today = then[:3] == time.localtime()[:3]
    return time.strftime("%H:%M" if today else "%Y-%m-%d %H:%M", then)


def proven_before(earlier: EarlierProof) -> str:
    """Return when it was proven, and whose answers changed since."""
    steps = ", ".join(show(TITLES[step]) for step in earlier.changed)
    return trn(
        "Proven at {time}, before an answer on {steps} changed.",
        "Proven at {time}, before answers on {steps} changed.",
        len(earlier.changed),
        time=moment(earlier.proof.at),
        steps=steps,
    )


def covered(earlier: EarlierProof) -> str:
    """Return what an earlier test showed, and of which groups."""
    took, groups = duration(earlier.proof.panel_ms), ", ".join(earlier.groups)
    if not groups:
        return tr("a branch reached the development panel in {time}; the answers were others then", time=took)
    return tr("a branch reached the development panel in {time}; the groups were {groups}", time=took, groups=groups)


def arrived(proof: Proof) -> str:
    """Return how long a branch took into Jira, and when that was seen where it is known."""
    took = duration(proof.panel_ms)
    if not proof.at:
        return tr("a branch reached the development panel in {time}", time=took)
    return tr("a branch reached the development panel in {time}; tested at {at}", time=took, at=moment(proof.at))
