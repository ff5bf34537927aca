"""A measured figure beside its goal, and how figures are shown."""

import json
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

FORMAT = 1
_NAME_WIDTH, _NUMBER_WIDTH = 34, 9


@dataclass(frozen=True, slots=True)
class Figure:
    """One goal of the design; it holds when the value is not above it."""

    name: str
    value: float
    unit: str
    goal: float
    raw: Mapping[str, object] = field(default_factory=dict)
    """What the value was made of."""

    @property
    def ok(self) -> bool:
        return self.value <= self.goal


def spread(values: Sequence[float]) -> dict[str, float]:
    """Return median, least and largest of repeated measurements, rounded for people."""
    return {
        "median": round(statistics.median(values), 1),
        "least": round(min(values), 1),
        "largest": round(max(values), 1),
        "runs": len(values),
    }


def document(figures: Sequence[Figure]) -> str:
    """Return all figures as one JSON document; what they were made of stands apart, by name."""
    shown = [
        {"name": one.name, "value": round(one.value, 3), "unit": one.unit, "goal": one.goal, "ok": one.ok}
        for one in figures
    ]
    raw = {one.name: dict(one.raw) for one in figures}
    return json.dumps({"format": FORMAT, "figures": shown, "raw": raw}, indent=2)


def table(figures: Sequence[Figure]) -> str:
    """Return the figures as lines for people."""
    head = f"{'figure':<{_NAME_WIDTH}} {'value':>{_NUMBER_WIDTH}} {'goal':>{_NUMBER_WIDTH}}  unit"
    lines = [head]
    for one in figures:
        verdict = "ok" if one.ok else "NOT MET"
        numbers = f"{one.value:>{_NUMBER_WIDTH}.2f} {'<= ' + format(one.goal, 'g'):>{_NUMBER_WIDTH}}"
        lines.append(f"{one.name:<{_NAME_WIDTH}} {numbers}  {one.unit:<6} {verdict}")
        lines += [f"    {name}: {_flat(value)}" for name, value in one.raw.items()]
    return "\n".join(lines)


def _flat(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_flat(part)}" for name, part in value.items())
    if isinstance(value, list | tuple):
        return " ".join(_flat(part) for part in value)
    return f"{value:.1f}" if isinstance(value, float) else str(value)
