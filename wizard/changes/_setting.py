"""What all changes of one application setting share: read it, compare it, put it, put the old value back."""

from collections.abc import Awaitable, Callable

from wizard.changes._base import Change, Context, Values
from wizard.domain.answers import Answers
from wizard.domain.gitlab import Json
from wizard.domain.text import Text

REQUEST = "PUT /api/v4/application/settings"


def plain(value: Json) -> str | bool | None:
    """Return a setting as it is written; an empty text and null are the same to GitLab."""
    if isinstance(value, bool):
        return value
    return str(value) if value not in (None, "") else None


def setting_change(
    change_id: str,
    name: str,
    *,
    title: Text,
    where: Text,
    rank: int,
    applies: Callable[[Answers], bool],
    value: Callable[[Context], Awaitable[str | bool | None]],
    said: Callable[[str], str] = str,
    same_place_as: str = "",
) -> Change:
    """Return the change of setting `name`; `value` gives what it shall be, "" to clear it, or None to leave it alone.

    `said` puts a value into words for the diff.
    """

    async def read(context: Context) -> Values:
        settings = await context.ports.gitlab.settings()
        return {name: plain(settings.get(name))}

    async def wanted(context: Context, before: Values) -> Values | None:
        goal = await value(context)
        return None if goal is None or before.get(name) == plain(goal) else {name: plain(goal)}

    async def write(context: Context, _before: Values, after: Values) -> Values:
        await context.ports.gitlab.put_settings({name: plain(after[name])})
        return {}

    def holds(now: Values, after: Values) -> bool:
        return now.get(name) == plain(after.get(name))

    async def undo(context: Context, before: Values, _after: Values, _made: Values) -> None:
        await context.ports.gitlab.put_settings({name: plain(before.get(name))})

    def shown(values: Values) -> tuple[str, ...]:
        found = values.get(name)
        return () if found is None else (said(str(found)),)

    return Change(
        change_id, title, where, REQUEST, rank, applies, read, wanted, write, holds, undo, shown,
        same_place_as=same_place_as, is_back=lambda now, before, _after: holds(now, before),
    )  # fmt: skip
