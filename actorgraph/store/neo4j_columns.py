"""Columns out of a Neo4j store: from a file in the user's cache while that is current, else row by row.

What a person changes by hand is noticed where nodes or relationships come or go, and otherwise with the next
batch that is written.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any

from actorgraph.columns import Columns
from actorgraph.model import Relation, make_key
from actorgraph.store.base import Filter
from actorgraph.store.column_file import load, save
from actorgraph.store.columns import gather, of_relations, select

Kept = tuple[str, Columns]
"""The version of the content, and all its relations in columns."""


def read(
    name: str,
    version: Callable[[], str],
    rows: Callable[[], Iterable[Sequence[Any]]],
    relations: Callable[[Filter], Iterable[Relation]],
    filter_: Filter,
    kept: Kept | None,
) -> tuple[Columns, Kept | None]:
    """The relations that match, and all of them if they were read; `kept` is what the last call gave.

    `name` is that of the database, `version` tells the content from every other, `rows` reads all of it as
    rows of `columns.ROW`, `relations` what is between actors.
    """
    if filter_.between:
        # A few relations that an index finds; not worth reading all the others for.
        return of_relations(relations(filter_)), kept
    current = version()
    if kept is None or kept[0] != current:
        from platformdirs import user_cache_path

        path = user_cache_path("actorgraph") / f"{make_key(name)}.columns"
        found = load(path, current)
        if found is None:
            found = gather(rows())
            if version() != current:
                return select(found, filter_), None  # written to meanwhile: nobody knows what was read
            with suppress(OSError):
                path.parent.mkdir(parents=True, exist_ok=True)
            save(path, current, found)
        kept = (current, found)
    return select(kept[1], filter_), kept
