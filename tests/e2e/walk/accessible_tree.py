"""The accessibility tree of the one program on a bus, as a screen reader reads it: AT-SPI over D-Bus, nothing of Qt."""

from __future__ import annotations

import select
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from jeepney import (  # type: ignore[import-untyped]  # it has no types
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    Properties,
    message_bus,
    new_method_call,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]  # as above

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
_EVENTS = DBusAddress("/org/a11y/atspi/registry", "org.a11y.atspi.Registry", "org.a11y.atspi.Registry")
_ANNOUNCED = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object", member="Announcement")
_ANSWER_S = 30.0
_ON_SCREEN = 0
"""AT-SPI's coordinate type that counts from the corner of the screen."""
_ROLES = {
    11: "combo box", 31: "list",
    16: "dialog", 20: "filler", 23: "frame", 29: "label", 39: "panel", 40: "password", 43: "button", 44: "radio",
    55: "table", 56: "cell", 61: "text", 75: "application", 83: "heading",
}  # fmt: skip
_LEAVES = frozenset({"combo box", "heading", "list", "label", "password", "button", "radio", "cell", "text"})
"""What such an object has inside says the same again."""
_STATES = {
    1: "active", 4: "checked", 7: "editable", 8: "enabled", 11: "focusable", 12: "focused", 25: "showing",
    30: "visible",
}  # fmt: skip

Reference = tuple[str, str]


@dataclass
class Node:
    """One accessible object as it was when it was read."""

    reference: Reference
    parent: Node | None = field(repr=False)
    name: str = ""
    identifier: str = ""
    role: str = ""
    states: frozenset[str] = frozenset()
    children: list[Node] = field(default_factory=list, repr=False)

    def walk(self) -> Iterator[Node]:
        """Yield the node and all below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()

    def ancestors(self) -> Iterator[Node]:
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def is_(self, *states: str) -> bool:
        return self.states.issuperset(states)


def session_bus_child(session_bus: str) -> str:
    """Return the address of the accessibility bus, which the session bus knows."""
    with open_dbus_connection(session_bus) as session:
        call = new_method_call(DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress")
        answer = session.send_and_get_reply(call, timeout=_ANSWER_S)
    return str(answer.body[0])


class AccessibleTree:
    """Reads whole trees; all questions about one level of the tree travel together.

    Role and identifier of an object never change, so each object is asked for them once.
    """

    def __init__(self, session_bus: str) -> None:
        self._bus: DBusConnection = open_dbus_connection(session_bus_child(session_bus))
        self._known: dict[Reference, tuple[str, str]] = {}
        self.announced: list[str] = []
        """What a screen reader was given to say, in order; whoever has heard something clears it."""
        # A program sends these events once somebody has registered for them.
        for wish in (message_bus.AddMatch(_ANNOUNCED), _registration("object:announcement")):
            self._bus.send_and_get_reply(wish, timeout=_ANSWER_S)

    def close(self) -> None:
        self._bus.close()

    def wait_for_news(self, at_most_s: float) -> None:
        """Return when something arrives from the bus, or after the time."""
        select.select([self._bus.sock], [], [], at_most_s)

    def read(self, *, names: bool = True) -> Node:
        """Return what is visible now; what vanishes while it is read is left out."""
        root = Node(_REGISTRY, None)
        level = self._children([root])
        while level:
            level = self._children([node for node in self._described(level, names) if node.role not in _LEAVES])
        return root

    def _children(self, parents: Sequence[Node]) -> list[Node]:
        answers = self._ask([_call(node.reference, _ACCESSIBLE, "GetChildren") for node in parents])
        found = []
        for parent, answer in zip(parents, answers, strict=True):
            found += [Node((str(bus), str(path)), parent) for bus, path in (answer[0] if answer else ())]
        return found

    def _described(self, nodes: Sequence[Node], names: bool) -> list[Node]:
        """Fill in the nodes, hang the visible ones below their parents and return those."""
        self._get_to_know([node for node in nodes if node.reference not in self._known])
        states = self._ask([_call(node.reference, _ACCESSIBLE, "GetState") for node in nodes])
        seen = []
        for node, state in zip(nodes, states, strict=True):
            node.role, node.identifier = self._known.get(node.reference, ("", ""))
            node.states = _named(state[0]) if state else frozenset()
            # The program itself is no part of a window; below it, what is not visible is of no concern.
            if node.parent is not None and (node.role == "application" or node.is_("visible")):
                seen.append(node)
        said = self._ask([_property(node, "Name") for node in seen]) if names else [None] * len(seen)
        for node, name in zip(seen, said, strict=True):
            node.name = str(name[0][1]) if name else ""
            if node.parent is not None:
                node.parent.children.append(node)
        return seen

    def _get_to_know(self, nodes: Sequence[Node]) -> None:
        roles = self._ask([_call(node.reference, _ACCESSIBLE, "GetRole") for node in nodes])
        identifiers = self._ask([_property(node, "AccessibleId") for node in nodes])
        for node, role, identifier in zip(nodes, roles, identifiers, strict=True):
            if role and identifier:
                self._known[node.reference] = _ROLES.get(role[0], f"role {role[0]}"), str(identifier[0][1])

    def text(self, node: Node) -> str:
        """Return what stands in a field."""
        answer = self._ask([_call(node.reference, "org.a11y.atspi.Text", "GetText", "ii", (0, -1))])[0]
        return str(answer[0]) if answer else ""

    def place(self, node: Node) -> tuple[int, int, int, int]:
        """Return left, top, right and bottom on the screen."""
        call = _call(node.reference, "org.a11y.atspi.Component", "GetExtents", "u", (_ON_SCREEN,))
        answer = self._ask([call])[0]
        assert answer is not None, f"{node.identifier} has no place on the screen"
        left, top, width, height = answer[0]
        return left, top, left + width, top + height

    def _ask(self, questions: Sequence[Message]) -> list[tuple[Any, ...] | None]:
        """Return the answers in the order of the questions; None for an object that is gone."""
        waiting: dict[int, int] = {}
        answers: list[tuple[Any, ...] | None] = [None] * len(questions)
        for number, question in enumerate(questions):
            serial = next(self._bus.outgoing_serial)
            waiting[serial] = number
            self._bus.send(question, serial=serial)
        while waiting:
            message = self._bus.receive(timeout=_ANSWER_S)
            if message.header.message_type is MessageType.signal and _ANNOUNCED.matches(message):
                self.announced.append(str(message.body[3][1]))
            place = waiting.pop(message.header.fields.get(HeaderFields.reply_serial, -1), None)
            if place is not None and message.header.message_type is MessageType.method_return:
                answers[place] = message.body
        return answers


def _call(
    reference: Reference, interface: str, method: str, signature: str = "", body: tuple[Any, ...] = ()
) -> Message:
    at = DBusAddress(reference[1], reference[0], interface)
    return new_method_call(at, method, signature or None, body)


def _registration(event: str) -> Message:
    return new_method_call(_EVENTS, "RegisterEvent", "sass", (event, [], ""))


def _property(node: Node, name: str) -> Message:
    return Properties(DBusAddress(node.reference[1], node.reference[0], _ACCESSIBLE)).get(name)


def _named(words: Sequence[int]) -> frozenset[str]:
    bits = words[0] | words[1] << 32
    return frozenset(name for bit, name in _STATES.items() if bits >> bit & 1)


def drawn(root: Node) -> str:
    """Return a tree as text, one object that has a name a line."""
    lines = []
    for node in root.walk():
        if node.name:
            depth = sum(1 for _ in node.ancestors())
            states = " ".join(sorted(node.states - {"visible"}))
            identifier = "" if node.role == "label" else f"[{node.identifier}] "
            lines.append(f"{'  ' * depth}{node.role} {identifier}{node.name!r} {states}")
    return "\n".join(lines)
