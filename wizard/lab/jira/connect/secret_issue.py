"""Shared secrets: the site may issue a new one at any time, and an app that misses it is refused from then on.

Source: GitLab's documentation of the re-issue; Atlassian's open source of 2016 for the rest of a secret's life.
"""

import secrets

from wizard.lab.jira.connect.registry import InstalledApp


def new_secret() -> str:
    """Return a secret that nobody has."""
    return secrets.token_urlsafe(48)


class SecretIssues:
    """Which apps were given a new secret that they have not used yet, and the one they had before."""

    def __init__(self) -> None:
        self._before: dict[str, str] = {}

    def reissue(self, app: InstalledApp) -> None:
        """Give the app a new secret, once until it is taken back or used; telling the app is somebody else's."""
        if app.key not in self._before:
            self._before[app.key] = app.secret
            app.secret = new_secret()

    def heard(self, app: InstalledApp) -> None:
        """The app has used its secret, or was told it with its consent: there is no way back."""
        self._before.pop(app.key, None)

    def is_told(self, app: InstalledApp) -> bool:
        return app.key not in self._before

    def take_back(self, app: InstalledApp) -> None:
        """Give the app its former secret again, unless it has used the new one."""
        app.secret = self._before.pop(app.key, app.secret)
