"""Pure makers of what people take away: plan, report, hand-over, recipes, explained messages."""

from wizard import __version__

PROGRAM = f"gitlab-jira-wizard {__version__}"
"""What stands in a document as its maker."""
