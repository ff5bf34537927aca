"""Jira Server and Data Center: a Jira of one's own, of a version between 6.4 and 10.3."""

from wizard.lab.jira_server.host import JiraServerHost

__all__ = ["JiraServerHost"]
