"""Trust in the lab's authority, for programs of the tests."""

import ssl
from functools import cache


@cache
def context(ca_file: str) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=ca_file)
