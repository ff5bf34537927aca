"""What is wrong with a move to another Jira and its mapping, and with sending a password again."""

import re
from collections.abc import Mapping

from wizard.domain.answers import Answers
from wizard.domain.findings import Finding
from wizard.domain.jira_integration import Auth, IntegrationAnswers
from wizard.domain.text import T, Text
from wizard.steps._integration_finding import finding as _finding

_KEY = re.compile(r"[A-Z][A-Z_0-9]+")
_NUMBER = re.compile(r"[0-9]{1,18}")


def problems(answers: Answers) -> list[Finding]:
    """Return the faults of move and renewal."""
    wanted = answers.integration
    found = [_renews_alone()] if wanted.renew_password and (wanted.from_url.strip() or wanted.inherit) else []
    tables = {"new_users": wanted.new_users, "new_keys": wanted.new_keys, "new_transitions": wanted.new_transitions}
    named = [name for name, table in tables.items() if table]
    if named and not wanted.from_url.strip():
        return [*found, _no_move(", ".join(named))]
    return [*found, *_users(wanted), *_keys(wanted.new_keys), *_transitions(wanted.new_transitions)]


def _users(wanted: IntegrationAnswers) -> list[Finding]:
    if wanted.new_users and wanted.auth is not Auth.BASIC:
        return [_nameless()]
    return [
        _unreadable("new_users", old, new, T("Both users must be named."))
        for old, new in wanted.new_users.items()
        if not old.strip() or not new.strip()
    ]


def _keys(table: Mapping[str, str]) -> list[Finding]:
    expected = T("Keys of Jira projects are capital letters and digits, such as PLAT.")
    return [
        _unreadable("new_keys", old, new, expected)
        for old, new in table.items()
        if not (_KEY.fullmatch(old) and _KEY.fullmatch(new))
    ]


def _transitions(table: Mapping[str, str]) -> list[Finding]:
    expected = T("Transitions are named by their numbers; an empty new one leaves the old one out.")
    return [
        _unreadable("new_transitions", old, new, expected)
        for old, new in table.items()
        if not (_NUMBER.fullmatch(old) and (new == "" or _NUMBER.fullmatch(new)))
    ]


def _unreadable(table: str, old: str, new: str, expected: Text) -> Finding:
    return _finding(
        "integration-mapping-unreadable",
        T("A line of the mapping cannot be read"),
        T(
            "In {table} stands {old} = {new}. {expected}",
            table=table,
            old=old or "-",
            new=new or "-",
            expected=expected,
        ),
        T("Correct the line: the name at the old Jira stands first, the one at the new Jira behind it."),
        table=table,
        old=old,
        new=new,
    )


def _no_move(tables: str) -> Finding:
    return _finding(
        "integration-mapping-without-move",
        T("A mapping is given, and no move"),
        T("{tables} tell what becomes of an old Jira's names, and no old Jira is named.", tables=tables),
        T("Set from_url under [integration] to the address of the old Jira, or leave these tables out."),
        tables=tables,
    )


def _nameless() -> Finding:
    return _finding(
        "integration-mapping-nameless",
        T("This way to sign in names no user"),
        T("Users of the old Jira shall become others, and with a token of this kind GitLab sends no name of a user."),
        T("Leave new_users out, or sign in with e-mail and API token (auth basic)."),
    )


def _renews_alone() -> Finding:
    return _finding(
        "integration-renew-alone",
        T("A password is sent again by itself"),
        T("To send the password again changes nothing else, and these answers also want a move or inheriting."),
        T("Leave renew_password out: a move sends the password along. Or leave out from_url and inherit."),
    )
