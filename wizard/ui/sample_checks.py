"""What the checks of the sample desk find. Troubles: checks (one blocks), wire (the rest waits for it), effects (two
follow from it), warned (one can be skipped), unconnected (nothing blocks, and nothing is set up).
"""

from collections.abc import Collection
from dataclasses import replace

from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.text import T
from wizard.journey.values import CheckRow, Mark
from wizard.ui import sample_values as sample

_CHAIN = Finding(
    "tls-chain-incomplete",
    Severity.BLOCKER,
    T("The certificate comes without its chain"),
    T("The server sends its own certificate only; programs that do not fetch the rest refuse it."),
    T("Let the web server send the full chain."),
    "GitLab docs: GitLab for Jira Cloud app, Prerequisites",
    {"host": "gitlab.example.com", "issuer": "R11, Let's Encrypt"},
    check="gitlab-certificate",
    seen_from=SeenFrom.DESKTOP,
)
_UNREACHABLE = Finding(
    "gitlab-unreachable",
    Severity.BLOCKER,
    T("GitLab.com does not reach the instance"),
    T("Its TLS handshake with {host} ends without an answer.", host="gitlab.example.com"),
    T("Mend the certificate first, then check again."),
    "GitLab docs: GitLab for Jira Cloud app, Prerequisites",
    {"host": "gitlab.example.com"},
    check="gitlab-reachable",
    seen_from=SeenFrom.GITLAB_COM,
    root=_CHAIN.code,
)
_NO_PREFLIGHT = replace(
    _UNREACHABLE,
    code="gitlab-cors",
    title=T("The browser may not call the instance"),
    cause=T("The preflight to {host} has no answer.", host="gitlab.example.com"),
    check="gitlab-cors",
    seen_from=SeenFrom.BROWSER,
    root=_UNREACHABLE.code,
)
_BEHIND_THE_WALL = {"gitlab-certificate": _CHAIN, "gitlab-reachable": _UNREACHABLE, "gitlab-cors": _NO_PREFLIGHT}
_ENDS = replace(sample.TOKEN_ENDS, severity=Severity.WARNING)
_MISSING = Finding(
    "not-connected",
    Severity.WARNING,
    T("GitLab and {host} are not connected", host="acme.atlassian.net"),
    T("Nothing that was checked is wrong, but this is not done: {left}.", left="Get the app in Jira"),
    T("Set it up with run, or with Connect in the window; what is in place already is left as it is."),
    "Help: check",
    {"host": "acme.atlassian.net", "left": "Get the app in Jira"},
    check="connection",
    seen_from=SeenFrom.DESKTOP,
)


def rows(troubles: Collection[str]) -> tuple[CheckRow, ...]:
    """Return what a run of the checks ends with."""
    found = sample.BLOCKED_CHECKS if "checks" in troubles else sample.CHECKS
    if "wire" in troubles:
        found = tuple(_behind_the_wire(row) for row in found)
    if "effects" in troubles:
        found = tuple(_behind_the_wall(row) for row in found)
    if "warned" in troubles:
        found = tuple(replace(row, findings=(_ENDS,)) if row.id == "gitlab-token-life" else row for row in found)
    return found


def missing(troubles: Collection[str]) -> Finding | None:
    """Return what is left until data can flow."""
    return _MISSING if "unconnected" in troubles else None


def _behind_the_wall(row: CheckRow) -> CheckRow:
    found = _BEHIND_THE_WALL.get(row.id)
    return replace(row, mark=Mark.FAILED, note=sample.NOTHING, findings=(found,)) if found else row


def _behind_the_wire(row: CheckRow) -> CheckRow:
    if row.id == "gitlab-certificate":
        return replace(row, mark=Mark.FAILED, note=sample.NOTHING, findings=(_CHAIN,))
    if row.id in ("gitlab-reachable", "gitlab-cors", "first-sync"):
        return replace(row, mark=Mark.SKIPPED, note=sample.NOTHING, ms=None, after="gitlab-certificate")
    return row
