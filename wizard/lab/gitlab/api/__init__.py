"""The REST API of GitLab, version 4."""
