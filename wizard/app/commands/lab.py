"""`lab`: the simulated internet: list what it can do, serve it, let its person do a by-hand task."""

import asyncio
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from wizard.app import places, printing
from wizard.app.commands._options import json_option
from wizard.app.ends import CommandEnded, Exit
from wizard.app.lab_process import read_ready

_ANY_SEED = 2**31
"""Stands for --hostile without a seed."""


@click.group(short_help="A simulated internet with GitLab, GitLab.com and Jira.")
def lab() -> None:
    """A simulated internet with GitLab, GitLab.com and Jira Cloud, to practise and to reproduce failures."""


@lab.command("list")
@json_option
def list_(as_json: bool) -> int:
    """Say which worlds there are and what can be wrong in them."""
    from wizard.lab import faults, scenarios

    all_faults: list[dict[str, Any]] = [
        {
            "id": fault.id,
            "layer": fault.layer,
            "on": fault.on,
            "message": fault.message,
            "expect": fault.expect,
            "rows": list(fault.rows),
            "params": dict(fault.params),
            "choices": {name: list(values) for name, values in fault.choices.items()},
        }
        for fault in faults.ALL.values()
    ]
    all_scenarios = [{"id": one.id, "title": one.title} for one in scenarios.ALL.values()]
    if as_json:
        printing.document({"scenarios": all_scenarios, "faults": all_faults})
        return Exit.DONE
    _tell(all_scenarios, all_faults)
    return Exit.DONE


def _tell(scenarios: Sequence[Mapping[str, Any]], faults: Sequence[Mapping[str, Any]]) -> None:
    """Print both lists for people, each below a line that says what stands in it."""
    lines = ["Worlds, each with: lab serve WORLD, or --lab=WORLD of the other commands"]
    lines += [f"  {one['id']:<12} {one['title']}" for one in scenarios]
    lines += ["", "Faults: id (layer, where it strikes): what people see -> the finding that names it"]
    for fault in faults:
        lines.append(f"  {fault['id']} ({fault['layer']}, {fault['on']}): {fault['message']} -> {fault['expect']}")
        lines += [f"      {name}: {', '.join(values)}" for name, values in fault["choices"].items()]
    lines += ["", f"{len(scenarios)} worlds, {len(faults)} faults. --json has the rest of what is known of each."]
    printing.result("\n".join(lines) + "\n")


@lab.command("serve")
@click.argument("scenario", default="marketplace")
@click.option("--seed", type=int, default=1, help="The same seed makes the same world.")
@click.option("--projects", type=click.IntRange(2), default=60, help="How many projects the GitLab has.")
@click.option("--groups", type=click.IntRange(0, 100_000), default=0, help="More groups, without projects.")
@click.option(
    "--merge-requests",
    type=click.IntRange(0, 10_000_000),
    default=0,
    help="How many merge requests each GitLab has; a few in each project if left out.",
)
@click.option(
    "--issues", type=click.IntRange(0, 1_000_000), default=0, help="How many issues the Jira site has; 360 at least."
)
@click.option("--gitlab-version", default="18.5.0-ee", metavar="VERSION", help="Of the GitLab of one's own; from 15.6.")
@click.option("--clock", type=click.Choice(["real", "fast"]), default="real", help="fast: a lab hour in 40 seconds.")
@click.option(
    "--ready-file",
    type=click.Path(dir_okay=False),
    help="Written when everything listens; in the data folder if left out.",
)
@click.option("--allow-app", multiple=True, metavar="URL", help="An origin outside that the lab may call.")
@click.option("--namespace", is_flag=True, help="In a network namespace of its own; not offered yet.")
@click.option(
    "--hostile",
    type=click.IntRange(0),
    is_flag=False,
    flag_value=_ANY_SEED,
    metavar="[SEED]",
    help="One call in twenty goes wrong; the same seed, the same ones. Without a seed one is drawn and said.",
)
@click.option(
    "--busy", type=click.IntRange(0, 100_000), default=0, help="What people make in GitLab in a minute of the lab."
)
@click.option("--synced", is_flag=True, hidden=True)
@click.option("--until-stdin-closes", is_flag=True, hidden=True)
def serve(
    scenario: str,
    seed: int,
    projects: int,
    groups: int,
    merge_requests: int,
    issues: int,
    gitlab_version: str,
    clock: str,
    ready_file: str | None,
    allow_app: tuple[str, ...],
    namespace: bool,
    hostile: int | None,
    busy: int,
    synced: bool,
    until_stdin_closes: bool,
) -> int:
    """Run a lab until it is told to end."""
    from wizard.lab.net.errors import LabError
    from wizard.lab.net.serve import ServeOptions
    from wizard.lab.net.serve import serve as serve_lab

    options = ServeOptions(
        scenario=scenario,
        seed=seed,
        projects=projects,
        groups=groups,
        merge_requests=merge_requests,
        issues=issues,
        busy=busy,
        synced=synced,
        gitlab_version=gitlab_version,
        clock="fast" if clock == "fast" else "real",
        ready_file=Path(ready_file) if ready_file else places.data_folder() / "lab-ready.json",
        allow_app=allow_app,
        namespace=namespace,
        hostile=secrets.randbelow(_ANY_SEED) if hostile == _ANY_SEED else hostile,
        until_stdin_closes=until_stdin_closes,
    )
    try:
        asyncio.run(serve_lab(options, on_ready=lambda ready: _announce(ready, options.ready_file)))
    except LabError as error:
        raise CommandEnded(Exit.USAGE, str(error)) from None
    return Exit.DONE


def _announce(ready: Mapping[str, Any], ready_file: Path | None) -> None:
    """Tell people where the lab is and how to use it; the tokens stand in the ready file alone."""
    printing.say("The lab is ready. Ctrl+C ends it.")
    if "hostile" in ready:
        printing.say(f"  One call in twenty goes wrong. --hostile {ready['hostile']} repeats it.")
    for url, card in ready["hosts"].items():
        printing.say(f"  {url}  {card['kind']} {card['version']}")
    printing.say(f"  for this program   --lab-at {ready_file}")
    printing.say(f"  for other programs proxy {ready['proxy']}, CA file {ready['ca_file']}")


class _WithTasks(click.Command):
    """Lists the tasks in its help; they are read only when somebody asks, as all of the lab."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from wizard.lab.person import TASKS

        with formatter.section("Tasks"):
            formatter.write_dl(list(TASKS.items()))


@lab.command("person", cls=_WithTasks)
@click.argument("task")
@click.option("--lab-at", required=True, type=click.Path(dir_okay=False), metavar="READY.json", help="The running lab.")
@click.option("--group", "groups", multiple=True, default=("platform",), help="A group to link.")
def person(task: str, lab_at: str, groups: tuple[str, ...]) -> int:
    """Do one by-hand task as a person with a browser would."""
    from wizard.lab.person import TASKS, PersonFailed, perform

    if task not in TASKS:
        known = "\n".join(f"  {name}: {what}" for name, what in TASKS.items())
        raise CommandEnded(Exit.USAGE, f"There is no task {task!r}. There are:\n{known}")
    try:
        perform(task, read_ready(Path(lab_at)), groups=groups)
    except PersonFailed as failed:
        raise CommandEnded(Exit.BLOCKED, str(failed)) from None
    printing.say(f"Done: {TASKS[task]}")
    return Exit.DONE
