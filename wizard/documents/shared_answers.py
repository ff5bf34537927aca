"""Answers as others may get them: without the e-mail addresses of people, and the day on which their tokens end."""

import re
from collections.abc import Mapping

from wizard.domain.answers import Answers

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


def is_email(text: str) -> bool:
    """Tell whether a value is an e-mail address as a whole."""
    return _EMAIL.fullmatch(text.strip()) is not None


def without_emails(answers: Answers) -> Answers:
    """Return the answers without addresses; the name of a user of a Jira of one's own stays.

    Who takes them over signs in to Jira with a token of their own, which ends on another day.
    """
    answers = answers.with_(jira_email="", jira_token_expires="")
    wanted = answers.integration
    if any(is_email(name) for name in (*wanted.new_users, *wanted.new_users.values())):
        answers = answers.with_(integration_new_users=_unnamed(wanted.new_users))
    return answers.with_(integration_username="") if is_email(wanted.username) else answers


def _unnamed(users: Mapping[str, str]) -> Mapping[str, str]:
    """Return who becomes whom, with empty names where the new one is an address; old ones that are stay out."""
    return {old: "" if is_email(new) else new for old, new in users.items() if not is_email(old)}
