"""Step: the token for GitLab. It is no answer: it goes to the keyring or stays in memory, never into the answers."""

from wizard.domain.text import T
from wizard.steps._base import Step

STEP = Step(
    id="sign-in",
    rank=300,
    title=T("Sign in to GitLab"),
    lead=T(
        "An administrator's token lets this program create one OAuth application and set up to three settings, after "
        "your review."
    ),
)
