"""Counts what issues show, a few requests for thousands of them: all with one of a kind, all with two, and so on."""

from __future__ import annotations  # array takes no type while the program runs

import asyncio
from array import array
from collections import defaultdict
from collections.abc import Sequence
from math import ceil

from wizard.domain.errors import Refused
from wizard.domain.flow import Kind
from wizard.monitor.asking import Asking
from wizard.monitor.history_index import HistoryIndex

A_PAGE = 5000
AMONG = 100
_WORTH = 60
"""Requests that must be saved before the counts may be less exact."""


async def climb(asking: Asking, index: HistoryIndex, kind: Kind) -> None:
    """Count a kind for all issues, up to one more than is expected: where more is shown, something may hide a gap.

    Where few issues expect many, they are asked for by name; then one that shows too little is known to show too little
    and not how little.

    Raises: Refused `jira-search-refused`.
    """
    seen = index.nothing_seen()
    most = max((count for _, count, _ in index.wanted(kind)), default=-1)
    for rung in range(1, most + 2):
        came = await _rung(asking, index, kind, rung, seen)
        groups = _open_groups(index, kind, rung, seen)
        by_name = sum(2 * ceil(len(keys) / AMONG) for keys in groups.values())
        if (most + 1 - rung) * max(1, ceil(came / A_PAGE)) > by_name + _WORTH:
            for enough, keys in groups.items():
                for count in (enough, enough + 1):
                    await count_among(asking, index, kind, count, keys, seen)
            break
        if not groups:
            break
    index.seen[kind] = seen


async def count_among(
    asking: Asking, index: HistoryIndex, kind: Kind, enough: int, keys: Sequence[int], seen: array[int]
) -> None:
    """Note which of these keys show so many."""
    for start in range(0, len(keys), AMONG):
        names = [index.names[key] for key in keys[start : start + AMONG]]
        while names:
            try:
                await _rung(asking, index, kind, enough, seen, names)
                break
            except Refused as error:
                gone = error.facts.get("issue", "")
                if error.code != "jira-issue-gone" or gone not in names:
                    raise
                names.remove(gone)  # it was deleted since, and Jira refuses the whole question


async def _rung(
    asking: Asking, index: HistoryIndex, kind: Kind, rung: int, seen: array[int], among: Sequence[str] = ()
) -> int:
    """Take in all issues that show so many; return how many they are."""
    cursor, came = "", 0
    while True:
        chunk = await asking.of_jira(asking.jira.issues_with, kind, rung, among=among, cursor=cursor)
        for name in chunk.found:
            number = index.number_of(name)
            if number is not None and number < len(seen):
                seen[number] = max(seen[number], rung)
        came += len(chunk.found)
        cursor = chunk.next
        await asyncio.sleep(0)
        if not cursor:
            return came


def _open_groups(index: HistoryIndex, kind: Kind, rung: int, seen: array[int]) -> dict[int, list[int]]:
    """Return by what they expect the keys of which it is open whether they show that, or more."""
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for key, count, shown in index.wanted(kind, seen):
        if count >= rung and shown == rung:
            groups[count].append(key)
    return groups
