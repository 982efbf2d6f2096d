"""What the command line prints of one graph, byte for byte, whatever the store."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from actorgraph.cli.app import app
from actorgraph.store import open_store
from actorgraph.store.copying import copy
from tests.contract.conftest import SERVERS, Fresh
from tests.store.affair import affair
from tests.story import story

SEEDS = Path(__file__).parents[2] / "seeds"
DAY = ("neighbours", "Belarus", "--on", "2020-08-15")
QUESTIONS = [
    DAY,
    *((*DAY, "-f", form) for form in ("json", "jsonl", "csv", "tsv", "md")),
    (*DAY, "--undated", "--all"),
    ("neighbours", "Belarus"),
    ("neighbours", "Lukashenka", "--since", "2020-08", "--until", "2020-10", "--direction", "out"),
    ("neighbours", "Russia", "--origin", "datasets"),
    ("neighbours", "Russia", "--origin", "nothing"),
    ("neighbours", "Belaruss"),
    ("why", "Belarus", "-f", "jsonl"),
    ("why", "Qatar", "Saudi Arabia"),
    ("timeline", "European Union", "Belarus", "-f", "csv"),
    ("path", "Lithuania", "Russia", "--kind", "tie"),
    ("path", "Qatar", "Iran", "-f", "json"),
    ("actors",),
    ("actors", "sanc", "-f", "json"),
    ("stats",),
    ("stats", "-f", "json"),
    ("export", "-f", "jsonl"),
    ("export", "-f", "graphml", "--since", "2020"),
    ("analyse", "centrality", "-f", "json"),
    ("analyse", "diff", "--from", "2020-08-01", "--to", "2020-10-05"),
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A file with the graph of seeds/ and, by hand, what is rare in it."""
    location = str(tmp_path_factory.mktemp("answers") / "graph.db")
    built = CliRunner().invoke(app, ["build", str(SEEDS), "--store", location])
    assert built.exit_code == 0, built.output
    with open_store(location) as store:
        store.write([*affair(), *story()])
    return location


@pytest.fixture(scope="module")
def copied(file: str, fresh: Fresh) -> str:
    location = fresh()
    with open_store(file) as one, open_store(location, create=True) as other:
        copy(one, other, batch=7)
    return location


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_every_store_prints_the_same(file: str, copied: str, question: tuple[str, ...]) -> None:
    expected = CliRunner().invoke(app, [*question, "--store", file])
    found = CliRunner().invoke(app, [*question, "--store", copied])
    assert (found.exit_code, found.stdout_bytes) == (expected.exit_code, expected.stdout_bytes)
    assert found.stderr == expected.stderr
    assert expected.exit_code in (0, 2, 3)
    assert bool(expected.stdout) == (expected.exit_code == 0)


@pytest.mark.parametrize("fresh", SERVERS, indirect=True, scope="module")
@pytest.mark.parametrize(("actor", "day"), [("Belarus", "2020-08-15"), ("Qatar", "2021-01-05")])
def test_the_query_to_paste_finds_what_the_command_shows(copied: str, actor: str, day: str) -> None:
    asked = ["neighbours", actor, "--on", day, "-f", "json", "--store", copied]
    shown = json.loads(CliRunner().invoke(app, asked).stdout)
    found = {}
    for name in ("neighbours_on", "picture_on"):
        given = ["cypher", name, "-p", f"actor={actor}", "-p", f"day={day}", "-f", "json", "--store", copied]
        found[name] = json.loads(CliRunner().invoke(app, given).stdout)
    rows = [(row["type"], row["mode"], row["neighbour"], row["status"]) for row in found["neighbours_on"]]
    expected = [(row["type"], row["mode"], row["actor"]["name"], row["status"]) for row in shown]
    assert sorted(rows, key=repr) == sorted(expected, key=repr)
    drawn = {part["id"] for row in found["picture_on"] for part in row["path"] if "type" in part}
    assert drawn == {row["id"] for row in shown}
    assert len(shown) > 1
