"""Task: have a vendor profile in the Atlassian Marketplace, which an own listing needs."""

from wizard.domain import on_route
from wizard.domain.answers import Answers
from wizard.domain.text import T, Text
from wizard.domain.version import Version
from wizard.journey.byhand import _listing, _scenes
from wizard.journey.byhand._base import Task
from wizard.journey.values import CopyValue


def _steps(_answers: Answers, _version: Version | None) -> tuple[Text, ...]:
    return (
        T("Sign in at marketplace.atlassian.com with the Atlassian account that is to own the listing."),
        T("Select Manage listings. Where it asks for a vendor profile (partner profile), create one."),
    )


def _values(answers: Answers) -> tuple[CopyValue, ...]:
    return (CopyValue(T("Name of the vendor"), answers.listing.vendor),) if answers.listing.vendor else ()


TASK = Task(
    id="marketplace-vendor",
    rank=60,
    title=T("Have a vendor profile in the Marketplace"),
    who=_listing.WHO,
    minutes=10,
    steps=_steps,
    values=_values,
    link=_listing.listings,
    applies=on_route.listing,
    look=_listing.once_listed,
    scenes=_scenes.vendor,
)
