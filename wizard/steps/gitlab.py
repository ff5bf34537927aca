"""Step: the address of GitLab, an own one or GitLab.com.

Source: GitLab docs, "Connect the GitLab for Jira Cloud app for self-managed instances" (public instance, HTTPS) and
"Jira issue integration" (no relative URL).
"""

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, Severity
from wizard.domain.text import T, Text
from wizard.domain.url import Note, read_instance_url
from wizard.steps._base import Field, Step

SOURCE = "GitLab docs: GitLab for Jira Cloud app, Prerequisites"
_EXAMPLE = "https://gitlab.example.com"
_RULES: dict[str, tuple[Severity, Text, Text]] = {
    "gitlab-url-unreadable": (
        Severity.BLOCKER,
        T("The address of GitLab cannot be read"),
        T("Copy the address from your browser while GitLab's start page is open, and paste it here."),
    ),
    "gitlab-url-token": (
        Severity.BLOCKER,
        T("There is a token where the address of GitLab belongs"),
        T("Enter the address here; a token is asked for on the next page, or comes by the environment or the keyring."),
    ),
    "gitlab-url-not-https": (
        Severity.BLOCKER,
        T("The address of GitLab must start with https://"),
        T(
            "Serve GitLab over HTTPS (external_url in gitlab.rb) and enter the https:// address; Jira accepts "
            "nothing else."
        ),
    ),
    "gitlab-url-private": (
        Severity.WARNING,
        T("This address means something inside your network only"),
        T("Enter the public address of GitLab, or put a reverse proxy with a public name in front of it."),
    ),
    "gitlab-url-address": (
        Severity.WARNING,
        T("This is an address without a name"),
        T("Enter the name that GitLab's certificate is made for."),
    ),
    "gitlab-url-relative": (
        Severity.WARNING,
        T("GitLab runs under a path"),
        T(
            "Go on: the app for Jira Cloud works under a path. For the Jira issue integration GitLab needs an "
            "address of its own (external_url without a path)."
        ),
    ),
    "gitlab-url-page": (
        Severity.BLOCKER,
        T("This looks like a page of GitLab, not its start"),
        T("Enter the address of GitLab's start page, without the part that belongs to the page."),
    ),
    "gitlab-url-is-jira": (
        Severity.BLOCKER,
        T("This is a Jira site, not a GitLab"),
        T("Enter the address of your GitLab here; the Jira site is asked for on its own page."),
    ),
}


def _empty() -> Finding:
    return Finding(
        "gitlab-url-empty",
        Severity.BLOCKER,
        T("The address of GitLab is missing"),
        T("Everything starts from the address of your own GitLab, and none was entered."),
        T(
            "Enter it on the page GitLab, or as url under [gitlab] in the answers file, for example {example}.",
            example=_EXAMPLE,
        ),
        SOURCE,
        page="gitlab",
        fix_here=T("Enter it, for example {example}.", example=_EXAMPLE),
    )


def _finding(note: Note, typed: str) -> Finding | None:
    if note.code not in _RULES:
        return None
    severity, title, fix = _RULES[note.code]
    # What stands before an @ may be a password: a text that cannot be read is not repeated.
    facts = {} if note.code in ("gitlab-url-unreadable", "gitlab-url-token") else {"url": typed}
    return Finding(note.code, severity, title, note.text, fix, SOURCE, facts)


def _problems(answers: Answers) -> list[Finding]:
    typed = answers.gitlab.url.strip()
    if not typed:
        return [_empty()]
    found = [_finding(note, typed) for note in read_instance_url(typed).notes]
    return [finding for finding in found if finding is not None]


STEP = Step(
    id="gitlab",
    rank=200,
    title=T("Which GitLab?"),
    lead=T(
        "The instance is looked at without any sign-in first: its name, its certificate, and whether it is GitLab at "
        "all."
    ),
    fields=(Field("gitlab_url", T("Address of GitLab"), T("Any page of it will do."), _EXAMPLE),),
    problems=_problems,
)
