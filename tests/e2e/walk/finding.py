"""Finds things in a tree as it was read: by identifier, by what they say, by the focus."""

from tests.e2e.walk.accessible_tree import Node

_COLUMNS = 3
_TITLE = ".heading.title"
VIEWPORT = ".qt_scrollarea_viewport"
"""End of the identifier of what shows a part of something larger."""


def with_identifier(root: Node, identifier: str, *states: str) -> Node | None:
    return next((node for node in root.walk() if node.identifier == identifier and node.is_(*states)), None)


def saying(root: Node, words: str) -> Node | None:
    return next((node for node in root.walk() if words in node.name and node.is_("showing")), None)


def titled(root: Node, title: str) -> Node | None:
    titles = [node for node in root.walk() if node.role == "heading" and node.identifier.endswith(_TITLE)]
    return next((node for node in titles if node.name == title and node.is_("showing")), None)


def hides(node: Node) -> bool:
    """Tell whether what lies outside of this cannot be seen."""
    return node.role in ("frame", "dialog") or node.identifier.endswith(VIEWPORT)


def focused(root: Node) -> Node | None:
    """Return the control with the focus.

    The current cell of a table says that it has the focus even while the table has not.
    """
    return next((node for node in root.walk() if node.is_("focused") and node.role != "cell"), None)


def with_another_row(row: tuple[str, ...], root: Node) -> Node | None:
    return root if current_row(root) != row else None


def current_row(root: Node) -> tuple[str, ...]:
    """Return what stands in the cells of the row where the table's cursor is."""
    cells = [node for node in root.walk() if node.role == "cell"]
    at = next((number for number, cell in enumerate(cells) if cell.is_("focused")), None)
    if at is None:
        return ()
    start = at - at % _COLUMNS
    return tuple(cell.name for cell in cells[start : start + _COLUMNS])
