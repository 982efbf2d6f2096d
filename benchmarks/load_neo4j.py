"""Loading a Neo4j store, against the bare driver writing the very same rows.

    python benchmarks/load_neo4j.py EDGES.parquet --store bolt://127.0.0.1:7687 --relations 200000

EDGES.parquet has the columns source, target, cameo, date, goldstein and url. The database is EMPTIED. Three
loads are measured, each into an empty database after a first one that warms the server up:

- `edges`: the bare driver, `UNWIND $rows ... MERGE` of the relations alone with all their properties;
- `bare`: the bare driver with every row that the store writes, evidence and articles too;
- `store`: the store itself, which also reads what is there, derives the relations and locks.

Then the store loads the same again, which must add nothing.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import neo4j
import pyarrow.parquet as parquet

from actorgraph.dates import Partial
from actorgraph.model import Actor, Article, Evidence, Reading, make_key
from actorgraph.ontology import is_symmetric
from actorgraph.store import Written, open_store
from actorgraph.store.cypher import read
from actorgraph.store.neo4j_server import address
from actorgraph.store.neo4j_write import Batch

ROWS = 1000
"""Rows in one article, as tables are imported."""
ARTICLES = 5
"""Articles in one transaction."""
_TYPES = (
    "COMMENT", "APPEAL", "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "ACCUSE", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "ASSAULT",
    "ASSAULT",
)  # fmt: skip
Statements = list[tuple[str, dict[str, Any]]]


def readings(path: Path, relations: int) -> list[Reading]:
    """The first so many different relations of the file, as readings of `ROWS` rows each."""
    names = ["source", "target", "cameo", "date", "url"]
    items: dict[str, Evidence] = {}
    found: list[Reading] = []
    actors: dict[str, Actor] = {}
    groups: set[str] = set()
    for row in _rows(path, names):
        article = _article(len(found))
        item = _evidence(article, len(items), row)
        if item.group in groups:
            continue
        groups.add(item.group)
        items[item.id] = item
        for name in (row["source"], row["target"]):
            actors[make_key(name)] = Actor(make_key(name), name, "country")
        if len(items) == ROWS or len(groups) == relations:
            found.append(Reading(article, tuple(actors.values()), tuple(items.values()), "benchmark"))
            items, actors = {}, {}
        if len(groups) == relations:
            break
    return found


def _rows(path: Path, names: list[str]) -> Iterator[dict[str, Any]]:
    for batch in parquet.ParquetFile(path).iter_batches(columns=names):
        yield from batch.to_pylist()


def _article(number: int) -> Article:
    return Article(None, title=f"Rows {number}", wire=f"rows {number}", dataset="Benchmark")


def _evidence(article: Article, number: int, row: dict[str, Any]) -> Evidence:
    type_ = _TYPES[int(row["cameo"][:2]) - 1]
    return Evidence(
        article=article.id,
        begin=number,
        end=number + 1,
        sentence="",
        kind="event",
        type=type_,
        source=make_key(row["source"]),
        target=make_key(row["target"]),
        symmetric=is_symmetric(type_),
        when=Partial(row["date"]),
        date_basis="explicit",
        reported=row["date"],
        rule="benchmark",
        confidence=0.5,
        dataset="Benchmark",
        code=f"cameo:{row['cameo']}",
        entry=row["url"],
        extractor="benchmark",
    )


class Recorder:
    """Notes the statements of a transaction that write, and runs all of them."""

    def __init__(self, transaction: neo4j.ManagedTransaction, notes: Statements) -> None:
        self._transaction = transaction
        self._notes = notes

    def run(self, text: str, parameters: dict[str, Any] | None = None, **more: Any) -> neo4j.Result:
        """Run a statement."""
        given = (parameters or {}) | more
        if given.get("rows"):
            self._notes.append((text, given))
        return self._transaction.run(text, given)


class Bench:
    """One server, emptied before each load."""

    def __init__(self, location: str) -> None:
        where = address(location)
        self.location = location
        auth = (where.username, where.password) if where.password else None
        self.driver = neo4j.GraphDatabase.driver(where.uri, auth=auth, notifications_min_severity="OFF")
        self.database = where.database

    def session(self) -> neo4j.Session:
        """A session."""
        return self.driver.session(database=self.database)

    def empty(self) -> None:
        """Delete all nodes and relationships; make constraints and indexes."""
        # Bit by bit: one statement for all would hold all of it in the server's memory.
        for delete in (
            "MATCH ()-[x]->() WITH x LIMIT 20000 DELETE x",
            "MATCH (x) WITH x LIMIT 20000 DELETE x",
        ):
            while self.driver.execute_query(
                delete, database_=self.database
            ).summary.counters.contains_updates:
                pass
        with open_store(self.location, create=True):
            pass

    def record(self, parts: list[list[Reading]]) -> list[Statements]:
        """Load, and return what was written, a list of statements a transaction."""
        recorded: list[Statements] = []
        for part in parts:
            notes: Statements = []
            with self.session() as session:
                session.execute_write(lambda tx, part=part, notes=notes: _record(tx, part, notes))
            recorded.append(notes)
        return recorded

    def replay(self, recorded: list[Statements]) -> None:
        """The bare driver: one session, one transaction for each of the store's."""
        with self.session() as session:
            for notes in recorded:
                session.execute_write(lambda tx, notes=notes: [tx.run(*one).consume() for one in notes])

    def store(self, parts: list[list[Reading]]) -> Written:
        """The store."""
        with open_store(self.location, create=True) as store:
            return sum((store.write(part) for part in parts), Written())


def _record(transaction: neo4j.ManagedTransaction, part: list[Reading], notes: Statements) -> None:
    batch = Batch(Recorder(transaction, notes))  # type: ignore[arg-type]
    batch.lock("benchmark")
    batch.write(part)


def _edges_only(recorded: list[Statements]) -> list[Statements]:
    actors, mark = read("load", "actors").text, "MERGE (source)-[r:"
    return [[one for one in notes if one[0] == actors or mark in one[0]] for notes in recorded]


def _parts(path: Path, relations: int) -> list[list[Reading]]:
    """A list of readings a transaction."""
    every = readings(path, relations)
    return [every[begin : begin + ARTICLES] for begin in range(0, len(every), ARTICLES)]


def _timed(name: str, relations: int, work: Callable[[], Any]) -> float:
    begin = time.perf_counter()
    result = work()
    seconds = time.perf_counter() - begin
    said = f"  {result}" if result else ""
    print(f"{name:13} {seconds:7.1f} s  {relations / seconds:8,.0f} relations/s{said}", flush=True)
    return seconds


def _server_memory(pid: int | None) -> str:
    if pid is None:
        return "not asked for (--server-pid)"
    shown = subprocess.run(["ps", "-o", "rss=", "-p", str(pid)], capture_output=True, text=True, check=True)
    return f"{int(shown.stdout) / 1024:,.0f} MB"


def main() -> int:
    """Run all loads and print a line each."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("edges", type=Path)
    parser.add_argument("--store", default=os.environ.get("ACTORGRAPH_STORE", "bolt://127.0.0.1:7687"))
    parser.add_argument("--relations", type=int, default=200_000)
    parser.add_argument("--server-pid", type=int, help="to print the memory of the server")
    options = parser.parse_args()
    parts = _parts(options.edges, options.relations)
    count = sum(len(reading.evidence) for part in parts for reading in part)
    bench = Bench(options.store)
    extension = "with" if _has_extension() else "without"
    print(f"{count:,} relations, driver {neo4j.__version__} {extension} neo4j-rust-ext", flush=True)
    print(f"client before loading: {_client_memory()}")
    bench.empty()
    recorded = bench.record(parts)
    bench.empty()
    _timed("edges", count, lambda: bench.replay(_edges_only(recorded)))
    bench.empty()
    bare = _timed("bare", count, lambda: bench.replay(recorded))
    bench.empty()
    print(f"client with what the bare driver writes in memory: {_client_memory()}")
    parts = _parts(options.edges, options.relations)  # the old ones have kept their keys since the recording
    own = _timed("store", count, lambda: bench.store(parts))
    _timed("store again", count, lambda: bench.store(parts))
    print(f"store / bare = {own / bare:.2f}; server memory: {_server_memory(options.server_pid)}")
    bench.driver.close()
    return 0


def _has_extension() -> bool:
    from importlib.metadata import PackageNotFoundError, version

    try:
        version("neo4j-rust-ext")
    except PackageNotFoundError:
        return False
    return True


def _client_memory() -> str:
    return f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"


if __name__ == "__main__":
    sys.exit(main())
