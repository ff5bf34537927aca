import pytest

from tests.journey.fakes import FakeWorld, MemoryStore
from wizard.domain.answers import Answers
from wizard.journey.desk import SessionDesk


@pytest.fixture
def world() -> FakeWorld:
    return FakeWorld()


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def desk(world: FakeWorld, store: MemoryStore) -> SessionDesk:
    return SessionDesk(world, store)


@pytest.fixture
def answers() -> Answers:
    return Answers().with_(
        gitlab_url="https://gitlab.example.com",
        jira_url="https://acme.atlassian.net",
        jira_email="dana@acme.example",
        groups_paths=("platform",),
        proof_project="platform/app",
        proof_issue="PLAT-1",
    )
