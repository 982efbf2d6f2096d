"""A whole published data set, where it lies beside the checkout, through the store and back."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from actorgraph.columns import EPOCH
from actorgraph.datasets import load_mapping
from actorgraph.datasets.cameo import goldstein, load_cameo
from actorgraph.datasets.rows import Reader, read_blocks
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


GDELT = REFERENCE / "gdelt_valid.parquet"
UNCODED = 12_429
"""Rows with the name of their relation and no code."""


def test_gdelt_rows_without_code_are_read_by_the_name_of_their_relation() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(GDELT, columns=["cameo", "relation"]).to_pylist()
    mapping = load_mapping("gdelt-benchmark")
    reader = Reader(mapping)
    codes: list[str | None] = []
    for block in read_blocks(GDELT, mapping):
        for part in block.parts:
            reading, refused = reader.reading(part)
            assert refused == []
            codes += [one.code for one in reading.evidence]
    assert len(codes) == len(table) == 238_765
    by_name: Counter[tuple[str, str | None]] = Counter()
    for row, code in zip(table, codes, strict=True):
        if row["cameo"] is None:
            by_name[row["relation"], code] += 1
        else:
            assert code == f"cameo:{row['cameo']}"
    assert by_name.total() == UNCODED
    # One code a name, and one of CAMEO's.
    assert len({name for name, _ in by_name}) == len(by_name) == len(mapping.labels)
    assert {str(code).removeprefix("cameo:") for _, code in by_name} <= set(load_cameo())


def test_gdelt_rows_without_code_are_counted_where_a_mapping_knows_no_names() -> None:
    pytest.importorskip("pyarrow")
    mapping = load_mapping("gdelt-benchmark")
    reader = Reader(replace(mapping, labels={}))
    reasons = Counter(
        reason
        for block in read_blocks(GDELT, mapping)
        for part in block.parts
        for _, reason in reader.refused(part)
    )
    assert reasons.total() == UNCODED
    assert all("code" in reason for reason in reasons)


def test_gdelt_a_second_time_adds_nothing(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "gdelt.parquet"
    parquet.write_table(parquet.read_table(GDELT).slice(100_000, 12_000), path)
    with open_store(str(tmp_path / "gdelt.db"), create=True) as store:
        first, again = (import_table(store, path, load_mapping("gdelt-benchmark")) for _ in range(2))
        stored = len(store.columns(Filter(origins=("gdelt-benchmark",))))
    assert (first.rows, first.unchanged, dict(first.refused)) == (12_000, 0, {})
    assert 0 < first.written.relations_added == stored < 12_000
    assert (again.rows, again.unchanged, again.written.relations_added) == (12_000, 12_000, 0)
