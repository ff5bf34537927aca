"""The lab: a small internet on this machine with GitLab, GitLab.com and Jira Cloud on it."""
