"""Turns failed calls into findings: what each code that ports raise means, where it happened and what to do next."""

import re
from collections.abc import Mapping

from wizard.checks.trouble import account_side, certificate, gitlab_side, install, jira_side, network, own_side, sign_in
from wizard.checks.trouble._base import Trouble
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.text import Text

__all__ = ["CODES", "finding_of"]

_ANYWHERE: Mapping[str, Trouble] = {
    **network.TROUBLES,
    **certificate.TROUBLES,
    **own_side.TROUBLES,
    **sign_in.TROUBLES,
    **install.TROUBLES,
}
_SIDES = {
    "gitlab": (gitlab_side.TROUBLES, gitlab_side.STATUS),
    "jira": (jira_side.TROUBLES, jira_side.STATUS),
    "account": (account_side.TROUBLES, account_side.STATUS),
}
_STATUS = re.compile(r"http-([1-5][0-9]{2})")
_UNSAID = dict.fromkeys(
    ("host", "path", "status", "said", "rows", "key", "descriptor", "waited", "retry_after"), "unknown"
)

CODES: frozenset[str] = frozenset(
    trouble.code
    for catalogue in (_ANYWHERE, gitlab_side.TROUBLES, jira_side.TROUBLES, account_side.TROUBLES)
    for trouble in catalogue.values()
) | {one.code for one in (gitlab_side.STATUS, jira_side.STATUS, own_side.STORE_FAILED, own_side.UNFORESEEN)}
"""Every finding code that `finding_of` can give."""


def finding_of(error: PortError, check: str, seen_from: SeenFrom) -> Finding:
    """Return the finding for a failed call that `check` (or a change, or a hop) met."""
    trouble = _trouble_of(error, check)
    found = _STATUS.match(error.code)
    known = {"status": found[1]} if found else {}
    facts = {**_place(error), **known, **error.facts, "error": error.code}
    told = {**_UNSAID, **facts}

    def said(text: Text) -> Text:
        return Text(text.message, told)

    return Finding(
        code=trouble.code,
        severity=Severity.BLOCKER,
        title=said(trouble.title),
        cause=said(trouble.cause),
        fix=said(trouble.fix),
        source=trouble.source,
        # Of a call that an answer came to, "sent: no" would read as if it had never left.
        facts={**facts, **({"sent": "yes"} if error.sent else {})},
        users_see=trouble.users_see,
        check=check,
        seen_from=seen_from,
        task=trouble.task,
        call=error.call,
    )


def _place(error: PortError) -> dict[str, str]:
    """Return the host for an error that only names where a proxy was to lead."""
    target = error.facts.get("target", "")
    return {"host": target} if target and "/" not in target else {}


def _trouble_of(error: PortError, check: str) -> Trouble:
    if error.code in _ANYWHERE:
        return _ANYWHERE[error.code]
    if error.code.startswith("store-"):
        return own_side.STORE_FAILED_LATE if error.sent else own_side.STORE_FAILED
    catalogue, other_status = _SIDES[_side_of(error, check)]
    if error.code in catalogue:
        return catalogue[error.code]
    return other_status if _STATUS.match(error.code) else own_side.UNFORESEEN


def _side_of(error: PortError, check: str) -> str:
    """Return the side that answered: as the error says, else by its host, else by what was asked."""
    named = error.facts.get("side", "")
    if named in _SIDES:
        return named
    about_jira = check.startswith("jira") or error.facts.get("host", "").endswith(".atlassian.net")
    return "jira" if about_jira else "gitlab"
