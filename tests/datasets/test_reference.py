"""A whole published data set, where it lies beside the checkout, through the store and back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from actorgraph.columns import EPOCH
from actorgraph.datasets import load_mapping
from actorgraph.datasets.cameo import goldstein
from actorgraph.imports import import_table
from actorgraph.store import Filter, open_store
from tests.graph.tables import REFERENCE, needs_reference_data

pytestmark = needs_reference_data


def test_icews14_is_in_the_columns_row_by_row(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(REFERENCE / "icews14.parquet").to_pylist()
    with open_store(str(tmp_path / "icews.db"), create=True) as store:
        result = import_table(store, REFERENCE / "icews14.parquet", load_mapping("icews14", own_actors=True))
        assert (result.rows, dict(result.refused)) == (90_730, {})
        columns = store.columns(Filter(origins=("icews14",)))
    assert (len(columns), len(columns.actors)) == (90_730, 7_128)
    names = [actor.removeprefix("icews14:") for actor in columns.actors]
    stored = Counter(
        (names[source], columns.codes[code], names[target], dt.date.fromordinal(day + EPOCH))
        for source, code, target, day in zip(
            columns.source, columns.code, columns.target, columns.start, strict=True
        )
    )
    assert stored == Counter(
        (row["source"], f"cameo:{row['cameo']}", row["target"], row["date"]) for row in table
    )
    assert all(goldstein(f"cameo:{row['cameo']}") == row["goldstein"] for row in table)
