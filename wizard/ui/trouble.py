"""What a call that failed as a whole means for the person in front of the window."""

from wizard.domain.errors import PortError, Refused, SecretMissing, StoreFailed, Unexpected, Unreachable
from wizard.domain.findings import Finding, Severity
from wizard.domain.text import T, Text

_OTHER = (
    T("The step could not be done"),
    T("The answer was {code}."),
    T("Try again; if it stays, copy the details into a ticket."),
)
_FAMILIES: tuple[tuple[type[PortError], tuple[Text, Text, Text]], ...] = (
    (
        Unreachable,
        (
            T("{host} could not be reached"),
            T("There was no answer on the way to the host: {code}."),
            T("Look at the address, at VPN and proxy, and try again."),
        ),
    ),
    (
        SecretMissing,
        (
            T("There is no token for {host}"),
            T("The token is neither in the keyring nor in memory."),
            T("Go back to the sign-in and enter it again."),
        ),
    ),
    (
        StoreFailed,
        (
            T("The journal could not be written"),
            T("What is done must be on disk before it is done; the disk refused: {code}."),
            T("Nothing was sent. Make room or give the program its folder back, then try again."),
        ),
    ),
    (
        Refused,
        (
            T("{host} refused the request"),
            T("The other side understood and said no: {code}."),
            T("Look at the rights of the token and at what the server said, then try again."),
        ),
    ),
    (
        Unexpected,
        (
            T("{host} gave an answer that cannot be used"),
            T("What came back is not what this address gives: {code}."),
            T("Look whether a proxy or a sign-in page stands in between, then try again."),
        ),
    ),
)


def explain(error: PortError, host: str = "") -> Finding:
    """Return the finding for an error of a port; `host` when the error does not say it."""
    texts = next((texts for family, texts in _FAMILIES if isinstance(error, family)), _OTHER)
    facts = {"host": error.facts.get("host") or host or "?", "code": error.code}
    title, cause, fix = (Text(text.message, facts) for text in texts)
    shown = {key: value for key, value in error.facts.items() if value}
    return Finding(error.code, Severity.BLOCKER, title, cause, fix, source="", facts=shown)
