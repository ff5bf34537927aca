"""An office for tokens in memory."""

from wizard.domain.errors import PortError
from wizard.domain.oauth import Grant
from wizard.domain.secret import BearerSecret, Secret


class FakeTokenOffice:
    """Gives numbered tokens and takes back what it is told; each call is on record, secrets left out."""

    def __init__(self) -> None:
        self.calls: list[str] = []
        self.revoked: list[str] = []
        self.refuse: dict[str, PortError] = {}
        self.keeps_accepting = False
        self.lasts_s = 7200.0

    def _called(self, name: str) -> None:
        self.calls.append(name)
        if name in self.refuse:
            raise self.refuse[name]

    def _grant(self) -> Grant:
        number = len(self.calls)
        return Grant(BearerSecret(f"access-{number}"), Secret(f"refresh-{number}"), self.lasts_s)

    async def exchange(self, client_id: str, code: Secret, verifier: Secret, redirect_uri: str) -> Grant:
        self._called("exchange")
        return self._grant()

    async def refresh(self, client_id: str, refresh: Secret) -> Grant:
        self._called("refresh")
        return self._grant()

    async def revoke_grant(self, client_id: str, token: Secret) -> None:
        self._called("revoke_grant")
        self.revoked.append(token.reveal())

    async def revoke_personal(self, token: Secret) -> None:
        self._called("revoke_personal")
        self.revoked.append(token.reveal())

    async def accepts(self, token: Secret) -> bool:
        self._called("accepts")
        return self.keeps_accepting or token.reveal() not in self.revoked
