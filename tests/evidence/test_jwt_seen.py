"""Tokens of an exchange are taken apart whatever a server says, and a signature is never among what is shown."""

import base64
from dataclasses import replace

import pytest

from wizard.evidence.exchange import Exchange
from wizard.evidence.jwt_seen import Lifetime, lifetime, server_time, tokens_of
from wizard.evidence.redact import HIDDEN

ASKED = Exchange("s-1", 1, 1000.0, "s", "GET", "https://gitlab.example.com/", status=200)


def part(text: str) -> str:
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


HEADER = part('{"alg":"HS256","typ":"JWT"}')


def with_claims(claims: str, date: str = "") -> Exchange:
    token = f"{HEADER}.{part(claims)}.{HIDDEN}"
    return replace(
        ASKED, request_headers=(("authorization", f"JWT {token}"),), response_headers=(("date", date),), url=ASKED.url
    )


def test_header_and_claims_are_shown() -> None:
    (seen,) = tokens_of(with_claims('{"iss":"acme","exp":1060,"qsh":"context-qsh"}'))
    assert seen.header == {"alg": "HS256", "typ": "JWT"}
    assert seen.claims["qsh"] == "context-qsh"


def test_a_token_that_stands_twice_is_shown_once() -> None:
    asked = with_claims('{"iss":"acme"}')
    assert len(tokens_of(replace(asked, response_body=asked.request_headers[0][1]))) == 1


def test_both_clocks_are_asked_how_long_a_token_holds() -> None:
    asked = with_claims('{"exp":1060}', "Thu, 01 Jan 1970 00:17:30 GMT")
    (seen,) = tokens_of(asked)
    assert lifetime(seen, asked) == Lifetime(by_own_clock=60.0, by_server_clock=10.0)


@pytest.mark.parametrize("claims", ["[1]", "{", '{"exp":1' + "0" * 400 + "}", '{"exp":NaN}', '{"exp":1,"exp":2}'])
def test_what_is_no_sound_token_is_not_shown(claims: str) -> None:
    assert tokens_of(with_claims(claims)) == ()


@pytest.mark.parametrize("ends", ["true", '"1060"', "null", "{}"])
def test_an_end_that_is_no_number_is_not_counted(ends: str) -> None:
    asked = with_claims(f'{{"exp":{ends}}}')
    (seen,) = tokens_of(asked)
    assert lifetime(seen, asked) == Lifetime(None, None)


@pytest.mark.parametrize("date", ["", "x" * 5000, "Mon, 01 Jan 99999999999999999999 00:00:00 GMT", "Mon, 99 Foo 1 1"])
def test_a_date_that_is_none_tells_no_time(date: str) -> None:
    assert server_time(with_claims("{}", date)) is None
