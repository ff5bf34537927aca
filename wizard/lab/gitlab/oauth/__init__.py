"""GitLab as OAuth 2 provider: applications, sign-in, consent, tokens."""
