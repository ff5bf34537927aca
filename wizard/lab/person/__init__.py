"""The lab's person: does by HTTP what people do by hand, through the lab's proxy only."""

from wizard.lab.person.failure import PersonFailed
from wizard.lab.person.tasks import TASKS, perform

__all__ = ["TASKS", "PersonFailed", "perform"]
