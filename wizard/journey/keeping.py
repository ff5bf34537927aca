"""What it means when the keyring cannot keep a token: the set-up goes on, and the token lives in memory only."""

from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.secrets import KeyringState
from wizard.domain.text import T, Text


def _finding(code: str, cause: Text, fix: Text) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ADVICE,
        title=T("The token is kept for this session only"),
        cause=cause,
        fix=fix,
        source="Help: What is kept on this computer",
        check="keyring",
        seen_from=SeenFrom.DESKTOP,
    )


_FINDINGS: dict[KeyringState, Finding] = {
    KeyringState.MISSING: _finding(
        "keyring-missing",
        T("There is no keyring on this computer that this program uses."),
        T("Go on: the token is forgotten when the program ends. Or start a keyring service (Linux: Secret Service)."),
    ),
    KeyringState.LOCKED: _finding(
        "keyring-locked",
        T("The keyring is locked, and nobody unlocked it."),
        T("Unlock the keyring and sign in again, or go on with the token for this session only."),
    ),
    KeyringState.HANGING: _finding(
        "keyring-hanging",
        T("The keyring did not answer within three seconds."),
        T("Look for a hidden prompt of the keyring and sign in again, or go on with the token for this session only."),
    ),
    KeyringState.LYING: _finding(
        "keyring-lying",
        T("The keyring said that it kept the token, but does not give it back."),
        T("Check which keyring service runs on this computer, or go on with the token for this session only."),
    ),
}


def finding(state: KeyringState) -> Finding | None:
    """Return what to say about the keyring; None when it is ready."""
    return _FINDINGS.get(state)
