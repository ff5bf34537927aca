"""TLS contexts: one a host, made once, and trusting the system's roots plus the CA file given for that very host."""

import ssl
import sys
import threading
from collections.abc import Callable
from pathlib import Path

_USUAL_ROOTS = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)


class Trust:
    """Makes and keeps the contexts; may be asked from any thread."""

    def __init__(self, ca_file_of: Callable[[str], Path | None], *, system_roots: bool = True) -> None:
        self._ca_file_of = ca_file_of
        self._system_roots = system_roots
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._lock = threading.Lock()

    def context(self, host: str) -> ssl.SSLContext:
        """Return the context for `host`.

        Raises: OSError when its CA file cannot be read, ssl.SSLError when it is none.
        """
        with self._lock:
            if host not in self._contexts:
                self._contexts[host] = self._made(self._ca_file_of(host))
            return self._contexts[host]

    def knows(self, host: str) -> bool:
        """Tell whether the context of `host` is made already, so that asking for it takes no time."""
        return host in self._contexts

    def _made(self, ca_file: Path | None) -> ssl.SSLContext:
        context = _with_system_roots() if self._system_roots else _bare()
        if ca_file is not None:
            context.load_verify_locations(cafile=str(ca_file))
        return context


def _with_system_roots() -> ssl.SSLContext:
    if sys.platform != "linux":
        import truststore  # only installed where it is used

        native = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
        native.minimum_version = ssl.TLSVersion.TLSv1_2
        native.set_alpn_protocols(["http/1.1"])
        return native
    context = _bare()
    # Not load_default_certs: it obeys SSL_CERT_FILE and SSL_CERT_DIR, and a variable must not choose our roots.
    paths = ssl.get_default_verify_paths()
    bundle = next((one for one in (paths.openssl_cafile, *_USUAL_ROOTS) if Path(one).is_file()), None)
    folder = paths.openssl_capath if Path(paths.openssl_capath).is_dir() else None
    if bundle or folder:
        context.load_verify_locations(cafile=bundle, capath=folder)
    return context


def _bare() -> ssl.SSLContext:
    """Return a verifying context without any root.

    It never writes session keys: only create_default_context looks at SSLKEYLOGFILE.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.hostname_checks_common_name = False
    context.set_alpn_protocols(["http/1.1"])
    return context
