"""The listener on 127.0.0.1 to which a browser brings the answer of an OAuth sign-in."""

from wizard.adapters.loopback.listener import LoopbackListener

__all__ = ["LoopbackListener"]
