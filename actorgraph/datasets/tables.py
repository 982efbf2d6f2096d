"""Rows of a file as texts of the columns that a mapping names, a few at a time: memory stays flat."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Literal, TextIO

from actorgraph.datasets.mapping import Mapping
from actorgraph.errors import BadTable, ExtraMissing

Row = tuple[Any, ...]
"""Values of the columns asked for, in that order: text, or of the file's own type; None for none."""

_DELIMITERS = {".csv": ",", ".tsv": "\t", ".tab": "\t", ".txt": "\t"}
_FIELD_LIMIT = 1_000_000


def count_rows(path: Path) -> int | None:
    """The number of rows where the file tells it by itself (Parquet), else None."""
    if path.suffix.lower() != ".parquet":
        return None
    with _parquet(path) as file:
        return int(file.metadata.num_rows)


def read_rows(path: Path, mapping: Mapping, columns: Sequence[str], at_once: int) -> Iterator[list[Row]]:
    """Lists of `at_once` rows, the last one shorter. Rows of a text file with too few cells end in None.

    Raises `BadTable` for a file that cannot be read, that lacks a column, or is broken in the middle, and
    `ExtraMissing` for Parquet without the library for it.
    """
    if path.suffix.lower() == ".parquet":
        yield from _parquet_rows(path, columns, at_once)
        return
    try:
        with _text(path) as stream:
            yield from _text_rows(stream, path, mapping, columns, at_once)
    except OSError as error:
        raise BadTable(f"{path}: {error.strerror}. Name a file in CSV, TSV or Parquet.") from error
    except UnicodeDecodeError as error:
        raise BadTable(f"{path}: no text in UTF-8 (byte {error.start}); convert it first") from error
    except csv.Error as error:
        raise BadTable(f"{path}: broken table ({error}); set `quoted` in [file] of the mapping") from error


@contextmanager
def _text(path: Path) -> Iterator[TextIO]:
    """The text of the file, or of the only file in a ZIP archive, as GDELT publishes them."""
    if path.suffix.lower() != ".zip":
        with path.open("r", encoding="utf-8-sig", newline="") as stream:
            yield stream
        return
    import zipfile  # most files are none

    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            if len(names) != 1:
                raise BadTable(f"{path}: the archive holds {len(names)} files; unpack it and name one")
            with (
                archive.open(names[0]) as packed,
                io.TextIOWrapper(packed, "utf-8-sig", newline="") as stream,
            ):
                yield stream
    except zipfile.BadZipFile as error:
        raise BadTable(f"{path}: no ZIP archive ({error})") from error


def _text_rows(
    stream: TextIO, path: Path, mapping: Mapping, columns: Sequence[str], at_once: int
) -> Iterator[list[Row]]:
    csv.field_size_limit(max(csv.field_size_limit(), _FIELD_LIMIT))
    inner = Path(path.stem).suffix if path.suffix.lower() == ".zip" else path.suffix
    delimiter = mapping.delimiter or _DELIMITERS.get(inner.lower(), ",")
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if mapping.quoted else csv.QUOTE_NONE
    reader = csv.reader(stream, delimiter=delimiter, quoting=quoting)
    header = list(mapping.header) or next(reader, [])
    places = _places(path, header, columns)
    last = max(places)
    while some := list(islice(reader, at_once)):
        yield [
            tuple([row[place] for place in places])
            if len(row) > last
            else tuple([row[place] if place < len(row) else None for place in places])
            for row in some
        ]


def _places(path: Path, header: Sequence[str], columns: Sequence[str]) -> list[int]:
    for column in columns:
        if column not in header:
            found = ", ".join(header[:40]) or "nothing"
            raise BadTable(
                f"{path}: no column {column!r}; its header has {found}. Correct [columns] of the mapping."
            )
    return [list(header).index(column) for column in columns]


@contextmanager
def _parquet(path: Path) -> Iterator[Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise ExtraMissing("Parquet files need pyarrow: pip install 'actorgraph[tables]'") from error
    try:
        with parquet.ParquetFile(path) as file:
            yield file
    except (OSError, pyarrow.ArrowException) as error:
        raise BadTable(f"{path}: it cannot be read as Parquet ({error})") from error


def _parquet_rows(path: Path, columns: Sequence[str], at_once: int) -> Iterator[list[Row]]:
    with _parquet(path) as file:
        _places(path, file.schema_arrow.names, columns)
        wanted = list(dict.fromkeys(columns))
        pending: list[Row] = []
        for batch in file.iter_batches(batch_size=at_once, columns=wanted):
            lists = {name: batch.column(name).to_pylist() for name in wanted}
            pending.extend(zip(*(lists[name] for name in columns), strict=True))
            # Batches end where groups of rows in the file do, blocks must not depend on that.
            while len(pending) >= at_once:
                yield pending[:at_once]
                pending = pending[at_once:]
        if pending:
            yield pending
