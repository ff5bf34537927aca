"""The plan as people take it away: the JSON of `run --json`, Markdown for a ticket, a script of curl calls.

No secret is in any of them: the script asks for the token where it runs and keeps it out of arguments.
"""

import shlex

import msgspec

from wizard import changes
from wizard.changes import Values
from wizard.documents import shapes
from wizard.documents.sheet import Section, Sheet, Show, Table, as_markdown, one_line
from wizard.domain.gitlab import Json
from wizard.domain.text import T
from wizard.journey.values import Plan, PlanRow

_API = "/api/v4/"
_SETTINGS = "/api/v4/application/settings"
_PASSED_OVER = ("done", "left")
_SECRET = "password"  # noqa: S105 - the name of a field


def as_json(plan: Plan) -> str:
    """Return what `run --dry-run --json` prints for this plan."""
    document = {
        "format": shapes.FORMAT,
        "session": plan.session,
        "route": plan.answers.route.value,
        "plan": [shapes.change(row) for row in plan.rows],
        "applied": [],
        "findings": [shapes.finding(one) for one in plan.findings],
        "waiting": [],
        "proof": shapes.proof(None),
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode() + "\n"


def as_text(plan: Plan, show: Show = str) -> str:
    """Return the plan as Markdown: each change with before and after, then what only people can do."""
    heads = (T("Change"), T("Where"), T("Before"), T("After"), T("Can be undone"), T("Request"))
    rows = tuple(
        (
            row.title,
            row.where,
            "; ".join(row.shown_before) or T("empty"),
            "; ".join(row.shown_after) or T("empty"),
            T("yes") if row.reversible else T("no"),
            row.request,
        )
        for row in plan.rows
    )
    sections = [Section(T("Changes"), () if rows else (T("Nothing is left to change."),), Table(heads, rows))]
    if plan.tasks:
        tasks = tuple((task.title, task.who, str(task.minutes), task.link) for task in plan.tasks)
        table = Table((T("Task"), T("Who"), T("Minutes"), T("Page")), tasks)
        sections.append(Section(T("What only people can do"), (), table))
    lead = (
        T("From {gitlab} to {jira}.", gitlab=plan.answers.gitlab.url or "-", jira=plan.answers.jira.url or "-"),
        T("Nothing of it is done yet. It was made from what was there when the plan was read."),
    )
    return as_markdown(Sheet(T("Plan of the set-up"), lead, tuple(sections)), show)


_HEAD = """#!/usr/bin/env bash
# The changes of the plan for {gitlab} as curl calls, in order. Needs bash, curl and jq.
# Made from what was there when the plan was read: read the plan anew when that is long ago.
# The token is asked for here and handed to curl over a pipe: it stands in no argument and in no file.
set -euo pipefail

GITLAB_URL={url}
if [ -z "${{GITLAB_TOKEN:-}}" ]; then
  read -r -s -p "Token of an administrator of {host} (scope api): " GITLAB_TOKEN
  echo
fi

call() {{
  local method=$1 path=$2
  shift 2
  curl -sS --fail-with-body --proto '=https' --max-time 30 -X "$method" \\
    -K <(printf 'header = "PRIVATE-TOKEN: %s"\\n' "$GITLAB_TOKEN") "$@" "$GITLAB_URL$path"
}}
"""
_ASKING = """
# What GitLab shall sign in with at Jira is asked for once a user, and goes through pipes only.
ASKED_FOR=""
ask_for() {
  if [ "$ASKED_FOR" != "$1 at $2" ]; then
    read -r -s -p "Password or token of $1 at $2: " JIRA_SECRET
    echo
    ASKED_FOR="$1 at $2"
  fi
}
"""


def as_script(plan: Plan) -> str:
    """Return a shell script that makes the changes of this plan; what is no call of GitLab's API stands as a note."""
    url = plan.answers.gitlab.url
    host = one_line(url.split("//", 1)[-1].split("/", 1)[0])
    parts = [_HEAD.format(gitlab=one_line(url), url=shlex.quote(url), host=_in_quotes(host))]
    names: list[str] = []
    if any((_sends(row) or {}).get(_SECRET) for row in plan.rows if row.state not in _PASSED_OVER):
        parts.append(_ASKING)
    for number, row in enumerate((row for row in plan.rows if row.state not in _PASSED_OVER), 1):
        parts.append(_call(number, row))
        names += [name for name in row.after if row.request.endswith(_SETTINGS)]
    if names:
        wanted = ", ".join(f"{name}" for name in dict.fromkeys(names))
        parts.append(f"# Read back what was set.\ncall GET {_SETTINGS} | jq {shlex.quote('{' + wanted + '}')}\n")
    if plan.tasks:
        lines = [f"#   {one_line(str(task.title))} ({one_line(str(task.who))})" for task in plan.tasks]
        parts.append("\n".join(["# Then, by hand:", *lines]) + "\n")
    return "\n".join(parts)


def _in_quotes(text: str) -> str:
    return "".join(f"\\{char}" if char in '"$`\\' else char for char in text)


def _call(number: int, row: PlanRow) -> str:
    method, _, path = row.request.partition(" ")
    note = f"# {number}. {one_line(str(row.title))} ({one_line(str(row.where))})"
    if not path.startswith(_API):
        return f"{note}\n#    {one_line(row.request)}: the wizard does this, a script of curl calls cannot.\n"
    if _sends(row) is not None:
        return f"{note}\n{_as_json_call(method, path, row)}"
    fields = " \\\n  ".join(f"--data-urlencode {_field(name, value)}" for name, value in row.after.items())
    made = f"made_{_variable(row.id)}"
    return f"{note}\n{made}=$(call {shlex.quote(method)} {shlex.quote(path)} \\\n  {fields})\n"


def _sends(row: PlanRow) -> Values | None:
    """Return the fields of a change that sends other ones than the plan shows; None for all others."""
    try:
        change = changes.by_id(row.id)
    except KeyError:
        return None
    return None if change.sends is None else change.sends(row.before, row.after)


def _as_json_call(method: str, path: str, row: PlanRow) -> str:
    """Return a call whose body is JSON; a password comes from whoever runs the script, through pipes alone."""
    sent = dict(_sends(row) or {})
    secret = sent.pop(_SECRET) if sent.get(_SECRET) else None
    body = shlex.quote(msgspec.json.encode(sent).decode())
    into = f"call {shlex.quote(method)} {shlex.quote(path)} -H 'Content-Type: application/json' --data-binary @-"
    if secret is None:
        return f"printf '%s' {body} |\n  {into}\n"
    user = shlex.quote(str(row.after.get("username") or "the integration"))
    return (
        f"ask_for {user} {shlex.quote(str(row.after.get('url') or ''))}\n"
        "printf '%s' \"$JIRA_SECRET\" |\n"
        f"  jq -Rsc --argjson fields {body} '$fields + {{password: .}}' |\n  {into}\n"
    )


def _field(name: str, value: Json) -> str:
    if isinstance(value, bool):
        return shlex.quote(f"{name}={str(value).lower()}")
    change, dot, key = value.partition(".") if isinstance(value, str) else ("", "", "")
    if dot and change.startswith("gitlab-") and key.isidentifier():
        # A value that an earlier call of this script makes.
        return f'{shlex.quote(name + "=")}"$(jq -r .{key} <<<"$made_{_variable(change)}")"'
    return shlex.quote(f"{name}={'' if value is None else value}")


def _variable(change: str) -> str:
    return "".join(char if char.isalnum() else "_" for char in change)
