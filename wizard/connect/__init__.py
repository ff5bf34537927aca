"""Atlassian Connect on paper: names, addresses, hashes and tokens. Nothing here talks to anybody."""
