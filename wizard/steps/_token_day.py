"""What is said of a last day of a token that is no day; whether it is over is a check, for it depends on today."""

from wizard.domain.text import T, Text
from wizard.domain.token_day import day_of


def unreadable(typed: str) -> bool:
    """Tell whether something stands there that is no day."""
    return bool(typed.strip()) and day_of(typed) is None


def said(typed: str) -> tuple[Text, Text, Text]:
    """Return title, cause and fix."""
    return (
        T("This is no day"),
        T("The day on which the token ends is written as 2027-11-22, and here stands {typed}.", typed=typed.strip()),
        T("Enter year, month and day like this, or leave it empty."),
    )
