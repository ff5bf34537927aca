"""The lab's certificate authority: a root people trust, an intermediate, and leaves, good and bad."""

import datetime
import ssl
import tempfile
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

_DAY = datetime.timedelta(days=1)
_SOUND = "sound"
_DAYS = {"tls-expired": (-60, -1), "tls-expires-soon": (-170, 5), "tls-not-yet-valid": (1, 180)}
"""Fault -> first and last day, counted from now."""


@dataclass(frozen=True, slots=True)
class _Signer:
    """One issuing pair of certificate and key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a certificate is about; `dns` is None for an authority."""

    common_name: str
    dns: str | None
    not_before: datetime.datetime
    not_after: datetime.datetime


class Authority:
    """Root, intermediate and the leaves made on demand; lives in memory for one lab."""

    def __init__(self) -> None:
        now = datetime.datetime.now(datetime.UTC)
        self._now = now
        self._root = self._authority("Lab Root CA", None)
        self._intermediate = self._authority("Lab Issuing CA", self._root)
        self._stranger = self._authority("Unknown Root CA", None)

    @property
    def root_pem(self) -> bytes:
        """The one certificate a client of the lab has to trust."""
        return self._root.certificate.public_bytes(serialization.Encoding.PEM)

    def client_context(self) -> ssl.SSLContext:
        """Return a verifying context that trusts this root and nothing else."""
        return ssl.create_default_context(cadata=self.root_pem.decode())

    def server_context(self, name: str, variant: str = _SOUND) -> ssl.SSLContext:
        """Return the TLS context of `name`; `variant` is `sound` or the id of a TLS fault."""
        first, last = _DAYS.get(variant, (-1, 180))
        shown = f"wrong-host.{name}" if variant == "tls-wrong-host" else name
        subject = _Subject(shown[:64], shown, self._now + first * _DAY, self._now + last * _DAY)
        issuer = self._issuer_of(variant)
        leaf = _issue(subject, issuer)
        chain = [leaf.certificate]
        if issuer is not None and variant != "tls-chain-incomplete":
            # A company's own authority sends its root along: complete, and unknown.
            chain.append(issuer.certificate)
        return _context(chain, leaf.key)

    def _issuer_of(self, variant: str) -> _Signer | None:
        """Return who signs; None for a certificate that signs itself."""
        if variant == "tls-self-signed":
            return None
        return self._stranger if variant == "tls-unknown-issuer" else self._intermediate

    def _authority(self, common_name: str, issuer: _Signer | None) -> _Signer:
        return _issue(_Subject(common_name, None, self._now - _DAY, self._now + 365 * _DAY), issuer)


def _issue(subject: _Subject, issuer: _Signer | None) -> _Signer:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject.common_name)])
    signer = issuer.key if issuer else key
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(issuer.certificate.subject if issuer else name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(subject.not_before)
        .not_valid_after(subject.not_after)
        .add_extension(x509.BasicConstraints(ca=subject.dns is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False)
        .add_extension(_key_usage(authority=subject.dns is None), critical=True)
    )
    if subject.dns is not None:
        builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(subject.dns)]), critical=False)
        builder = builder.add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
    return _Signer(builder.sign(signer, hashes.SHA256()), key)


def _key_usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )


def _context(chain: list[x509.Certificate], key: ec.EllipticCurvePrivateKey) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem = private + b"".join(one.public_bytes(serialization.Encoding.PEM) for one in chain)
    # The ssl module loads a key only from a file; the folder is ours alone and gone at once.
    with tempfile.TemporaryDirectory(prefix="lab-") as folder:
        path = Path(folder) / "leaf.pem"
        path.touch(mode=0o600)
        path.write_bytes(pem)
        context.load_cert_chain(path)
    return context
