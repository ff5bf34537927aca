"""The GitLab–Jira setup wizard."""

__version__ = "0.1.0"
