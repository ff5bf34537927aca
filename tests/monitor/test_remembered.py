"""What the rounds remember is the same after a restart."""

from tests.monitor.fakes import START, Memory
from wizard.domain.findings import Finding, Severity
from wizard.domain.text import T
from wizard.monitor import remembered
from wizard.monitor.remembered import Remembered
from wizard.monitor.values import Alarm, AlarmState


async def test_an_alarm_whose_sentence_holds_another_sentence_is_remembered() -> None:
    said = T("Switch it on at {place}.", place=T("Admin > General"))
    finding = Finding("gitlab-silent-mode", Severity.BLOCKER, T("Silent"), T("It is silent."), said, "Help: Monitor")
    alarm = Alarm(finding.code, "", finding, AlarmState.RAISED, START, START)
    memory = Memory()
    await remembered.write(memory, Remembered(1, (alarm,)))
    (kept,) = (await remembered.read(memory)).alarms
    assert (kept.code, str(kept.finding.fix)) == ("gitlab-silent-mode", "Switch it on at Admin > General.")
