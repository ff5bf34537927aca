"""Texts of merge requests as GitLab shows them: keys of Jira issues are links to the Jira of the integration.

Source: gitlabhq lib/banzai/filter/references/external_issue_reference_filter.rb; classes of the link are recalled.
"""

import re
from html import escape
from typing import Final

from wizard.lab.gitlab.instance import Instance
from wizard.lab.gitlab.jira_issues.inheritance import integration_of
from wizard.lab.gitlab.world.projects import Project
from wizard.lab.gitlab.world.records import MergeRequest

_KEY: Final = re.compile(r"\b[A-Z][A-Z0-9_]+-\d+\b")


def rendered(gitlab: Instance, project: Project, one: MergeRequest) -> dict[str, str]:
    """Return title and description as HTML, from the cache where they are kept."""
    version = int(gitlab.setting("local_markdown_version"))
    cache = gitlab.markdown

    def html(part: str, text: str) -> str:
        return cache.html((project.id, one.iid, part), version, text, lambda: _linked(text, _jira(gitlab, project)))

    return {"title_html": html("title", one.title), "description_html": html("description", one.description)}


def _jira(gitlab: Instance, project: Project) -> str:
    """Return the address that keys link to, empty where they are mere text."""
    old = gitlab.markdown.old_jira(int(gitlab.setting("local_markdown_version")))
    settings = integration_of(gitlab, project)
    return old or ("" if settings is None else str(settings["url"]))


def _linked(text: str, jira: str) -> str:
    plain = escape(text)
    if not jira:
        return plain
    address = f"{escape(jira)}/browse"
    return _KEY.sub(lambda key: f'<a href="{address}/{key[0]}" class="gfm gfm-issue">{key[0]}</a>', plain)
