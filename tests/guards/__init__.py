"""Guards for every test, as pytest plugins: what a test may leave behind, say and contact.

Each has a test in `tests/rules/test_guards.py` that sees it fail.
"""
