"""Exchanges as they were recorded, redacted at capture, and the program's own log."""
