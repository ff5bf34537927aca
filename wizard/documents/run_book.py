"""The run book of a change window: everything that is done, in order, with boxes to tick, and the way back.

It stands by itself: whoever has it needs neither the wizard nor a network to read it. No secret is in it.
"""

from collections.abc import Sequence
from typing import Protocol

from wizard.documents import plan_export, recipes
from wizard.documents.sheet import Cell, Section, Sheet, Table
from wizard.documents.tickets import task_section, tickets
from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding
from wizard.domain.integration_address import web_url
from wizard.domain.route import Route
from wizard.domain.text import T, Text
from wizard.journey import proofs
from wizard.journey.values import Plan, PlanRow

_INSTALL = "jira-app-install"
_MOST_NAMED = 8
"""Changes in one cell of a table."""


class Assumed(Protocol):
    """What a plan takes for given of a world that nobody looked at."""

    @property
    def what(self) -> Text: ...
    @property
    def value(self) -> str: ...
    @property
    def used_by(self) -> tuple[str, ...]: ...


def run_book(
    plan: Plan, assumed: Sequence[Assumed] = (), more: Sequence[Section] = (), findings: Sequence[Finding] = ()
) -> Sheet:
    """Return the book; `more` are blocks to copy that belong behind it, such as lines for a console, `findings` what
    is known to be in the way.
    """
    gitlab, jira = plan.answers.gitlab.url or "GitLab", _jira(plan.answers)
    lead = [T("From {gitlab} to {jira}.", gitlab=gitlab, jira=jira)]
    if assumed:
        lead.append(T("Made without looking at either side: what is marked “assumed” is checked before it is used."))
    rows = [row for row in plan.rows if row.state not in ("done", "left")]
    before, after = _tasks(plan, before=True), _tasks(plan, before=False)
    sections = [
        *_in_the_way(findings),
        _beforehand(plan),
        *_assumptions(plan, assumed),
        *before,
        *(_change(number, row, assumed) for number, row in enumerate(rows, 1)),
        *_left(plan),
        *after,
        _proof(plan),
        *_way_back(rows),
        _signatures(),
        *_appendix(plan),
        *more,
    ]
    return Sheet(T("Run book: GitLab and Jira"), tuple(lead), tuple(sections))


def _jira(answers: Answers) -> str:
    alone = answers.route is Route.INTEGRATION
    return (web_url(answers) if alone else answers.jira.url) or "Jira"


def _who(plan: Plan) -> list[Text]:
    """Return a box for each person and secret that this plan needs."""
    found: list[Text] = []
    if on_route.own_gitlab(plan.answers):
        found.append(T("Somebody with administrator rights in GitLab is there, with an own token of scope api."))
    elif plan.rows:
        found.append(T("Somebody who may change the settings below is there, with an own token of scope api."))
    if any("jira" in str(task.who).lower() for task in plan.tasks):
        found.append(T("A Jira administrator is there."))
    if plan.answers.integration.wanted:
        found.append(T("The password or token of the Jira user that GitLab signs in with is at hand."))
    return found


def _beforehand(plan: Plan) -> Section:
    ticks = [T("The change window is agreed, and everybody below knows it."), *_who(plan)]
    if any(name == "ticket-network" for name, _sheet in tickets(plan)):
        ticks.append(T("The connections of the network are let through (see the ticket behind)."))
    if any(row.request.endswith(("/application/settings", "/applications")) for row in plan.rows):
        ticks.append(T("The settings that change were noted: Admin area, Settings, General; Admin area, Applications."))
    if any(row.request.endswith("/integrations/jira") for row in plan.rows):
        ticks.append(T("What the Jira issue integration is set to at these places was noted; “inventory” lists it."))
    heads = (T("What"), T("Value"))
    groups = ", ".join(plan.answers.groups.paths)
    rows: list[tuple[Cell, ...]] = [(T("Date and time"), ""), (T("Who leads"), ""), (T("Who may stop it"), "")]
    if groups:
        rows.append((T("Groups"), groups))
    return Section(T("Before you begin"), (), Table(heads, tuple(rows)), ticks=tuple(ticks))


def _in_the_way(findings: Sequence[Finding]) -> list[Section]:
    if not findings:
        return []
    rows = tuple((one.title, one.cause, one.fix) for one in findings)
    return [Section(T("What to know first"), (), Table((T("What"), T("Why"), T("What to do")), rows))]


def _assumptions(plan: Plan, assumed: Sequence[Assumed]) -> list[Section]:
    if not assumed:
        return []
    titles = {row.id: row.title for row in plan.rows}
    rows = tuple(
        (one.what, one.value, _used_by([str(titles.get(change, change)) for change in one.used_by])) for one in assumed
    )
    says = (T("Look at each of these first. Where one is not so, stop: the steps below may be others then."),)
    table = Table((T("Assumed"), T("Value"), T("Used by")), rows)
    ticks = tuple(T("Checked: {what}: {value}", what=one.what, value=one.value or "-") for one in assumed)
    return [Section(T("What is assumed"), says, table, ticks=ticks)]


def _used_by(titles: Sequence[str]) -> Cell:
    return ", ".join(titles) if len(titles) <= _MOST_NAMED else T("{n} changes", n=len(titles))


def _change(number: int, row: PlanRow, assumed: Sequence[Assumed]) -> Section:
    names = tuple(dict.fromkeys((*row.before, *row.after)))
    values = tuple((name, _value(row.before.get(name)), _value(row.after.get(name))) for name in names)
    unseen = any(row.id in one.used_by for one in assumed)
    before = T("Before (assumed)") if unseen else T("Before")
    says: list[Cell] = [T("Where: {where}", where=row.where), T("Request: {request}", request=row.request)]
    if row.finding is not None:
        says.append(T("To be decided first: {title}. {fix}", title=row.finding.title, fix=row.finding.fix))
    ticks: list[Text] = [T("Done."), T("Looked at again: it holds what stands under After.")]
    if not row.reversible:
        ticks.insert(0, T("It cannot be undone; whoever may stop it agreed."))
    title = T("Change {number}: {title}", number=number, title=row.title)
    table = Table((T("Field"), before, T("After")), values) if values else None
    return Section(title, tuple(says), table, ticks=tuple(ticks))


def _value(value: object) -> Cell:
    if value is None or value == "":
        return T("empty")
    if isinstance(value, bool):
        return T("on") if value else T("off")
    text = str(value)
    change, dot, name = text.partition(".")
    if dot and change.startswith("gitlab-") and name.isidentifier():
        return T("what the change “{change}” gave as {name}", change=change, name=name)
    return text


def _left(plan: Plan) -> list[Section]:
    left = [row for row in plan.rows if row.state == "left" and row.finding is not None]
    if not left:
        return []
    rows = tuple((row.title, row.finding.title, row.finding.fix) for row in left if row.finding is not None)
    heads = (T("Change"), T("Why"), T("What to do"))
    return [Section(T("What is not planned yet"), (), Table(heads, rows))]


def _tasks(plan: Plan, *, before: bool) -> list[Section]:
    chosen = [task for task in plan.tasks if task.before is before]
    title = T("By hand, before the changes") if before else T("By hand")
    parts = [task_section(number, task) for number, task in enumerate(chosen, 1)]
    return [Section(title, (T("Only people can do these."),)), *parts] if parts else []


def _proof(plan: Plan) -> Section:
    answers = plan.answers
    issue, ticks = answers.proof.issue or T("the key of an issue"), list[Text]()
    if proofs.of_app(answers):
        project = answers.proof.project or T("a project of a linked group")
        ticks += [
            T("In {project} make a branch whose name begins with {issue}.", project=project, issue=issue),
            T("Within two minutes the branch stands in the development panel of that issue."),
            T("The branch is removed again."),
        ]
    if answers.integration.wanted:
        project = answers.proof.project or T("a project with the integration")
        ticks += [
            T("In {project} make a commit whose message names {issue}.", project=project, issue=issue),
            T("Within two minutes the issue has a link to the commit, and a comment where comments are on."),
            T("Commit, link and comment are removed again."),
        ]
    return Section(T("Proof"), (), ticks=(*ticks, T("The command “run” with these answers says that data flows.")))


def _way_back(rows: Sequence[PlanRow]) -> list[Section]:
    if not rows:
        return []
    says = (T("Newest first. Look before each step: what somebody else changed since is left alone."),)
    ticks = tuple(_back(row) for row in reversed(rows) if row.reversible)
    return [Section(T("The way back"), says, ticks=ticks)]


def _back(row: PlanRow) -> Text:
    if row.id == _INSTALL:
        return T(
            "{title}: leave it installed. To remove it deletes all that Jira shows from GitLab, and a site that takes "
            "no descriptors any more does not get it back ({where})",
            title=row.title, where=row.where,
        )  # fmt: skip
    if row.before:
        return T("{title}: put back {values} ({where})", title=row.title, values=_back_to(row), where=row.where)
    return T("{title}: remove what was made ({where})", title=row.title, where=row.where)


def _back_to(row: PlanRow) -> Cell:
    """Return what was there, on one line; a single field that held nothing in the reader's words."""
    if row.shown_before:
        return "; ".join(row.shown_before)
    if len(row.before) == 1:
        return T("{name}: {value}", name=next(iter(row.before)), value=_value(next(iter(row.before.values()))))
    return ", ".join(f"{name}: {_value(value)}" for name, value in row.before.items())


def _signatures() -> Section:
    heads = (T("Role"), T("Name"), T("Date and time"), T("Signature"))
    rows = tuple((role, "", "", "") for role in (T("GitLab"), T("Jira"), T("Network"), T("Who leads")))
    return Section(T("Signed"), (), Table(heads, rows))


def _appendix(plan: Plan) -> list[Section]:
    """Return what is only needed where it is needed: the changes as a script, tickets, and recipes for the network."""
    found = []
    if plan.rows:
        said = T("The same changes as calls of curl; the token is asked for and stands nowhere.")
        found.append(
            Section(T("Behind: script"), (said,), code=plan_export.as_script(plan), file_name="changes.sh")
        )  # fmt: skip
    for _name, sheet in tickets(plan):
        found += [Section(sheet.title, sheet.lead), *sheet.sections]
    case = recipes.case_of(plan.answers)
    for recipe in recipes.fitting(case):
        sheet = recipe.make(case)
        found += [Section(T("Behind: {title}", title=sheet.title), sheet.lead), *sheet.sections]
    return found
