import copy
import json
import pickle

import msgspec
import pytest

from wizard.domain.secret import Secret

VALUE = "glpat-CANARYCANARYCANARY01"


def test_a_secret_is_masked_wherever_it_is_printed() -> None:
    secret = Secret(VALUE)
    texts = (str(secret), repr(secret), f"{secret}", f"{secret!r:>40}", "%s %r" % (secret, secret), repr([secret]))  # noqa: UP031  # old formatting is one of the ways
    assert all("CANARY" not in text for text in texts)


def test_a_secret_can_be_neither_stored_nor_copied() -> None:
    secret = Secret(VALUE)
    for store in (pickle.dumps, copy.copy, copy.deepcopy, json.dumps, msgspec.json.encode, hash):
        with pytest.raises(TypeError) as refused:
            store(secret)  # type: ignore[operator]  # each takes one value
        assert "CANARY" not in str(refused.value)


def test_a_wiped_secret_is_gone() -> None:
    secret = Secret(VALUE)
    held = secret._bytes
    assert secret
    secret.wipe()
    secret.wipe()
    assert held == bytearray()
    assert not secret
    with pytest.raises(ValueError, match="forgotten"):
        secret.reveal()


def test_secrets_compare_by_value() -> None:
    assert Secret(VALUE) == Secret(VALUE)
    assert Secret(VALUE) != Secret("other")
    assert Secret(VALUE) != VALUE


def test_a_secret_that_becomes_another_holds_its_value_alone() -> None:
    kept, fresh = Secret("old"), Secret("new")
    kept.become(fresh)
    assert (kept.reveal(), bool(fresh)) == ("new", False)
