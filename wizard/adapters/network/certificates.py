"""Certificates as the Network port shows them."""

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from wizard.domain.network import Certificate


def certificate(der: bytes) -> Certificate | None:
    """Return what one presented certificate says; None when it cannot be read."""
    try:
        found = x509.load_der_x509_certificate(der)
        return Certificate(
            subject=found.subject.rfc4514_string(),
            issuer=found.issuer.rfc4514_string(),
            not_before=found.not_valid_before_utc,
            not_after=found.not_valid_after_utc,
            sha256=found.fingerprint(hashes.SHA256()).hex(),
            names=_names(found),
        )
    except (ValueError, TypeError, x509.UnsupportedGeneralNameType):
        return None


def issuer_and_end(der: bytes) -> tuple[str, float]:
    """Return the issuer of a certificate as people name it, and to when it holds; empty and 0 when it cannot be read.

    Units: seconds since the epoch.
    """
    try:
        found = x509.load_der_x509_certificate(der)
        return found.issuer.rfc4514_string(), found.not_valid_after_utc.timestamp()
    except (ValueError, TypeError):
        return "", 0.0


def _names(found: x509.Certificate) -> tuple[str, ...]:
    try:
        extension = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (x509.ExtensionNotFound, x509.DuplicateExtension, ValueError):
        return ()
    names = extension.get_values_for_type(x509.DNSName)
    return (*names, *(str(address) for address in extension.get_values_for_type(x509.IPAddress)))
