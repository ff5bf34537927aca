"""Development information as GitLab writes it for Jira."""
