"""An answers file that cannot be used says where and what is nearest."""

import pytest

from wizard.domain.answers import Answers, AnswersError, LeafAnswers, read_answers, write_answers
from wizard.domain.route import OFFERED, Route


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "surprise = 1",
            "there is no key or section surprise; known are route, gitlab, jira, groups, proof, proxy, listing, leaf, "
            "integration, monitor",
        ),
        ('[gitab]\nurl = "x"', "there is no key or section gitab; the nearest is gitlab"),
        ('[gitlab]\nulr = "x"', "[gitlab] has no key ulr; the nearest is url"),
        ('[[leaf]]\nurl = "x"\n[[leaf]]\nulr = "y"', "[leaf] has no key ulr; the nearest is url"),
        (
            '[monitor]\nlog_folder = "logs"',
            'monitor: "logs" is not the whole path of a folder, as /var/log/gitlab/gitlab-rails',
        ),
        ('[monitor]\nlogfolder = "/logs"', "[monitor] has no key logfolder; the nearest is log_folder"),
        ('[proof]\nisue = "x"', "[proof] has no key isue; the nearest is issue"),
        ("[gitlab]\nurl = 3", "gitlab.url: a text in quotes is expected, got `int`"),
        ('[groups]\npaths = "a"', 'groups.paths: a list such as ["platform"] is expected, got `str`'),
        ('route = "sas"', "route: this is not possible: 'sas'"),
    ],
)
def test_what_is_wrong_is_a_sentence_with_its_place(text, problem) -> None:
    with pytest.raises(AnswersError) as failed:
        read_answers(text.encode())
    assert failed.value.problem == problem


@pytest.mark.parametrize("route", OFFERED)
def test_what_is_written_is_read_again(route) -> None:
    answers = Answers(route=route).with_(gitlab_url="https://gitlab.com", groups_paths=("a", "b"))
    assert read_answers(write_answers(answers)) == answers


def test_what_becomes_of_names_in_a_move_is_written_and_read_again() -> None:
    answers = Answers().with_(
        integration_scope="project",
        integration_from_url="https://jira.example.com",
        integration_new_users={"dana": "dana@acme.example", 'eve "the bot"': "eve@acme.example"},
        integration_new_keys={"OLD": "NEW", "OPS": "RUN"},
        integration_new_transitions={"31": "41", "5": ""},
        integration_renew_password=True,
    )
    assert read_answers(write_answers(answers)) == answers


def test_a_proxy_and_every_instance_behind_one_are_written_and_read_again() -> None:
    behind = (LeafAnswers("https://north.example.com"), LeafAnswers("https://south.example.com"))
    answers = Answers().with_(proxy_url="https://hub.example.com", leaf=behind)
    assert read_answers(write_answers(answers)) == answers


@pytest.mark.parametrize(
    "text",
    [
        'route = "{token}"',
        '[proxy]\nurl = "{token}"',
        '[[leaf]]\nurl = "https://north.example.com"\n[[leaf]]\nurl = "{token}"',
        '"{token}" = 1',
        '[gitlab]\n"{token}" = 1',
        '[gitlab]\nurl = "{token}"',
        '[groups]\npaths = ["{token}"]',
        '[integration]\nnew_users = {{dana = "{token}"}}',
        '[integration.new_users]\n"{token}" = "dana"',
        "route = {token}",
    ],
)
@pytest.mark.parametrize("token", ["glpat-CanaryCanaryCanary1", "ATATT3xCanaryCanaryCanary"])
def test_a_token_in_the_wrong_place_is_never_repeated(text: str, token: str) -> None:
    with pytest.raises(AnswersError) as failed:
        read_answers(text.format(token=token).encode())
    assert "Canary" not in failed.value.problem
    assert read_answers(b'route = "saas"').route


def test_the_vendor_of_a_listing_is_written_and_read_again_and_only_where_there_is_one() -> None:
    answers = Answers().with_(route=Route.LISTING, listing_vendor='Acme "Apps"')
    assert read_answers(write_answers(answers)) == answers
    assert b"[listing]" not in write_answers(Answers())


def test_an_access_token_has_no_place_in_the_answers() -> None:
    with pytest.raises(AnswersError, match="has no key token"):
        read_answers(b'route = "listing"\n[listing]\ntoken = "0335bc4d"')


@pytest.mark.parametrize("folder", ["/var/log/gitlab/gitlab-rails", r"D:\logs of GitLab"])
def test_the_folder_of_gitlabs_logs_is_written_as_it_was_read(folder):
    answers = Answers().with_(monitor_log_folder=folder)
    assert read_answers(write_answers(answers)) == answers
