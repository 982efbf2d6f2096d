"""The command as a process: what it imports, pipes that close, environment, help."""

from __future__ import annotations

import os
import pty
import random
import re
import signal
import subprocess
import sys
import time
from contextlib import suppress
from itertools import combinations
from pathlib import Path

import click
import pytest

from actorgraph.cli import notes
from actorgraph.cli.app import app
from actorgraph.pipeline import Progress
from actorgraph.store import open_store
from tests.story import fill
from tests.support import report

ROOT = click.Context(app, info_name="actorgraph", **app.context_settings)
COMMANDS = list(app.list_commands(ROOT))
HEAVY = ("spacy", "networkx", "pandas", "neo4j", "numpy", "trafilatura", "rich", "igraph")
DENY = f"""
import sys
class Deny:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {HEAVY}:
            raise AssertionError("imported " + name)
sys.meta_path.insert(0, Deny())
from actorgraph.cli import main
sys.argv[0] = "actorgraph"
main()
"""


@pytest.fixture(scope="module")
def location(tmp_path_factory: pytest.TempPathFactory) -> str:
    return fill(tmp_path_factory.mktemp("story") / "graph.db")


def process(*args: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {key: value for key, value in os.environ.items() if not key.startswith("ACTORGRAPH")}
    return subprocess.run(
        [sys.executable, *args], capture_output=True, text=True, env={**variables, **environment}, check=False
    )


@pytest.mark.parametrize(
    "args",
    [
        ["--help"],
        ["--version"],
        ["neighbours", "--help"],
        ["neighbours", "Belarus"],
        ["neighbours", "Belarus", "-f", "json"],
        ["why", "Belarus"],
        ["timeline", "Belarus"],
        ["actors"],
        ["stats"],
    ],
    ids=" ".join,
)
def test_questions_import_nothing_heavy(location: str, args: list[str]):
    done = process("-c", DENY, *args, ACTORGRAPH_STORE=location)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


def test_the_denial_works(location: str):
    done = process("-c", DENY, "path", "Belarus", "Russia", ACTORGRAPH_STORE=location)
    assert "imported networkx" in done.stderr


def test_a_closed_pipe_is_quiet(location: str):
    command = f"{sys.executable} -m actorgraph export | head -n 1"
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        env={**os.environ, "ACTORGRAPH_STORE": location},
    )
    assert done.stdout == '<?xml version="1.0" encoding="UTF-8"?>\n'
    assert "Traceback" not in done.stderr
    assert "Broken pipe" not in done.stderr


def test_stdout_in_another_encoding_loses_no_row(location: str):
    done = process(
        "-m", "actorgraph", "neighbours", "Belarus", ACTORGRAPH_STORE=location, PYTHONIOENCODING="ascii"
    )
    assert done.returncode == 0
    assert len(done.stdout.splitlines()) == 9


def test_options_come_from_the_environment(location: str):
    done = process("-m", "actorgraph", "stats", ACTORGRAPH_STORE=location, ACTORGRAPH_STATS_FORMAT="json")
    assert done.stdout.startswith("{")


def test_ctrl_c_ends_with_130_and_says_what_is_kept(tmp_path: Path):
    with subprocess.Popen(
        [sys.executable, "-m", "actorgraph", "build", "-", "--store", str(tmp_path / "graph.db")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdin is not None
        deadline = time.monotonic() + 20
        while not (tmp_path / "graph.db").exists() and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.3)  # it has the store by now, and imports the pipeline or waits for its input
        child.send_signal(signal.SIGINT)
        _, notes = child.communicate(timeout=20)
    # CPython ends itself by SIGINT, whatever exit code it was given, where the interruption came inside an
    # exec() of a string, as dataclasses have when they are imported; shells report both as 130.
    assert child.returncode in (130, -signal.SIGINT)
    assert "the same command goes on from there" in notes
    assert "Traceback" not in notes


@pytest.fixture(scope="module")
def knot(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store whose frustration index takes minutes to prove: friends and enemies by chance."""
    chance = random.Random(1)
    names = [f"state {number}" for number in range(110)]
    readings = [
        report(f"{a} {b}", a, chance.choice(("AID", "ASSAULT")), b, "2020-08-01")
        for a, b in combinations(names, 2)
        if chance.random() < 0.3
    ]
    location = str(tmp_path_factory.mktemp("knot") / "graph.db")
    with open_store(location, create=True) as store:
        store.write(readings)
    return location


def until_closed(terminal: int) -> bytes:
    """All that is still written to a terminal."""
    text = b""
    with suppress(OSError):  # Linux reports the other end's closing so
        while chunk := os.read(terminal, 65536):
            text += chunk
    return text


def test_ctrl_c_ends_a_proof_at_once_and_leaves_the_terminal_as_it_was(knot: str):
    pytest.importorskip("scipy")
    arguments = ["analyse", "balance", "--frustration", "--seconds", "300", "--store", knot]
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "actorgraph", *arguments], stdout=subprocess.PIPE, stderr=slave
    ) as child:
        os.close(slave)
        text = b""
        while b"measuring" not in text:  # from two seconds on: in the solver by then
            text += os.read(master, 65536)
        time.sleep(2)
        child.send_signal(signal.SIGINT)
        sent = time.monotonic()
        text += until_closed(master)
        child.wait(timeout=60)
    os.close(master)
    assert child.returncode == 130
    assert time.monotonic() - sent < 10
    assert text.count(b"\x1b[?25l") == text.count(b"\x1b[?25h") > 0  # the cursor, hidden and shown
    assert b"actorgraph: interrupted" in text
    assert b"Traceback" not in text


def test_progress_off_a_terminal_is_a_line_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    with notes.progress() as report:
        report(Progress(1, 2, "early.txt"))
        monkeypatch.setattr(notes, "_EVERY_SECONDS", 0.0)
        report(Progress(3, 1, "late.txt"))
    assert capsys.readouterr().err == "3 articles, 1 relation: late.txt\n"


def on_a_terminal(*args: str, stderr: bool = False, **environment: str) -> str:
    """What the command prints when stdout is a terminal, and with `stderr` that, too."""
    master, slave = pty.openpty()
    variables = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    with subprocess.Popen(
        [sys.executable, "-m", "actorgraph", *args],
        stdout=slave,
        stderr=slave if stderr else subprocess.PIPE,
        env={**variables, "PYTHONIOENCODING": "utf-8", **environment},
    ) as child:
        os.close(slave)
        text = until_closed(master)
    os.close(master)
    assert child.returncode == 0
    return text.decode()


def test_a_terminal_has_arrows_and_colour_and_no_color_has_none(location: str):
    text = on_a_terminal("neighbours", "Belarus", ACTORGRAPH_STORE=location)
    assert "↔" in text
    assert "since 1999-12-08 …" in text
    assert "\x1b[1m" in text
    plain = on_a_terminal("neighbours", "Belarus", ACTORGRAPH_STORE=location, NO_COLOR="1")
    assert "\x1b" not in plain


def test_copy_shows_how_far_it_is_on_a_terminal(location: str, tmp_path: Path):
    copied = tmp_path / "two.db"
    shown = on_a_terminal("copy", "--from", location, "--to", str(copied), stderr=True, TERM="xterm")
    assert re.search(r"articles.*4/4", shown)
    assert "4 articles new, 0 changed, 0 unchanged" in shown
    again = process("-m", "actorgraph", "copy", "--from", location, "--to", str(copied))
    assert (again.returncode, again.stderr) == (0, "")
    assert "0 articles new, 0 changed, 4 unchanged; relations: 0 added, 0 removed" in again.stdout


def test_a_terminal_gets_no_escape_sequence_out_of_an_article(location: str):
    text = on_a_terminal("why", "Fiji", ACTORGRAPH_STORE=location, NO_COLOR="1")
    assert "tents to Tonga" in text
    assert "\x1b" not in text


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_that_ends_with_an_example(name: str):
    command = app.get_command(ROOT, name)
    assert command is not None
    text = command.get_help(click.Context(command, ROOT, name))
    assert "Example:" in text
    assert text.splitlines()[-1].strip().startswith(f"actorgraph {name}")
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"--{option.name} of {name} has no help"


def test_help_groups_all_commands():
    text = app.get_help(ROOT)
    for heading in ("From articles to the graph:", "Questions:", "The store as a whole:", "Neo4j:"):
        assert heading in text
    assert all(f"\n  {name}" in text for name in COMMANDS)
    assert len(COMMANDS) == len(set(COMMANDS))


def test_completion_is_there():
    done = process("-m", "actorgraph", _ACTORGRAPH_COMPLETE="bash_source")
    assert "_actorgraph_completion" in done.stdout


def test_package_runs_as_a_module(tmp_path: Path):
    done = process("-m", "actorgraph", "stats", "--store", str(tmp_path / "none.db"))
    assert done.returncode == 4
    assert done.stderr.startswith("actorgraph: no store at")
