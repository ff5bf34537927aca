"""Explains a call that failed as a whole, for faces that met it outside a check."""

from dataclasses import replace

from wizard.checks import trouble
from wizard.domain.errors import PortError
from wizard.domain.findings import Finding, SeenFrom


def explain(error: PortError, host: str = "") -> Finding:
    """Return the finding for an error of a port; `host` when the error does not say it."""
    if host and "host" not in error.facts:
        error.facts = {**error.facts, "host": host}
    return replace(trouble.finding_of(error, "", SeenFrom.DESKTOP), check="")
