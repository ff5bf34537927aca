"""HAR entries as other tools read them."""

import json

from tests.evidence.exchanges import exchange
from wizard.evidence import har


def test_an_entry_holds_what_the_format_asks_for():
    one = exchange(
        "POST",
        "https://gitlab.example.com/api/v4/x?page=2&search=%C3%BC",
        request_headers=(("content-type", "application/json"),),
        request_body='{"a": 1}',
        response_headers=(("content-type", "application/json"),),
        response_body='{"b": 2}',
        response_size=8,
        phases={"dns": 1.0, "tcp": 2.0, "tls": 3.0, "send": 4.0, "wait": 5.0, "receive": 6.0},
    )
    entry = json.loads(har.as_text(one))
    assert entry["startedDateTime"].endswith("+00:00")
    assert entry["time"] == 21.0
    assert entry["timings"] == {
        "blocked": -1, "dns": 1, "connect": 5, "ssl": 3, "send": 4, "wait": 5, "receive": 6
    }  # fmt: skip
    assert entry["request"]["queryString"] == [{"name": "page", "value": "2"}, {"name": "search", "value": "ü"}]
    assert entry["request"]["postData"]["text"] == '{"a": 1}'
    assert entry["response"]["content"] == {"size": 8, "mimeType": "application/json", "text": '{"b": 2}'}


def test_a_connection_that_stood_already_has_no_times_of_its_own():
    timings = json.loads(har.as_text(exchange(phases={"send": 1.0, "wait": 2.0, "receive": 3.0})))["timings"]
    assert (timings["dns"], timings["connect"], timings["ssl"]) == (-1, -1, -1)


def test_a_request_without_an_answer_says_why():
    entry = json.loads(har.as_text(exchange(status=0, error="network-timeout")))
    assert entry["_error"] == "network-timeout"
    assert entry["response"]["status"] == 0


def test_a_status_that_nobody_knows_has_no_words():
    assert json.loads(har.as_text(exchange(status=799)))["response"]["statusText"] == ""


def test_the_frame_makes_a_whole_file_of_entries():
    before, after = har.frame("1.2.3")
    entries = ",\n".join(har.as_text(exchange()).rstrip() for _ in range(3))
    log = json.loads(before + entries + after)["log"]
    assert (log["version"], log["creator"]["version"], len(log["entries"])) == ("1.2", "1.2.3", 3)


def test_the_end_of_the_certificate_stands_where_browsers_put_it():
    seen = exchange(tls_protocol="TLSv1.3", tls_issuer="CN=R11", tls_not_after=1_800_000_000.0)
    assert json.loads(har.as_text(seen))["_securityDetails"] == {
        "protocol": "TLSv1.3", "issuer": "CN=R11", "validTo": 1_800_000_000
    }  # fmt: skip
    assert "_securityDetails" not in json.loads(har.as_text(exchange()))
