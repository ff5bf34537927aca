"""Check: Jira's fields are as GitLab needs them: none required that it does not send, none hidden that it shows.

Source: GitLab docs, Jira issue integration, troubleshooting: Components is required; undefined method duedate.
"""

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import T

_TROUBLE = "GitLab docs: Jira issue integration, troubleshooting"
DUE = "duedate"


def _required(project: str, kind: str, fields: str) -> Finding:
    facts = {"project": project, "type": kind, "fields": fields}
    return Finding(
        "integration-fields-required",
        Severity.WARNING,
        T("No issue can be made of a vulnerability in {project}", project=project),
        T(
            "New issues of type {type} in {project} need {fields}, which GitLab does not send: Jira refuses them.",
            **facts,
        ),
        T(
            "Give {project} a type of its own for vulnerabilities without such fields, and choose it on the page "
            "Integration; or have the fields made optional.",
            **facts,
        ),
        _TROUBLE,
        facts,
        users_see=T("{fields} is required.", fields=fields),
        seen_from=SeenFrom.DESKTOP,
        page="integration",
    )


def _hidden(key: str) -> Finding:
    return Finding(
        "integration-field-hidden",
        Severity.WARNING,
        T("Jira hides the due date, and GitLab's page of an issue fails without it"),
        T("{key} came without the field duedate: the field configuration of its project hides it.", key=key),
        T("Have a Jira administrator show Due date in the field configuration of this project, then check again."),
        _TROUBLE,
        {"key": key, "field": DUE},
        users_see=T("500: undefined method 'duedate'"),
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    account, wanted = shared.account_of(ports), answers.integration
    found = []
    if wanted.vulnerabilities_project and wanted.vulnerabilities_issuetype:
        asked = await account.required_fields(wanted.vulnerabilities_project, wanted.vulnerabilities_issuetype)
        if asked:
            found.append(_required(wanted.vulnerabilities_project, wanted.vulnerabilities_issuetype, ", ".join(asked)))
    if wanted.project_keys and answers.proof.issue and DUE not in await account.fields_of(answers.proof.issue):
        found.append(_hidden(answers.proof.issue))
    return Result(tuple(found), T("required and hidden fields looked at"))


def _applies(answers: Answers) -> bool:
    wanted = answers.integration
    shows = bool(wanted.project_keys and answers.proof.issue)
    return shared.wanted(answers) and (shows or bool(wanted.vulnerabilities_project))


CHECK = Check(
    id="integration-fields",
    title=T("Jira's fields are as GitLab needs them"),
    why=T("One required field more, and no issue comes of a vulnerability; one hidden, and GitLab's page fails."),
    seen_from=SeenFrom.DESKTOP,
    run=shared.of_account(_run),
    applies=_applies,
    needs=("integration-project", "integration-issue"),
    rank=644,
)
