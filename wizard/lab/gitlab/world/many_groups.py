"""Groups without projects, as many as asked for: an instance as large companies have."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from wizard.lab.gitlab.world.chance import NOUNS, pick
from wizard.lab.gitlab.world.namespaces import Namespace
from wizard.lab.gitlab.world.people import DEVELOPER, MAINTAINER, OWNER, REPORTER

_FIRST_ID: Final = 1_000_000
_FAMILY: Final = 20
"""A top-level group and what is below it."""
_DEEPEST: Final = 4
_ROLES: Final = (OWNER, MAINTAINER, MAINTAINER, DEVELOPER, REPORTER, 0)


@dataclass(frozen=True, slots=True)
class ManyGroups:
    """The groups and the roles given in them."""

    namespaces: tuple[Namespace, ...]
    members: Mapping[str, Mapping[str, int]]


def many_groups(seed: int, count: int) -> ManyGroups:
    """Return `count` groups in trees of twenty, up to four levels deep; the same seed gives the same ones."""
    spaces = tuple(_spaces(seed, count))
    roles = {one.full_path: role for one in spaces if (role := _role(seed, one))}
    return ManyGroups(spaces, {path: {"dana": role} for path, role in roles.items()})


def _spaces(seed: int, count: int) -> Iterator[Namespace]:
    family: list[Namespace] = []
    for number in range(1, count + 1):
        if (number - 1) % _FAMILY == 0:
            family.clear()
        noun = NOUNS[pick(seed, "group", number) % len(NOUNS)]
        name, path = f"{noun.capitalize()} {number}", f"{noun}-{number}"
        open_to = [one for one in family if one.full_path.count("/") < _DEEPEST - 1]
        above = open_to[pick(seed, "above", number) % len(open_to)] if open_to else None
        visibility: Literal["private", "internal"] = "internal" if pick(seed, "open", number) % 10 == 0 else "private"
        made = Namespace(
            _FIRST_ID + number,
            name,
            f"{above.full_path}/{path}" if above else path,
            f"{above.full_name} / {name}" if above else name,
            parent_id=above.id if above else None,
            visibility=above.visibility if above else visibility,
        )
        family.append(made)
        yield made


def _role(seed: int, one: Namespace) -> int:
    """Return the role given in this very group: in each top-level group one, below it now and then another."""
    if one.parent_id is not None and pick(seed, "given", one.id) % 10:
        return 0
    return _ROLES[pick(seed, "role", one.id) % len(_ROLES)]
