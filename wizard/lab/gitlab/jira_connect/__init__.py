"""The Connect app as GitLab serves it under `/-/jira_connect`, and its link to Jira."""
