"""What the rounds remember is the same after a restart, in the language of the reader too."""

from tests.monitor.fakes import START, Memory
from wizard.domain.findings import Finding, Severity
from wizard.domain.text import T, render
from wizard.monitor import alarm_titles, remembered
from wizard.monitor.remembered import Remembered
from wizard.monitor.values import Alarm, AlarmState, Event

_GERMAN = {"Switch it on at {place}.": "Schalten Sie es unter {place} ein.", "Admin > General": "Admin > Allgemein"}


async def test_an_alarm_whose_sentence_holds_another_sentence_is_remembered() -> None:
    said = T("Switch it on at {place}.", place=T("Admin > General"))
    finding = Finding("gitlab-silent-mode", Severity.BLOCKER, T("Silent"), T("It is silent."), said, "Help: Monitor")
    alarm = Alarm(finding.code, "", finding, AlarmState.RAISED, START, START)
    memory = Memory()
    await remembered.write(memory, Remembered(1, (alarm,)))
    (kept,) = (await remembered.read(memory)).alarms
    assert (kept.code, str(kept.finding.fix)) == ("gitlab-silent-mode", "Switch it on at Admin > General.")
    assert render(kept.finding.fix, _GERMAN.__getitem__) == "Schalten Sie es unter Admin > Allgemein ein."


def test_a_title_in_the_time_line_holds_its_inner_text_for_any_language() -> None:
    title = T("Switch it on at {place}.", place=T("Admin > General"))
    told = alarm_titles.title_of(Event(START, "alarm-raised", "gitlab-silent-mode", alarm_titles.kept(title), ""))
    assert told is not None
    assert render(told, _GERMAN.__getitem__) == "Schalten Sie es unter Admin > Allgemein ein."
