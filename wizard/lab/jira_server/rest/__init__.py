"""`/rest/api/2` of a Jira of one's own, its sessions and its personal access tokens."""
