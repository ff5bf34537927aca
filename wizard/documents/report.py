"""The report of a set-up: what was done, by whom, what was seen, whether it is proven. Without secrets.

Made from the journal alone, which never holds one.
"""

import time

from wizard.documents.sheet import Section, Sheet, Table
from wizard.domain.route import TITLES, Route
from wizard.domain.text import TN, T, Text
from wizard.journey.mark import Mark
from wizard.journey.telling import SAYS, Told, ToldCheck
from wizard.journey.values import Forecast

_MARKS: dict[Mark, Text] = {
    Mark.OK: T("in order"),
    Mark.WARNING: T("to look at"),
    Mark.FAILED: T("failed"),
    Mark.SKIPPED: T("not asked"),
    Mark.WAITING: T("waiting"),
    Mark.RUNNING: T("running"),
}


def report(told: Told, made_at: float, program: str, forecast: Forecast | None = None) -> Sheet:
    """Return the report; `program` is name and version of what made it."""
    answers = told.answers
    lead = (
        T("From {gitlab} to {jira}.", gitlab=answers.gitlab.url or "-", jira=answers.jira.url or "-"),
        TITLES[answers.route],
        T("Session {session}.", session=told.session),
        T("Made {at} by {program}. It holds no token and no password.", at=moment(made_at), program=program),
    )
    sections = (
        _proof(told),
        _changes(told),
        _tasks(told),
        _checks(told),
        _next(told, forecast),
        _undo(told),
    )
    return Sheet(T("Report of the set-up of GitLab and Jira"), lead, sections)


def moment(at: float) -> str:
    """Return a time as everybody reads it: 2026-11-22 03:16 UTC."""
    return time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime(at))


def _proof(told: Told) -> Section:
    proof = told.proof
    if proof is None:
        return Section(
            T("Proof"),
            (T("Not proven: no branch of a test has reached Jira since the last change. The page Verify runs it."),),
        )
    where = T(
        "Proven with branch {branch} of {project} for issue {issue}.",
        branch=proof.branch,
        project=told.answers.proof.project,
        issue=told.answers.proof.issue,
    )
    rows = tuple((hop.title, hop.where, "" if hop.ms is None else f"{hop.ms:.0f} ms") for hop in proof.hops)
    return Section(T("Proof"), (where,), Table((T("Hop"), T("Where"), T("Time")), rows))


def _changes(told: Told) -> Section:
    if told.answers.route is Route.SAAS:
        said = T("On GitLab.com the wizard changes nothing; the test alone makes a branch and removes it again.")
        return Section(T("Changes"), (said,))
    if not told.changes:
        return Section(T("Changes"), (T("This session changed nothing: all values were in place."),))
    heads = (T("Change"), T("Where"), T("Before"), T("After"), T("State"), T("When"))
    rows = tuple(
        (
            change.title,
            change.where,
            "; ".join(change.before) or T("empty"),
            "; ".join(change.after) or T("empty"),
            SAYS[change.state],
            moment(change.at),
        )
        for change in told.changes
    )
    return Section(T("Changes"), (), Table(heads, rows))


def _tasks(told: Told) -> Section:
    if not told.tasks:
        return Section(T("Done by hand"), (T("No task was seen done in this session."),))
    rows = tuple((task.title, task.who, SAYS[task.state], moment(task.at)) for task in told.tasks)
    return Section(T("Done by hand"), (), Table((T("Task"), T("Who"), T("State"), T("When")), rows))


def _checks(told: Told) -> Section:
    if not told.checks:
        return Section(T("Checks"), (T("No check was run in this session."),))
    rows = tuple(
        (check.title, _result(check), ", ".join(check.codes), check.seen_from.value, moment(check.at))
        for check in told.checks
    )
    heads = (T("Check"), T("Result"), T("Codes"), T("Seen from"), T("When"))
    return Section(T("Checks"), (), Table(heads, rows))


def _result(check: ToldCheck) -> Text:
    if check.skipped and check.mark is Mark.WARNING:
        return T("skipped: {reason}", reason=check.skipped)
    return _MARKS[check.mark]


def _next(told: Told, forecast: Forecast | None) -> Section:
    says = [
        T("Linked groups: {groups}.", groups=", ".join(told.answers.groups.paths) or "-"),
        T("From now on branches, commits and merge requests that name an issue show in its development panel."),
    ]
    if forecast is not None:
        says.insert(
            1,
            TN(
                "First sync: {n} project, 20 a minute, about {minutes} min.",
                "First sync: {n} projects, 20 a minute, about {minutes} min.",
                forecast.projects,
                minutes=max(forecast.minutes, 1),
            ),
        )
    return Section(T("What comes next"), tuple(says))


def _undo(told: Told) -> Section:
    if not told.standing:
        return Section(T("Undo"), (T("Nothing of this session stands outside; there is nothing to undo."),))
    return Section(
        T("Undo"),
        (
            T(
                "Changes that can be taken back: {count}. The page Done does it, and so does this command.",
                count=told.standing,
            ),
            T("What somebody else changed since stays as it is; what Jira has received stays there."),
        ),
        code=f"gitlab-jira-wizard undo --session {told.session}",
    )
