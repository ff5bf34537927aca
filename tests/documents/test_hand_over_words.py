"""The reader's language decides how a handed-over task is said, whatever language it was written in."""

import json
from dataclasses import replace

import pytest

from wizard.documents import hand_over, hand_over_text
from wizard.documents.hand_over_reading import read
from wizard.documents.hand_over_words import whom_of
from wizard.documents.sheet import as_plain
from wizard.domain.text import Text, render
from wizard.domain.version import Version
from wizard.journey import byhand_run
from wizard.ui import sample_values

GERMAN = {
    "Sign in and link the groups": "Anmelden und die Gruppen verknüpfen",
    'Select "{button}".': "„{button}“ wählen.",
    "Group": "Gruppe",
}


def _german(text: Text) -> str:
    return render(text, lambda message: GERMAN.get(message, message))


def _file(version: Version | None) -> bytes:
    tasks = byhand_run.rows(sample_values.ANSWERS, version)
    one = hand_over.hand_over(sample_values.ANSWERS, "by-hand", tasks, None, "gitlab-com-link-groups", _german)
    return hand_over.write(one)


@pytest.mark.parametrize(("version", "button"), [(None, "Link groups"), (Version(16, 0), "Add namespace")])
def test_what_a_german_wrote_is_english_in_the_file_and_is_said_in_the_reader_s_language(
    version: Version | None, button: str
) -> None:
    written = _file(version)
    assert "wählen" not in written.decode()
    one = read(written).hand_over
    english = as_plain(hand_over_text.sheet(one))
    german = as_plain(hand_over_text.sheet(one, _german), _german)
    assert "Sign in and link the groups" in english
    assert f'Select "{button}".' in english
    assert "Anmelden und die Gruppen verknüpfen" in german
    assert f"„{button}“ wählen." in german


def test_a_file_of_an_earlier_release_shows_its_sentences_as_they_stand() -> None:
    document = json.loads(_file(None))
    document["tasks"][-1]["title"] = "Anmelden und verknüpfen"
    one = read(json.dumps(document).encode()).hand_over
    assert "Anmelden und verknüpfen" in as_plain(hand_over_text.sheet(one, _german), _german)


def test_a_sentence_that_only_looks_like_ours_is_shown_and_never_filled_in() -> None:
    one = read(_file(None)).hand_over
    odd = replace(one, tasks=tuple(replace(task, title='Select "{button}". {x.__class__}') for task in one.tasks))
    assert 'Select "{button}". {x.__class__}' in as_plain(hand_over_text.sheet(odd, _german), _german)


def test_a_role_of_our_tasks_is_shown_in_the_readers_language_and_a_name_as_it_was_typed():
    assert whom_of("Jira site administrator", lambda text: f"de:{text}") == "de:Jira site administrator"
    assert whom_of("Dana Admin", lambda text: f"de:{text}") == "Dana Admin"
