"""Of a signed token the recording keeps what it says; never the signature, and nothing that is not listed."""

import time

import jwt as pyjwt
from hypothesis import given
from hypothesis import strategies as st

from tests.evidence.exchanges import exchange
from wizard.domain.secret import Secret
from wizard.evidence.jwt_seen import lifetime, server_time, tokens_of
from wizard.evidence.redact import HIDDEN, Redactor

CLAIMS = {"iss": "client-key", "exp": 1_795_316_700, "qsh": "a1" * 32, "sub": "557058:person", "context": {"user": "p"}}
KEY = "never-recorded-never-recorded-never-recorded"


def _token(**claims: object) -> str:
    return pyjwt.encode({**CLAIMS, **claims}, KEY, "HS256", headers={"kid": "one"})


def test_header_and_listed_claims_stay_and_the_signature_goes():
    token = _token()
    headers = Redactor().headers((("Authorization", f"JWT {token}"),))
    assert token.split(".")[2] not in headers[0][1]
    (seen,) = tokens_of(exchange(request_headers=headers))
    assert seen.header == {"alg": "HS256", "typ": "JWT", "kid": "one"}
    assert seen.claims == {"iss": "client-key", "exp": 1_795_316_700, "qsh": "a1" * 32}


def test_another_scheme_is_hidden_whole():
    assert Redactor().headers((("Authorization", f"Bearer {_token()}"),)) == (("authorization", HIDDEN),)


def test_hiding_twice_is_hiding_once():
    redactor = Redactor()
    once = redactor.text(f"before {_token()} after")
    assert redactor.text(once) == once
    assert once.startswith("before eyJ")
    assert once.endswith(f".{HIDDEN} after")


def test_a_known_secret_inside_a_claim_is_not_kept():
    redactor = Redactor()
    redactor.learn(Secret("hunter2-hunter2"))
    text = redactor.text(_token(iss="hunter2-hunter2"))
    seen = tokens_of(exchange(response_body=text))
    assert "hunter2" not in text
    assert all("hunter2" not in str(one.claims) for one in seen)


def test_a_token_shape_inside_a_claim_is_not_kept():
    text = Redactor().text(_token(aud="glpat-abcdefghijklmnop1234"))
    (seen,) = tokens_of(exchange(response_body=text))
    assert seen.claims["aud"] == HIDDEN


@given(st.text("eyJhbGciOi.-_0123456789=", max_size=120))
def test_no_text_breaks_the_redactor(text):
    redactor = Redactor()
    assert isinstance(redactor.text(f"eyJ{text}"), str)


def test_a_life_is_told_by_both_clocks():
    headers = (("date", "Sun, 22 Nov 2026 03:04:00 GMT"),)
    body = Redactor().text(_token())
    one = exchange(at=1_795_316_690.0, response_headers=headers, response_body=body)
    (seen,) = tokens_of(one)
    assert lifetime(seen, one).by_own_clock == 10.0
    assert lifetime(seen, one).by_server_clock == 1_795_316_700 - server_time(one)


def test_a_clock_that_says_nonsense_says_nothing():
    one = exchange(at=time.time(), response_headers=(("date", "yesterday"),), response_body=Redactor().text(_token()))
    assert lifetime(tokens_of(one)[0], one).by_server_clock is None


def test_a_token_without_an_end_has_no_life_to_tell():
    body = Redactor().text(pyjwt.encode({"iss": "x"}, KEY, "HS256"))
    one = exchange(response_body=body)
    assert lifetime(tokens_of(one)[0], one).by_own_clock is None
