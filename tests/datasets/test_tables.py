from __future__ import annotations

import datetime as dt
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from actorgraph.datasets import Mapping, load_mapping
from actorgraph.datasets.tables import count_rows, read_rows
from actorgraph.errors import BadTable

_MAPPING = load_mapping("icews14")


def _read(path: Path, *columns: str, at_once: int = 2, **others: Any) -> list[list[tuple[object, ...]]]:
    return list(read_rows(path, replace(_MAPPING, **others), columns, at_once))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("t.csv", 'a,b,c\n1,"x, y",3\n4,5,6\n7,8,9\n'),
        ("t.tsv", 'a\tb\tc\n1\t"x, y"\t3\n4\t5\t6\n7\t8\t9\n'),
        ("t.csv", '\ufeffa,b,c\r\n1,"x, y",3\r\n4,5,6\r\n7,8,9\r\n'),
    ],
)
def test_columns_by_name_in_any_order_a_few_rows_at_a_time(tmp_path: Path, name: str, text: str) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8", newline="")
    assert _read(path, "c", "b", "b") == [[("3", "x, y", "x, y"), ("6", "5", "5")], [("9", "8", "8")]]
    assert count_rows(path) is None


def test_a_file_without_header_and_without_quotes(tmp_path: Path) -> None:
    path = tmp_path / "t.tab"
    path.write_text('1\tthe "x\n2\n', encoding="utf-8")
    assert _read(path, "b", "a", header=("a", "b"), quoted=False) == [[('the "x', "1"), (None, "2")]]


def test_a_zip_archive_of_one_file(tmp_path: Path) -> None:
    path = tmp_path / "t.tsv.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("t.tsv", "a\tb\n1\t2\n")
    assert _read(path, "b") == [[("2",)]]
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("u.tsv", "")
    with pytest.raises(BadTable, match="holds 2 files"):
        _read(path, "b")


def test_parquet(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    arrow = pytest.importorskip("pyarrow")
    path = tmp_path / "t.parquet"
    days = [dt.date(2020, 8, day) for day in (1, 2, 3)]
    parquet.write_table(arrow.table({"a": ["x", None, "z"], "b": days}), path, row_group_size=1)
    assert _read(path, "b", "a") == [[(days[0], "x"), (days[1], None)], [(days[2], "z")]]
    assert count_rows(path) == 3
    with pytest.raises(BadTable, match="no column 'c'; its header has a, b"):
        _read(path, "c")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("t.csv", b"a,b\n1,2\n", "no column 'c'; its header has a, b"),
        ("t.csv", b"", "no column 'c'; its header has nothing"),
        ("t.csv", b"c\n\xff\xfe\n", r"no text in UTF-8 \(byte"),
        ("t.parquet", b"PAR1 is it not", "cannot be read as Parquet"),
        ("t.zip", b"PK is it not", "no ZIP archive"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str, content: bytes, message: str) -> None:
    if name.endswith("parquet"):
        pytest.importorskip("pyarrow")
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(BadTable, match=message) as caught:
        _read(path, "c")
    assert str(path) in str(caught.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="No such file"):
        _read(tmp_path / "none.csv", "a")


def test_mappings_are_values() -> None:
    assert isinstance(_MAPPING, Mapping)
    assert load_mapping("icews14") == _MAPPING
