"""A GitLab in memory with projects, and a session that sets the Jira issue integration of each."""

from dataclasses import dataclass, field, replace

from tests.journey.fake_integrations import BLANK, Stored
from tests.journey.fakes import FakeWorld, MemoryStore
from wizard.domain.answers import Answers
from wizard.domain.jira_integration import Scope, Value
from wizard.domain.ports import Ports
from wizard.domain.route import Route
from wizard.domain.secret import Secret
from wizard.journey import planning
from wizard.journey.applying import Applier
from wizard.journey.log import Journal
from wizard.journey.past import settle
from wizard.journey.planning import Past
from wizard.journey.undoing import Undoer
from wizard.journey.values import PlanRow

OLD, NEW = "https://jira.old.example.com", "https://acme.atlassian.net"
ANSWERS = Answers(route=Route.INTEGRATION).with_(
    integration_scope="project",
    integration_groups=("platform",),
    integration_web_url=NEW,
    integration_username="dana@acme.example",
)
MARK = "set-up 7f3a"

State = dict[str, tuple[str, bool, str, dict[str, Value]]]


@dataclass
class Bench:
    """A GitLab with projects, and a session that works at them."""

    world: FakeWorld = field(default_factory=FakeWorld)
    store: MemoryStore = field(default_factory=MemoryStore)
    answers: Answers = ANSWERS
    seen: list[PlanRow] = field(default_factory=list)

    def with_projects(self, number: int) -> "Bench":
        self.world.the_gitlab.projects = [f"platform/p{one}" for one in range(number)]
        return self

    def holding(self, number: int, stored: Stored) -> None:
        self.world.the_gitlab.integrations_of[self.place(number)] = stored

    def place(self, number: int) -> Scope:
        return Scope("project", self.world.the_gitlab.projects[number])

    @property
    def ports(self) -> Ports:
        return replace(
            self.world.ports(),
            integration_password=Secret("fresh"),
            integration_password_before=Secret("old secret"),
        )

    @property
    def journal(self) -> Journal:
        return Journal(self.store, "s")

    async def plan(self) -> tuple[PlanRow, ...]:
        return await planning.rows(self.answers, self.ports, MARK, Past({}))

    def applier(self) -> Applier:
        return Applier(self.answers, self.ports, self.journal, MARK)

    def undoer(self) -> Undoer:
        return Undoer(self.answers, self.ports, self.journal, MARK)

    async def apply(self) -> tuple[PlanRow, ...]:
        await settle(self.answers, self.ports, self.journal, MARK)
        return await self.applier().run(await self.plan(), self.seen.append)

    def state(self) -> State:
        """Return what each place holds; one that was emptied is like one that never was."""
        found: State = {}
        for scope, one in self.world.the_gitlab.integrations_of.items():
            if one.active and (one.inherits or one.values.get("url")):
                values = {
                    name: value for name, value in sorted((BLANK | one.values).items()) if value and not one.inherits
                }
                found[str(scope)] = ("inherits" if one.inherits else "own", one.active, one.password, values)
        return found

    def placed(self) -> list[str]:
        return self.world.the_gitlab.put_places
