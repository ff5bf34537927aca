"""Signing in to the site: API tokens, app tokens, and the form with its session cookie."""
