"""Analyses answer alike on every store: imported tables and ties, asked with every command, row by row."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import actorgraph as ag
from actorgraph.cli.app import app
from actorgraph.columns import LAYOUT, NAMES
from actorgraph.store import Filter, open_store
from tests.graph.tables import REFERENCE, needs_reference_data
from tests.neo4j_servers import LTS, NEWEST, Servers, empty_server
from tests.story import story
from tests.support import report
from tests.test_cli_analyses import MORE, QUESTIONS

pytestmark = pytest.mark.neo4j
pytest.importorskip("pyarrow")

NAMES_OF = {
    "generated": ("Norland", "Sudland"),
    "icews14": ("China", "Japan"),
}
"""Table -> two actors that meet often in it."""
CODES = ("010", "020", "036", "042", "051", "071", "111", "112", "130", "141", "163", "173", "190", "193")
HEAD = ("source", "target", "cameo", "date")
Row = tuple[str, str, str, str]
Ask = Callable[[str, Sequence[str]], tuple[Any, str]]


def generated() -> Iterator[Row]:
    """Two years of events among thirty actors, some of known names."""
    chance = random.Random(3)
    who = ["Norland", "Sudland", "France", "Russia", "Ukraine", "Angela Merkel", "Citizen (India)"]
    who += [f"Party {number}" for number in range(23)]
    for _ in range(1_500):
        one, other = chance.sample(who, 2) if chance.random() < 0.7 else chance.sample(who[:2], 2)
        date = f"20{chance.choice((19, 20))}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        yield one, other, chance.choice(CODES), date


def icews14() -> Iterator[Row]:
    """Every thirtieth event of 2014 as published, and all between two states."""
    from pyarrow import parquet

    pair = set(NAMES_OF["icews14"])
    table = parquet.read_table(REFERENCE / "icews14.parquet", columns=list(HEAD)).to_pylist()
    for number, row in enumerate(table):
        if number % 30 == 0 or {row["source"], row["target"]} == pair:
            yield row["source"], row["target"], row["cameo"], row["date"].isoformat()


TABLES: dict[str, Callable[[], Iterator[Row]]] = {"generated": generated, "icews14": icews14}


def filled(location: str, table: Path) -> None:
    """Make a store of the story, an office and its holder, memberships, and a table that `import` reads."""
    ties = [
        report("office", "leader", "HOLDS_OFFICE", "FRA", "2014-02-01", bearing="opens"),
        report("first", "FRA", "MEMBER_OF", "pact", "1990-01-01", bearing="opens"),
        report("second", "DEU", "MEMBER_OF", "pact", "1995-01-01", bearing="opens"),
        report("war", "RUS", "AT_WAR_WITH", "UKR", "2014-03-01", bearing="opens"),
    ]
    with open_store(location, create=True) as store:
        store.write([*story(), *ties])
    done = CliRunner().invoke(app, ["import", str(table), "--map", "icews14", "--store", location])
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="module", params=["generated", pytest.param("icews14", marks=needs_reference_data)])
def table(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Path, str]:
    """The name of a table, its file, and the file of a store that holds it."""
    folder = tmp_path_factory.mktemp("table")
    path = folder / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([HEAD, *TABLES[request.param]()])
    filled(str(folder / "graph.db"), path)
    return request.param, path, str(folder / "graph.db")


@pytest.fixture(scope="module", params=(LTS, NEWEST))
def stores(
    request: pytest.FixtureRequest,
    table: tuple[str, Path, str],
    neo4j_servers: Servers,
) -> Iterator[tuple[str, str, str]]:
    """The name of the table, a file, and a server that holds the same."""
    with pytest.MonkeyPatch.context() as environment:
        uri = empty_server(request.param, neo4j_servers, environment)
        name, path, file = table
        filled(uri, path)
        yield name, file, uri


@pytest.fixture(autouse=True)
def _patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A slow machine says that it is still measuring, which is no part of the answer."""
    monkeypatch.setattr("actorgraph.cli.notes._SILENT_SECONDS", 3600.0)


def asked(location: str, arguments: Sequence[str]) -> tuple[list[Any], str]:
    """The rows of an answer, and what is said beside it."""
    done = CliRunner().invoke(app, ["analyse", *arguments, "--store", location, "-f", "json"])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout), done.stderr


# Two servers are compared with the same file.
asked_of_file = cache(asked)


def questions(pair: tuple[str, str]) -> Iterator[tuple[str, ...]]:
    """Every command, with and without a window."""
    for name, *rest in ((name, *rest) for name, rest in QUESTIONS.items()):
        ends = {"similar": pair[:1], "dyad": pair, "forecast": pair[:1]}.get(name)
        yield (name, *(rest if ends is None else ends))
    yield from MORE
    yield ("dyad", *pair, "--every", "week")
    for name in ("centrality", "blocs", "balance", "brokers", "rollup"):
        yield (name, "--since", "2014-03", "--until", "2020-02", "--kind", "event")
    yield ("centrality", "--origin", "datasets", "--measure", "eigenvector")
    yield ("rising", "--on", "2014-06", "--dyads")
    yield ("diff", "--from", "2014-03-01", "--to", "2014-05-01", pair[0])


def test_every_command_answers_alike(stores: tuple[str, str, str]):
    name, file, uri = stores
    answered = 0
    for arguments in questions(NAMES_OF[name]):
        (here, said), (there, said_there) = asked_of_file(file, arguments), asked(uri, arguments)
        assert len(here) == len(there), arguments
        for number, (one, other) in enumerate(zip(here, there, strict=True)):
            assert one == other, (arguments, number)
        assert said == said_there, arguments
        answered += bool(here)
    assert answered > 20


def test_columns_are_alike_cold_and_kept(stores: tuple[str, str, str]):
    found = []
    for location in stores[1:]:
        for _ in range(2):
            with open_store(location) as store:
                found.append(store.columns(Filter(origins=("icews14",))))
    assert len(found[0]) > 1_000
    for other in found[1:]:
        for name in (*LAYOUT, "ids"):
            assert bytes(getattr(found[0], name)) == bytes(getattr(other, name)), name
        for name in ("actors", *NAMES.values()):
            assert getattr(found[0], name) == getattr(other, name)


@pytest.mark.parametrize(
    "options", [{}, {"directed": False, "weights": "conflict"}, {"multi": True}], ids=str
)
def test_graphs_are_alike(stores: tuple[str, str, str], options: dict[str, Any]):
    graphs = []
    for location in stores[1:]:
        with open_store(location) as store:
            graphs.append(ag.to_networkx(store, ag.Filter(), **options))
    here, there = graphs
    assert type(here) is type(there)
    assert here.number_of_edges() > 200
    assert list(here.nodes(data=True)) == list(there.nodes(data=True))
    keyed = {"keys": True} if options.get("multi") else {}
    assert list(here.edges(data=True, **keyed)) == list(there.edges(data=True, **keyed))
