"""Tables for tests: made by hand from a few words, at random, and from the reference data where it lies."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import strategies as st

from actorgraph.graph.edges import EdgeTable, number
from tests.support import day

REFERENCE = Path(
    os.environ.get("ACTORGRAPH_REFERENCE_DATA", Path(__file__).parents[2].parent / "shared" / "data")
)
needs_reference_data = pytest.mark.skipif(
    not REFERENCE.is_dir(),
    reason="the reference data is not here; ACTORGRAPH_REFERENCE_DATA names its folder",
)


def table(*rows: str, symmetric: bool = False) -> EdgeTable:
    """Events written as `A B score day`, score 1 and 2020-01-01 where left out; actors by appearance."""
    actors: dict[str, int] = {}
    columns: dict[str, list[float]] = {"source": [], "target": [], "score": [], "start": []}
    for row in rows:
        source, target, *rest = row.split()
        columns["source"].append(actors.setdefault(source, len(actors)))
        columns["target"].append(actors.setdefault(target, len(actors)))
        columns["score"].append(float(rest[0]) if rest else 1.0)
        columns["start"].append(number(day(rest[1] if len(rest) > 1 else "2020-01-01")))
    ids = [f"r{place}" for place in range(len(rows))]
    both = {"symmetric": np.full(len(rows), symmetric), "ids": ids}
    return EdgeTable.of_columns({**columns, **both}, tuple(actors))


def edges_table(
    edges: Sequence[tuple[int, int]], size: int, scores: Sequence[float] | None = None
) -> EdgeTable:
    """Events of one day between actors with numbers for names."""
    source, target = np.array(edges, dtype=int).reshape(-1, 2).T
    score = np.ones(len(edges)) if scores is None else np.array(scores, dtype=float)
    columns = {"source": source, "target": target, "start": np.zeros(len(edges)), "score": score}
    return EdgeTable.of_columns(columns, tuple(map(str, range(size))))


@st.composite
def tables(draw: st.DrawFn, actors: int = 12, rows: int = 40) -> EdgeTable:
    """Random events among up to so many actors, of scores from -10 to 10, over two years."""
    size = draw(st.integers(1, actors))
    actor = st.integers(0, size - 1)
    row = st.tuples(actor, actor, st.integers(-10, 10), st.integers(0, 730))
    drawn = draw(st.lists(row, max_size=rows))
    source, target, score, start = np.array(drawn, dtype=int).reshape(-1, 4).T
    columns = {"source": source, "target": target, "score": score, "start": start}
    return EdgeTable.of_columns(columns, tuple(f"a{place}" for place in range(size)))


def reference_table(name: str) -> EdgeTable:
    """The events of a Parquet file of the reference data: Goldstein scores, days, actors by name."""
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    read = parquet.read_table(
        REFERENCE / f"{name}.parquet", columns=["source", "target", "goldstein", "date"]
    )
    chunks = [*read["source"].chunks, *read["target"].chunks]
    named = pyarrow.chunked_array(chunks).combine_chunks().dictionary_encode()
    ends = named.indices.to_numpy()
    columns = {
        "source": ends[: len(read)],
        "target": ends[len(read) :],
        "score": read["goldstein"].to_numpy(),
        "start": read["date"].cast(pyarrow.int32()).to_numpy(),
    }
    return EdgeTable.of_columns(columns, named.dictionary.to_pylist())
