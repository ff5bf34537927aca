import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from wizard.ui.timings import CLIPBOARD_WIPE
from wizard.ui.token_field import TokenField

TOKEN = "glpat-CANARY0123456789"


@pytest.fixture
def field(dressed, qtbot):
    made = TokenField("t", "Token")
    qtbot.addWidget(made)
    yield made
    made.wipe_clipboard()
    QGuiApplication.clipboard().clear()


def test_a_token_from_the_clipboard_is_wiped_there_when_the_time_is_over(field):
    QGuiApplication.clipboard().setText(f" {TOKEN}\n")
    field.edit.paste()
    assert field.take().reveal() == TOKEN
    assert (field._wipe.isActive(), field._wipe.interval(), CLIPBOARD_WIPE) == (True, 30_000, 30_000)
    field._wipe.timeout.emit()
    assert QGuiApplication.clipboard().text() == ""


def test_a_token_that_is_read_stays_masked_and_is_wiped_from_the_clipboard_all_the_same(field):
    QGuiApplication.clipboard().setText(TOKEN)
    field.edit.paste()
    field.edit.setEchoMode(QLineEdit.EchoMode.Normal)
    assert field.read().reveal() == TOKEN
    assert (field.edit.text(), field.edit.echoMode()) == (TOKEN, QLineEdit.EchoMode.Password)
    assert field._wipe.isActive()


def test_what_was_copied_since_stays(field):
    QGuiApplication.clipboard().setText(TOKEN)
    field.edit.paste()
    field.take()
    QGuiApplication.clipboard().setText("something else")
    field._wipe.timeout.emit()
    assert QGuiApplication.clipboard().text() == "something else"


def test_a_token_that_was_typed_leaves_the_clipboard_alone(field):
    QGuiApplication.clipboard().setText("something else")
    field.edit.setText(TOKEN)
    field.take()
    assert not field._wipe.isActive()
