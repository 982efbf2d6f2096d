"""The rows of every actor or dyad of a table, found at once: for answers that name the rows of thousands."""

from __future__ import annotations

import numpy as np

from actorgraph.graph.edges import Array, EdgeTable


class RowsOf:
    """Row numbers by key, ascending."""

    def __init__(self, keys: Array, rows: Array) -> None:
        order = np.lexsort((rows, keys))
        self._keys, self._rows = keys[order], rows[order]

    def __getitem__(self, key: int) -> Array:
        """The rows of this key; none for one that does not occur."""
        first, last = np.searchsorted(self._keys, (key, key + 1)).tolist()
        found: Array = self._rows[first:last]
        return found


def of_actors(table: EdgeTable) -> RowsOf:
    """The rows in which each actor (by its index) is source or target."""
    rows = np.arange(len(table))
    other = np.flatnonzero(table.source != table.target)
    keys = np.concatenate([table.source, table.target[other]]).astype(np.int64)
    return RowsOf(keys, np.concatenate([rows, other]))


def of_dyads(table: EdgeTable) -> RowsOf:
    """The rows between each two actors, either way; the key is that of `dyad_key`."""
    return RowsOf(dyad_key(table, table.source, table.target), np.arange(len(table)))


def dyad_key(table: EdgeTable, one: Array | int, other: Array | int) -> Array:
    """One number for two indices of actors, whatever their order."""
    low, high = np.minimum(one, other), np.maximum(one, other)
    keys: Array = np.asarray(low, dtype=np.int64) * max(len(table.actors), 1) + high
    return keys
