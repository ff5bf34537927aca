"""Recipe: one script for the GitLab host that looks at everything a desktop cannot see. It changes nothing."""

from wizard.documents.recipes import _rows
from wizard.documents.recipes._base import SELF_MANAGED, Case, Recipe
from wizard.documents.recipes._spelling import shell
from wizard.documents.sheet import Section, Sheet
from wizard.domain.text import T

_HEAD = """#!/bin/sh
# What only the GitLab host can see. It reads, it changes nothing. For packages of Linux (Omnibus).
say() { printf '\\n== %s\\n   good: %s\\n' "$1" "$2"; }
"""


def _applies(case: Case) -> bool:
    return case.route in SELF_MANAGED


def _make(case: Case) -> Sheet:
    parts = [_HEAD]
    for row in _rows.rows(case):
        if row.command and row.seen_from == _rows.ON_HOST:
            parts.append(f"say {shell(str(row.what))} {shell(str(row.good))}\n{row.command}\n")
    lead = (
        T("GitLab sends to Jira by itself; whether it can is seen on its host only."),
        T("Give this to whoever has a shell there, and compare each answer with what stands beside it."),
    )
    section = Section(T("Script"), code="\n".join(parts), file_name="gitlab-jira-look.sh")
    return Sheet(T("On the GitLab host"), lead, (section,))


RECIPE = Recipe("gitlab-host", T("GitLab host"), 150, _applies, _make)
