"""Tickets for people who own a part that the wizard cannot change: the network, and Jira. Each stands by itself."""

from wizard.documents.recipes import Case, case_of
from wizard.documents.recipes._flows import GITLAB_COM_HOST, Flow, flows
from wizard.documents.sheet import Cell, Section, Sheet, Table
from wizard.domain.answers import Answers
from wizard.domain.route import Route
from wizard.domain.text import TN, T, Text
from wizard.journey.values import Plan, TaskRow

_JIRA = "jira"


def tickets(plan: Plan) -> tuple[tuple[str, Sheet], ...]:
    """Return the tickets of this plan by the name of their file; who has nothing to do gets none."""
    found = []
    if plan.answers.route is not Route.DVCS:
        found.append(("ticket-network", network_ticket(plan.answers)))
    tasks = tuple(task for task in plan.tasks if _JIRA in str(task.who).lower())
    if tasks:
        found.append(("ticket-jira", jira_ticket(plan.answers, tasks)))
    return tuple(found)


def network_ticket(answers: Answers) -> Sheet:
    """Return what the people of the network have to let through, why, and how they see that it works."""
    case = case_of(answers)
    known = flows(case)
    hosts = {"gitlab": case.gitlab.host, "jira": case.jira.host}
    lead = (
        T("We connect {gitlab} with {jira} and ask for these connections.", **hosts),
        T("All are HTTPS; nothing else is needed. Nothing on the way may open the encryption."),
    )
    heads = (T("From"), T("To"), T("Direction"), T("Why"))
    table = Table(heads, tuple(_row(flow) for flow in known))
    sections = [Section(T("Connections"), (), table)]
    for flow in known:
        if flow.ranges is not None:
            said = T("As of {date}, from {source}. They change.", date=flow.ranges.read_on, source=flow.ranges.source)
            lines = "".join(f"{network}\n" for network in flow.ranges.networks)
            sections.append(Section(T("Addresses of {owner}", owner=flow.ranges.owner), (said,), code=lines))
    sections.append(_how_to_see(case, known))
    return Sheet(T("Ticket: connections for GitLab and Jira"), lead, tuple(sections))


def _row(flow: Flow) -> tuple[Cell, ...]:
    direction: Text = T("incoming") if flow.inbound else T("outgoing")
    return (flow.source, f"{flow.target}:{flow.port}", direction, flow.why)


def _how_to_see(case: Case, known: tuple[Flow, ...]) -> Section:
    """Return the boxes, with lines to try where there is a host to try them on."""
    outgoing, incoming = T("Outgoing connections are let through."), T("Incoming connections are let through.")
    both = (outgoing, incoming) if any(flow.inbound for flow in known) else (outgoing,)
    if case.gitlab.host == GITLAB_COM_HOST:
        return Section(T("How to see that it works"), ticks=(T("The addresses are on the allowlist."),))
    lines = [
        f"curl -sS -o /dev/null -w '%{{http_code}} %{{ssl_verify_result}}\\n' https://{flow.target}:{flow.port}/"
        for flow in known
        if not flow.inbound
    ]
    says = (T("On the host of GitLab each line gives a status and 0; a time-out or a certificate error is a no."),)
    return Section(T("How to see that it works"), says, code="\n".join(lines) + "\n", ticks=both)


def jira_ticket(answers: Answers, tasks: tuple[TaskRow, ...]) -> Sheet:
    """Return what a Jira administrator has to do, with every value, in the order in which it is done."""
    lead = (
        T("We connect {gitlab} with {jira}. These steps need a Jira administrator; no token is asked for.",
          gitlab=answers.gitlab.url or "GitLab", jira=answers.jira.url or "Jira"),
        TN("Together they take about {n} minute. Tell us when they are done.",
           "Together they take about {n} minutes. Tell us when they are done.", sum(task.minutes for task in tasks)),
    )  # fmt: skip
    return Sheet(
        T("Ticket: steps in Jira"), lead, tuple(task_section(number, one) for number, one in enumerate(tasks, 1))
    )


def task_section(number: int, task: TaskRow) -> Section:
    """Return a task by hand with a box for each of its steps."""
    says: list[Cell] = [T("Who: {who}", who=task.who), TN("About {n} minute.", "About {n} minutes.", task.minutes)]
    if task.link:
        says.append(T("Page: {link}", link=task.link))
    table = None
    if task.values:
        heads = (T("Value"), T("To copy"))
        table = Table(heads, tuple((value.label, value.value) for value in task.values))
    return Section(T("{number}. {title}", number=number, title=task.title), tuple(says), table, ticks=task.steps)
