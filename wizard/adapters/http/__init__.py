"""The one place that speaks HTTP."""

from wizard.adapters.http.door import Door
from wizard.adapters.http.gitlab import HttpGitLab
from wizard.adapters.http.jira import HttpJira
from wizard.adapters.http.limits import Limits

__all__ = ["Door", "HttpGitLab", "HttpJira", "Limits"]
