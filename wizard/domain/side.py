"""The two sites that a set-up connects."""

from typing import Literal

Side = Literal["gitlab", "jira"]
