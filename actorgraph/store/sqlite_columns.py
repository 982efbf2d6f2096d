"""Columns out of a SQLite store: from the file beside it while that is current, else row by row.

Invariant: a file beside the store is used only for the very content that it was made of.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from actorgraph.columns import NO_DAY, Columns
from actorgraph.store.base import Filter
from actorgraph.store.column_file import load, save
from actorgraph.store.columns import ROW, gather, select
from actorgraph.store.sqlite_where import where

Kept = tuple[str, Columns]
"""The version of the content, and all its relations in columns."""


def read(
    connection: sqlite3.Connection, location: str, filter_: Filter, kept: Kept | None
) -> tuple[Columns, Kept | None]:
    """The relations that match, and all of them if they were read; `kept` is what the last call gave."""
    with _one_moment(connection):
        ((version,),) = connection.execute("SELECT version FROM content")
        if kept is None or kept[0] != version:
            path = Path(f"{location}.columns")
            found = load(path, version)
            if found is None and filter_.between:
                # A few relations that an index finds; not worth reading all the others for.
                return gather(connection.execute(*_query(filter_))), None
            if found is None:
                found = gather(connection.execute(*_query(Filter())))
                save(path, version, found)
            kept = (version, found)
    return select(kept[1], filter_), kept


@contextmanager
def _one_moment(connection: sqlite3.Connection) -> Iterator[None]:
    """All that is read inside is of one moment, whatever others write meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _day(column: str) -> str:
    return f"coalesce(CAST(julianday({column}) - 2440587.5 AS INTEGER), {NO_DAY})"


_SELECTED = {
    **{name: _day(f'"{name}"') for name in ("start", "end", "first_seen", "last_seen")},
    "precision": "start_precision",
    "quad": "coalesce(quad, 0)",
    "closed": "closed_by IS NOT NULL",
}
_COLUMNS = ", ".join(_SELECTED.get(name, name) for name in ROW)


def _query(filter_: Filter) -> tuple[str, dict[str, object]]:
    condition, values = where(filter_)
    return f"SELECT {_COLUMNS} FROM relation{condition}", values
