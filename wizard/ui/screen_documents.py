"""What stands on the pages Start, Recipes and Done when people carry a set-up on: for their pictures."""

from collections.abc import Callable
from dataclasses import replace

from wizard.documents import hand_over
from wizard.documents.hand_over_reading import read
from wizard.ui import sample_values
from wizard.ui.pages.recipes import RecipesPage
from wizard.ui.pages.start import StartPage
from wizard.ui.sample_archive import TOLD
from wizard.ui.shell import Shell

_DAY_S = 86_400
MANY_SESSIONS = tuple(
    replace(
        sample_values.SESSION,
        id=f"{sample_values.SESSION.id}-{number}",
        started_at=sample_values.SESSION.started_at - number * _DAY_S,
        standing=3 if number % 3 else 0,
        done=number % 5 == 4,
    )
    for number in range(24)
)


def handed_over(shell: Shell) -> None:
    """Let a hand-over lie on the Start page."""
    one = hand_over.hand_over(sample_values.ANSWERS, "by-hand", sample_values.TASKS, TOLD, "link-groups")
    signed = hand_over.signed(
        one, by="Dana Admin", for_whom="Jira site administrator", at=TOLD.started_at, program="", world="live"
    )
    if isinstance(shell.page, StartPage):
        shell.page.show_handed(read(hand_over.write(signed)))


def recipe(recipe_id: str) -> Callable[[Shell], object]:
    """Return what opens a recipe."""

    def do(shell: Shell) -> None:
        if isinstance(shell.page, RecipesPage):
            shell.page.choose(recipe_id)

    return do
