"""Check: texts that GitLab has rendered link to the Jira of the integration, and to none that was there before.

Source: GitLab docs, Jira issue integration, Migrate from Jira Server to Jira Cloud; Invalidate the Markdown cache.
"""

from wizard.checks import _integration as shared
from wizard.checks._base import Check, Result
from wizard.connect.jira_links import linked_jiras
from wizard.domain.answers import Answers
from wizard.domain.findings import Finding, SeenFrom, Severity
from wizard.domain.ports import Ports
from wizard.domain.text import TN, T


def _cached(project: str, old: str, new: str) -> Finding:
    facts = {"project": project, "old": old, "new": new}
    return Finding(
        "integration-markdown-cached",
        Severity.ADVICE,
        T("Older texts in GitLab still link to {old}", old=old),
        T(
            "GitLab keeps texts as they were rendered: in {project} issue keys lead to {old}, although the "
            "integration is to lead to {new}.",
            **facts,
        ),
        T(
            "After the change raise local_markdown_version by one in the application settings, or let the plan do it "
            "(refresh_markdown under [integration]): GitLab then renders each text anew when it is next read, which "
            "costs a busy instance time for a while."
        ),
        "GitLab docs: Invalidate the Markdown cache",
        facts,
        seen_from=SeenFrom.DESKTOP,
    )


async def _run(answers: Answers, ports: Ports) -> Result:
    web, path = shared.web_of(answers), answers.proof.project
    project = await ports.gitlab.project(path)
    if project is None or web is None:
        return Result(note=T("there is nothing to look at"))
    texts = await ports.gitlab.rendered_texts(project.id)
    others = [one for text in texts for one in linked_jiras(text) if str(one) != str(web)]
    if others and answers.integration.refresh_markdown:
        return Result(note=T("older texts link to {old}; the plan has them rendered anew", old=str(others[0])))
    found = (_cached(path, str(others[0]), str(web)),) if others else ()
    return Result(found, TN("{n} text looked at", "{n} texts looked at", len(texts)))


def _applies(answers: Answers) -> bool:
    return shared.wanted(answers) and bool(answers.proof.project)


CHECK = Check(
    id="integration-markdown",
    title=T("Older texts link to the right Jira"),
    why=T("GitLab keeps rendered texts with their links, also when the integration leads elsewhere."),
    seen_from=SeenFrom.DESKTOP,
    run=_run,
    applies=_applies,
    needs=("gitlab-token",),
    rank=588,
    advised=True,
)
