"""What is wrong with a token that belongs elsewhere: to the other side, or to a lab; its beginning tells."""

from wizard.domain.world import Mode
from wizard.ui.i18n import tr
from wizard.ui.token_field import TokenField


def foreign_token(field: TokenField, side: str, mode: Mode) -> str:
    """Return why the token that was typed is not sent to this side; empty where nothing speaks against it."""
    if mode != "lab" and field.of_lab():
        return tr("That is a token of a lab. It was not sent: no real site takes it. Enter one that was made there.")
    other = field.made_by()
    if side == "jira" and other == "gitlab":
        return tr("That is a token of GitLab. It was not sent; it belongs to the page Sign in to GitLab.")
    if side == "gitlab" and other == "jira":
        return tr("That is a token of an Atlassian account. It was not sent; it belongs to the page Jira.")
    return ""
