"""The site's RSA key for life-cycle calls, and its place at the hosts of install keys."""

import asyncio
from collections.abc import Mapping
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from wizard.lab.host import Courier, NetworkFailed

INSTALL_KEYS_URLS = (
    "https://connect-install-keys.atlassian.com",
    "https://asap-distribution.us-west-2.prod.atl-asap.net",
)
"""GitLab looks at the first one only; Atlassian's own frameworks look at the second one first."""
KEY_BITS = 2048


class SigningKey:
    """Signs with RS256; its public half is published before the first token leaves."""

    def __init__(self, kid: str) -> None:
        self.kid = kid
        self._private: rsa.RSAPrivateKey | None = None
        self._published: set[str] = set()

    async def make(self) -> None:
        """Generate the key in a worker thread: it would hold the loop for a tenth of a second."""
        self._private = await asyncio.to_thread(rsa.generate_private_key, public_exponent=65537, key_size=KEY_BITS)

    async def publish(self, courier: Courier) -> None:
        """Put the public half at each host of install keys, once; a failure shows at the app, as in reality."""
        for url in INSTALL_KEYS_URLS:
            if url not in self._published and await self._put(courier, url):
                self._published.add(url)

    async def _put(self, courier: Courier, url: str) -> bool:
        headers = {"content-type": "application/x-pem-file"}
        try:
            answer = await courier.send("PUT", f"{url}/{self.kid}", headers=headers, content=self.public_pem())
        except NetworkFailed:
            return False
        return answer.status < 300

    def public_pem(self) -> bytes:
        return (
            self._key()
            .public_key()
            .public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
        )

    def sign(self, claims: Mapping[str, Any]) -> str:
        return jwt.encode(dict(claims), self._key(), algorithm="RS256", headers={"kid": self.kid})

    def _key(self) -> rsa.RSAPrivateKey:
        if self._private is None:
            raise RuntimeError("the site has not been started")
        return self._private
