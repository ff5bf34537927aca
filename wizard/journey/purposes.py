"""What requests were sent for: titles for the ids that they are recorded under, whatever is known of their set-up."""

import contextlib
from functools import cache

from wizard import changes, checks
from wizard.domain.text import T, Text
from wizard.journey import byhand, kind_hops, mention_hops, proof_hops

_BESIDE = {"inventory": T("Inventory"), "sign-out": T("Sign-out")}


@cache
def _known() -> dict[str, Text]:
    titles = {check.id: check.title for check in checks.ALL} | {task.id: task.title for task in byhand.ALL}
    hops = (*proof_hops.ALL, *kind_hops.of(kind_hops.KINDS), *mention_hops.ALL)
    return _BESIDE | titles | {hop.name: hop.title for hop in hops}


def title_of(purpose: str) -> Text | None:
    """Return the title of a check, change, task or hop, or of a reading beside them; None for another id."""
    with contextlib.suppress(KeyError, ValueError):
        return changes.by_id(purpose).title
    return _known().get(purpose)
