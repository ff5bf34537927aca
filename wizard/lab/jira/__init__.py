"""A Jira Cloud site of the simulated internet."""

from wizard.lab.jira.host import JiraHost

__all__ = ["JiraHost"]
