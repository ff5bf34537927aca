"""Answers as others may get them: without the e-mail addresses of people."""

import re

from wizard.domain.answers import Answers

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def is_email(text: str) -> bool:
    """Tell whether a value is an e-mail address as a whole."""
    return _EMAIL.fullmatch(text.strip()) is not None


def without_emails(answers: Answers) -> Answers:
    """Return the answers without addresses; the name of a user of a Jira of one's own stays."""
    answers = answers.with_(jira_email="")
    return answers.with_(integration_username="") if is_email(answers.integration.username) else answers
