"""A rehearsal without a lab. For pictures of the pages and for tests."""

from wizard.domain.errors import PortError
from wizard.domain.jira_integration import IntegrationAnswers
from wizard.domain.route import Route
from wizard.domain.text import T
from wizard.journey.rehearsal import OnStage, Rehearsed
from wizard.journey.values import Proof
from wizard.ui import sample_values as sample


class SampleRehearsal:
    """Plays 16 and 18.5. Comes through at once, or stops where the trouble `rehearsal` says; with `no lab` it does not
    begin.
    """

    def __init__(self, troubles: set[str], asked: list[str]) -> None:
        self._troubles, self._asked = troubles, asked

    async def run(
        self,
        route: Route,
        on_stage: OnStage,
        version: str = "",
        integration: IntegrationAnswers = IntegrationAnswers(),  # noqa: B008 - immutable
    ) -> Rehearsed:
        self._asked.append(f"rehearse {route.value}")
        on_stage(Rehearsed(T("the lab is starting")))
        if "no lab" in self._troubles:
            raise PortError("lab-not-started", {"said": "The lab did not start."})
        if "rehearsal" in self._troubles:
            return Rehearsed(sample.TASKS[2].title, changes=3, tasks=2)
        hops = sample.HOPS
        proof = Proof(True, hops, "PLAT-1-rehearsal", sum(hop.ms or 0 for hop in hops))
        return Rehearsed(sample.NOTHING, 3, 3, proof, version if version.startswith("16.") else "18.5.0-ee")
