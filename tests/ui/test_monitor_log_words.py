"""What GitLab's logs tell is said with its source, and Jira's words as they are."""

from msgspec.structs import replace

from wizard.domain.flow import Kind
from wizard.monitor.values import Live, Missing, Reason
from wizard.ui.monitor_log_words import queue_words, to_do, what_words, why_words
from wizard.ui.monitor_words import WHAT_TO_DO


def _missing(reason: Reason, said: str) -> Missing:
    return Missing(Kind.COMMIT, "a/b", "c0ffee", "AB-7", reason, 1.0, 2.0, said=said)


def test_jobs_are_told_with_what_told_of_them():
    assert queue_words(Live(queue_waiting=1, queue_source="log")) == "1 job for Jira under way (Sidekiq's log)"
    assert queue_words(Live(queue_waiting=9, queue_source="metrics")) == "9 jobs wait in GitLab's queues"
    assert queue_words(Live(queue_waiting=0, queue_source="log")) == queue_words(Live()) == ""


def test_what_jira_said_stands_beside_the_reason_and_is_what_to_mend():
    told = _missing(Reason.REJECTED, "{bad} <b>data</b>")
    assert why_words(told).endswith("; Jira said: {bad} <b>data</b>")
    assert "answer" in to_do(told)
    assert to_do(told) != WHAT_TO_DO[Reason.REJECTED].message


def test_without_its_words_the_reason_stands_alone():
    for reason in Reason:
        assert "Jira said" not in why_words(_missing(reason, ""))
        assert to_do(_missing(reason, "")) == WHAT_TO_DO[reason].message
    assert to_do(_missing(Reason.KEY_UNKNOWN, "x")) == WHAT_TO_DO[Reason.KEY_UNKNOWN].message


def test_a_row_names_its_thing_or_says_for_how_many_it_stands():
    past = replace(_missing(Reason.BEYOND_LIMIT, ""), id="", key="", count=31)
    assert what_words(past) == "at least 31 older ones"
    assert what_words(replace(past, count=1)) == "at least 1 older one"
    assert what_words(_missing(Reason.BEYOND_LIMIT, "")) == "c0ffee"
