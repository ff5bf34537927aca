"""The table of what a sign-in must be able to do: the name, there or not, what for, and how to get it."""

from collections.abc import Sequence

from wizard.journey.permissions import ADMIN_MODE, API
from wizard.journey.values import Mark, Permission
from wizard.ui.i18n import show, tr
from wizard.ui.status_row import StatusRow

_TITLE_WIDTH = 150


def row(permission: Permission, *, asked: bool) -> StatusRow:
    """Return one row; `asked` tells whether anybody signed in yet."""
    made = StatusRow(f"sign-in.permission.{permission.name}", permission.name, title_width=_TITLE_WIDTH)
    use, how = show(permission.needed_for), show(permission.how)
    if permission.present:
        made.change(Mark.OK, use)
    elif permission.present is False:
        made.change(Mark.FAILED, tr("missing, for: {use}. To get it: {how}.", use=use, how=how))
    elif asked and permission.name in (API, ADMIN_MODE):
        made.change(Mark.WAITING, tr("{use}; this sign-in cannot say whether it is there", use=use))
    else:
        made.change(Mark.SKIPPED if asked else Mark.WAITING, use)
    return made


def rows(permissions: Sequence[Permission], *, asked: bool) -> list[StatusRow]:
    return [row(one, asked=asked) for one in permissions]
