"""Worlds from files: what they may say, what they leave to the command, and how a wrong one is refused."""

from pathlib import Path

import pytest

from tests.lab.reach import control, through_proxy
from wizard.lab.net.errors import LabError
from wizard.lab.net.options import ServeOptions
from wizard.lab.net.run import LabRun

EXAMPLES = sorted((Path(__file__).parents[2] / "resources/scenarios").glob("*.toml"))
WHOLE = """
base = "marketplace"
title = "A whole one"
seed = 9
projects = 30
groups = 3
merge_requests = 5000
issues = 400
synced = true
clock = "fast"
hostile = 11

[gitlab]
url = "https://git.corp.example:8443"
version = "16.0.3-ee"
settings = { jira_connect_proxy_url = "https://gitlab.com/" }

[[fault]]
id = "http-status"
params = { path_prefix = "/api/v4/version", status = 502 }
times = { from = 2, times = 1 }
"""


def written(folder: Path, text: str) -> ServeOptions:
    path = folder / "own.toml"
    path.write_text(text)
    return ServeOptions(scenario=str(path))


def test_a_file_says_what_the_command_would_say(tmp_path: Path):
    said = written(tmp_path, WHOLE).settled()
    assert (said.seed, said.projects, said.groups, said.issues) == (9, 30, 3, 400)
    assert (said.merge_requests, said.synced) == (5000, True)
    assert (said.clock, said.hostile) == ("fast", 11)
    assert (said.gitlab_version, said.world().title) == ("16.0.3-ee", "A whole one")


def test_what_a_file_leaves_out_is_as_the_command_says(tmp_path: Path):
    path = tmp_path / "short.toml"
    path.write_text('base = "saas"')
    said = ServeOptions(scenario=str(path), seed=5, projects=40, hostile=2).settled()
    assert (said.seed, said.projects, said.hostile, said.clock) == (5, 40, 2, "real")
    assert said.world().title.endswith("changed by short.toml")


async def test_a_fault_of_a_file_begins_after_its_time_and_after_a_reset_again(tmp_path: Path):
    later = '[[fault]]\nid = "http-status"\ntimes = { after_s = 600 }'
    async with (
        LabRun(written(tmp_path, f'base = "marketplace"\n{later}')) as lab,
        through_proxy(lab.ready) as desktop,
        control(lab.ready) as steering,
    ):
        for _ in range(2):
            seen = []
            for seconds in (500, 100):
                await steering.post("/clock", json={"advance_s": seconds})
                seen.append((await desktop.get("https://gitlab.example.com/api/v4/metadata")).status_code)
            assert seen == [401, 503]
            await steering.post("/reset", json={})


async def test_the_world_of_a_file_has_its_gitlab_its_settings_and_its_faults(tmp_path: Path):
    options = written(tmp_path, WHOLE.replace("hostile = 11", ""))
    async with LabRun(options) as lab, through_proxy(lab.ready) as client:
        url = lab.ready["gitlab"]["url"]
        assert url == "https://git.corp.example:8443"
        assert lab.ready["hosts"][url]["version"] == "16.0.3-ee"
        assert lab.truth()[url]["settings"]["jira_connect_proxy_url"] == "https://gitlab.com/"
        headers = {"PRIVATE-TOKEN": lab.ready["gitlab"]["token"]}
        seen = [(await client.get(f"{url}/api/v4/version", headers=headers)).status_code for _ in range(3)]
        assert seen == [200, 502, 200]
        await lab.reset()
        again = [(await client.get(f"{url}/api/v4/version", headers=headers)).status_code for _ in range(3)]
        assert again == seen
        async with control(lab.ready) as steering:
            active = {one["id"] for one in (await steering.get("/faults")).json() if one["active"]}
        assert active == {"http-status"}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
async def test_an_example_starts(path: Path):
    async with LabRun(ServeOptions(scenario=str(path))) as lab:
        assert lab.ready["gitlab"]["token"]


def test_there_are_examples():
    assert len(EXAMPLES) >= 4


@pytest.mark.parametrize(
    "text, named",
    [
        ("", "base"),
        ("base =", "own.toml"),
        ('base = "moon"', "'moon'"),
        ('base = "saas"\nsede = 1', "sede"),
        ('base = "saas"\nprojects = 1', "projects"),
        ('base = "saas"\nclock = "slow"', "clock"),
        ('base = "saas"\n[gitlab]\nurl = "http://gitlab.example.com"', "gitlab.url"),
        ('base = "saas"\n[gitlab]\nurl = "https://gitlab.example.com/"', "gitlab.url"),
        ('base = "saas"\n[gitlab]\nurl = "https://gitlab.example.com:x"', "gitlab.url"),
        ('base = "saas"\n[gitlab]\nversion = "9.9"', "9.9"),
        ('base = "manual"\n[gitlab.settings]\njira_conect = "x"', "jira_conect"),
        ('base = "manual"\n[gitlab.settings]\njira_connect_proxy_url = "ftp://x"', "jira_connect_proxy_url"),
        ('base = "saas"\n[[fault]]\nid = "no-such-fault"', "no-such-fault"),
        ('base = "saas"\n[[fault]]\nid = "http-status"\nparams = { hots = 1 }', "hots"),
        ('base = "saas"\n[[fault]]\nid = "http-status"\ntimes = "often"', "times"),
    ],
)
async def test_a_wrong_file_is_refused_with_what_is_wrong(text: str, named: str, tmp_path: Path):
    with pytest.raises(LabError, match=named):
        async with LabRun(written(tmp_path, text)):
            raise AssertionError("it started")


async def test_a_file_that_is_not_there_is_said(tmp_path: Path):
    with pytest.raises(LabError, match="cannot be read"):
        ServeOptions(scenario=str(tmp_path / "none.toml")).settled()


def test_a_name_that_is_no_scenario_is_told_that_a_file_will_do():
    with pytest.raises(LabError, match=r"marketplace.*\.toml"):
        ServeOptions(scenario="moon").world()


async def test_the_jira_of_one_s_own_has_the_release_and_the_path_that_a_file_says(tmp_path: Path):
    options = written(
        tmp_path, 'base = "server"\n[jira_server]\nurl = "https://old.corp.example/jira"\nversion = "6.4"'
    )
    async with LabRun(options) as lab, through_proxy(lab.ready) as client:
        role = lab.ready["jira"]
        card = lab.ready["hosts"]["https://old.corp.example"]
        info = (await client.get(f"{role['url']}/rest/api/2/serverInfo")).json()
        assert (info["baseUrl"], info["version"]) == ("https://old.corp.example/jira", card["version"])
        me = await client.get(f"{role['url']}/rest/api/2/myself", auth=(card["user"], card["token"]))
        assert me.json()["name"] == "dana"


@pytest.mark.parametrize(
    "text, named",
    [
        ('base = "marketplace"\n[jira_server]\nversion = "8.5"', "marketplace has no Jira of one's own"),
        ('base = "server"\n[jira_server]\nversion = "5.2"', "5.2"),
        ('base = "server"\n[jira_server]\nurl = "http://jira.example.com"', "jira_server.url"),
    ],
)
def test_a_jira_of_one_s_own_that_cannot_be_is_refused(tmp_path: Path, text: str, named: str):
    with pytest.raises(LabError, match=named):
        written(tmp_path, text).settled()
