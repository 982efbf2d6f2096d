"""How much faster measures over columns are than plain NetworkX, on the same edges, in one run.

    python benchmarks/analytics.py EDGES.parquet [--pivots 20] [--only TEXT]

EDGES.parquet has the columns source, target, goldstein and date; a million rows take some minutes. Times are
of the processor, so that other work on the machine does not count; nothing here runs on two at once. Ours is
the least of three runs, NetworkX's one run, since it takes long; its graph is built beforehand, and so is our
table. Betweenness by NetworkX is timed on so many pivots and multiplied up to 500, since its time is
proportional to them. Ends with 1 where a ratio is below its target.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import networkx as nx
import pyarrow
from pyarrow import parquet

from actorgraph.dates import Window
from actorgraph.graph import communities
from actorgraph.graph.census import census
from actorgraph.graph.centrality import betweenness, pagerank
from actorgraph.graph.dyads import dyads
from actorgraph.graph.edges import EdgeTable
from actorgraph.graph.extras import has_igraph
from actorgraph.graph.matrices import adjacency

PIVOTS = 500
MONTHS = [dt.date(2014, month, 1) for month in range(1, 13)]


def read(path: str) -> tuple[EdgeTable, Any]:
    """The table, and the MultiDiGraph with the same edges."""
    rows = parquet.read_table(path, columns=["source", "target", "goldstein", "date"])
    named = pyarrow.chunked_array([*rows["source"].chunks, *rows["target"].chunks])
    ends = named.combine_chunks().dictionary_encode()
    indices, size = ends.indices.to_numpy(), len(rows)
    columns = {
        "source": indices[:size],
        "target": indices[size:],
        "score": rows["goldstein"].to_numpy(),
        "start": rows["date"].cast(pyarrow.int32()).to_numpy(),
    }
    graph = nx.MultiDiGraph()
    source, target, score, date = (
        rows[name].to_pylist() for name in ("source", "target", "goldstein", "date")
    )
    for a, b, value, day in zip(source, target, score, date, strict=True):
        graph.add_edge(a, b, goldstein=value, date=day)
    return EdgeTable.of_columns(columns, ends.dictionary.to_pylist()), graph


def last_day(month: dt.date) -> dt.date:
    """The last day of the month that begins on this day."""
    return (month + dt.timedelta(31)).replace(day=1) - dt.timedelta(1)


def sliced(graph: Any, month: dt.date) -> list[tuple[str, str, dict[str, Any]]]:
    """The edges of a month, as a user of NetworkX finds them."""
    end = last_day(month)
    return [edge for edge in graph.edges(data=True) if month <= edge[2]["date"] <= end]


def month_graph(graph: Any, month: dt.date) -> Any:
    """The month as a weighted DiGraph."""
    part: nx.DiGraph[str] = nx.DiGraph()
    for a, b, _ in sliced(graph, month):
        weight = part[a][b]["weight"] + 1 if part.has_edge(a, b) else 1
        part.add_edge(a, b, weight=weight)
    return part


def dyad_months(graph: Any) -> dict[Any, list[float]]:
    """Number and sum of scores by source, target and month."""
    sums: dict[Any, list[float]] = defaultdict(lambda: [0, 0.0])
    for a, b, data in graph.edges(data=True):
        row = sums[a, b, data["date"].year, data["date"].month]
        row[0] += 1
        row[1] += data["goldstein"]
    return sums


def simple(graph: Any) -> Any:
    """One edge a dyad, weighted by their number."""
    made: nx.DiGraph[str] = nx.DiGraph()
    for a, b in graph.edges():
        if a != b:
            weight = made[a][b]["weight"] + 1 if made.has_edge(a, b) else 1
            made.add_edge(a, b, weight=weight)
    return made


def seconds(work: Callable[[], object], times: int = 1) -> float:
    """The least processor time that `work` took."""
    taken = []
    for _ in range(times):
        begun = time.process_time()
        work()
        taken.append(time.process_time() - begun)
    return min(taken)


def months_of(table: EdgeTable, months: list[dt.date]) -> list[EdgeTable]:
    """The table's rows of each month."""
    return [table.window(Window(month, last_day(month))) for month in months]


def comparisons(
    table: EdgeTable, graph: Any, pivots: int
) -> list[tuple[str, float, Callable[[], object], Any]]:
    """(what, target ratio, ours, theirs); theirs gives its work, and by how much its time is multiplied."""
    flat = simple(graph)
    matrix = adjacency(table, weight="none")
    chosen = random.Random(0).sample(sorted(flat), pivots)
    rows: list[tuple[str, float, Callable[[], object], Any]] = [
        ("month slice, 12 months", 100, lambda: months_of(table, MONTHS),
         (lambda: [sliced(graph, month) for month in MONTHS], 1)),
        ("all dyad-months", 20, lambda: dyads(table, every="month", loops=True),
         (lambda: dyad_months(graph), 1)),
        ("ten monthly PageRanks", 100,
         lambda: [pagerank(adjacency(one.compact())) for one in months_of(table, MONTHS[:10])],
         (lambda: [nx.pagerank(month_graph(graph, month)) for month in MONTHS[:10]], 1)),
        ("PageRank, whole graph", 20, lambda: pagerank(adjacency(table)), (lambda: nx.pagerank(graph), 1)),
    ]  # fmt: skip
    if has_igraph():
        both = flat.to_undirected()
        rows += [
            (f"betweenness, {PIVOTS} pivots [fast]", 30, lambda: betweenness(matrix, pivots=PIVOTS),
             (lambda: nx.betweenness_centrality_subset(flat, chosen, list(flat)), PIVOTS / pivots)),
            ("Leiden [fast], against Louvain", 20, lambda: communities.communities(table, "leiden"),
             (lambda: nx.community.louvain_communities(both, weight="weight", seed=0), 1)),
        ]  # fmt: skip
    rows.append(("triad census", 8, lambda: census(table), (lambda: nx.triadic_census(flat), 1)))
    return rows


def main() -> None:
    """Print a line a comparison."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("edges", metavar="EDGES.parquet")
    parser.add_argument("--pivots", type=int, default=20, help="of betweenness by NetworkX (default 20)")
    parser.add_argument("--only", default="", help="only the lines that contain this text")
    given = parser.parse_args()
    table, graph = read(given.edges)
    print(f"{len(table):,} edges, {len(table.actors):,} actors")
    print(f"{'':36}{'ours, s':>10}{'NetworkX, s':>13}{'ratio':>8}{'target':>8}")
    missed = False
    for what, target, ours, (theirs, factor) in comparisons(table, graph, given.pivots):
        if given.only.casefold() not in what.casefold():
            continue
        quick, slow = seconds(ours, 3), seconds(theirs) * factor
        missed |= slow / quick < target
        print(f"{what:36}{quick:10.4f}{slow:13.2f}{slow / quick:8.0f}{target:8.0f}", flush=True)
    raise SystemExit(int(missed))


if __name__ == "__main__":
    main()
