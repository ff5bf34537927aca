"""What failed on this computer: no token at hand, no place to write."""

from wizard.checks.trouble._base import Trouble
from wizard.domain.text import T

_HELP = "Help: What is kept on this computer"

STORE_FAILED = Trouble(
    "store-failed",
    T("What must be on disk could not be written"),
    T("The journal of this set-up could not be written ({error}); nothing was sent."),
    T("Make room on the disk, or give this user the right to write into the program's data folder; then go on."),
    _HELP,
)

STORE_FAILED_LATE = Trouble(
    "store-failed",
    T("What must be on disk could not be written"),
    T("A change was sent, and the journal of this set-up could not take down how it ended ({error})."),
    T("Make room on the disk, then run the same set-up again: it reads back what is there before it writes anything."),
    _HELP,
)

TROUBLES = {
    "secret-missing": Trouble(
        "secret-missing",
        T("There is no token for {host}"),
        T(
            "No token for {host} is known: it was forgotten, the keyring is locked, or it was kept for another "
            "session only."
        ),
        T("Go back to the sign-in page for {host} and enter the token again."),
        _HELP,
    ),
    "address-gets-no-token": Trouble(
        "address-gets-no-token",
        T("No token is sent to this address"),
        T("{typed} is neither a GitLab at https:// nor a Jira site below atlassian.net. Nothing was sent there."),
        T("Go back to the page GitLab or Jira and enter the right address; in an answers file mend url."),
        _HELP,
    ),
    "store-in-use": Trouble(
        "store-in-use",
        T("Another window of this program is at work"),
        T("The journal is held by another running copy of this program, and two must not write it."),
        T("Go on in the other window, or close it and start again here."),
        _HELP,
    ),
    "store-newer": Trouble(
        "store-newer",
        T("The data on this computer belong to a newer version"),
        T("A newer version of this program has written its data here; this one would damage them."),
        T("Start the newer version, or update this one."),
        _HELP,
    ),
    "lab-not-answering": Trouble(
        "lab-not-answering",
        T("The lab does not answer"),
        T(
            "The lab at {lab} did not say where names lead ({reason}): it has ended, or this computer is too busy. "
            "Neither GitLab nor Jira is to blame, and nothing real was touched."
        ),
        T("Try again. If it stays, end this window or command and start the lab anew."),
        "Help: lab",
    ),
    "lab-answer-unusable": Trouble(
        "lab-answer-unusable",
        T("The lab gives an answer that cannot be used"),
        T(
            "The lab at {lab} answered in a way that this version does not understand ({reason}). Neither GitLab nor "
            "Jira is to blame, and nothing real was touched."
        ),
        T("End the lab and start it from the same version of this program, then try again."),
        "Help: lab",
    ),
    "token-of-another-host": Trouble(
        "token-of-another-host",
        T("The token in GJW_GITLAB_TOKEN belongs to another GitLab"),
        T("It was used for {used} in this run, so it does not go to {host}. Nothing was sent there."),
        T("Give the token for {host} as {variable}, or sign in there on the page Sign-in. Then try again."),
        _HELP,
    ),
    "integration-secret-missing": Trouble(
        "integration-secret-missing",
        T("Nobody said what GitLab signs in with at {host}"),
        T("For the Jira issue integration the token or password of {user} is needed, and none is kept or given."),
        T("Enter it on the page Integration, or give it as GJW_INTEGRATION_TOKEN. Then try again."),
        _HELP,
    ),
    "integration-token-of-another-host": Trouble(
        "integration-token-of-another-host",
        T("The token in GJW_INTEGRATION_TOKEN belongs to another Jira"),
        T("It was asked for by {used} in this run, so it does not go to {host}. Nothing was sent there."),
        T("Enter the token for {host} on the page Integration, or start again with the token of {host} alone."),
        _HELP,
    ),
    "token-of-lab": Trouble(
        "token-of-lab",
        T("This is a token of a lab"),
        T("The token for {host} was made by a lab of this program and opens nothing outside it. It was not sent."),
        T(
            "Make a token on {host} and enter it on its page, or give it by the environment. To work in the lab, start "
            "with --lab, or --lab-at and the lab's ready file."
        ),
        _HELP,
    ),
    "person-failed": Trouble(
        "person-failed",
        T("The task by hand did not work"),
        T("The person of the lab met this message: {said}"),
        T("Read the message as an admin would meet it, mend what it names, and do the task again."),
        "Help: By-hand tasks",
    ),
    "lab-not-started": Trouble(
        "lab-not-started",
        T("The lab did not start"),
        T("The lab is a program of its own on this computer. It did not come up: {why}"),
        T("Close other labs, or free memory and disk space; then close this window and open the lab again."),
        "Help: lab",
    ),
    "lab-window-failed": Trouble(
        "lab-window-failed",
        T("The window with the lab did not open"),
        T("A second window of this program could not be started, or ended at once: {why}"),
        T("Close other windows of this program and try again. The set-up here goes on without the lab."),
        "Help: lab",
    ),
    "plan-undecided": Trouble(
        "plan-undecided",
        T("The plan has something to decide first"),
        T("These changes cannot be applied as they stand: {rows}."),
        T("Open the review page, read the findings of these changes, and decide them there."),
        "Help: Review",
    ),
    "plan-outdated": Trouble(
        "plan-outdated",
        T("This plan belongs to another set-up"),
        T("It was made for the set-up {planned}; the one at work is {session}. Nothing was sent."),
        T("Go back to Review: the plan is made anew."),
        "Help: Review",
    ),
    "session-unreadable": Trouble(
        "session-unreadable",
        T("This set-up was written by another version"),
        T("Its answers cannot be read by this version: {problem}."),
        T("Open it with the version that wrote it, or begin a new set-up; what is in place already is found."),
        _HELP,
    ),
    "session-missing": Trouble(
        "session-missing",
        T("This set-up is not on this computer"),
        T("No journal of such a set-up was found here: it was made on another computer, or its data were removed."),
        T("Begin a new set-up; what is in place already is found and left as it is."),
        _HELP,
    ),
}

UNFORESEEN = Trouble(
    "call-failed",
    T("A call did not work"),
    T("A call to {host} failed in a way that this version does not know ({error})."),
    T("Try again; if it stays, report the code {error} together with the time."),
    _HELP,
)
