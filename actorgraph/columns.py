"""Relations in columns: how a store hands over many of them at once, whatever it is.

Invariant: equal relations give equal columns. Rows are ordered as `Store.relations` orders them, and a list
of names (`actors`, `types`, `modes`, `datasets`, `codes`) is sorted and holds what occurs in the rows alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

NO_DAY = -(2**31)
"""Stands in a column of days where there is none; smaller than every day."""
EPOCH = dt.date(1970, 1, 1).toordinal()

LAYOUT: Mapping[str, str] = {
    "source": "i", "target": "i", "kind": "B", "type": "B", "mode": "i", "start": "i", "end": "i",
    "first": "i", "last": "i", "precision": "B", "end_precision": "B", "score": "d", "quad": "B",
    "status": "B", "confidence": "d", "reports": "i", "sources": "i", "symmetric": "?", "disputed": "?",
    "dataset": "i", "code": "i",
}  # fmt: skip
"""Column -> how a value is stored, in the letters of `struct` and `array`."""


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """Columns of one length, a row a relation; `numpy.asarray` takes each of them without copying it.

    `source` and `target` are indices into `actors`, `type`, `mode`, `dataset` and `code` into the list of
    that name, in which an empty text stands for none; `kind` is 0 for an event, 1 for a tie; `status` an
    index into `model.STATUSES`. Days count from 1970-01-01, with `NO_DAY` for none: `start` and `end` are the
    relation's own, `first` and `last` those that count in a window by the rules of `store.base.Filter`, and
    `last` is `NO_DAY` while a tie still holds. `precision` and `end_precision` are 0 for no date, 1 for day,
    2 for month, 3 for year. `score` is nan and `quad` 0 where the type has none. `ids` is text of 16 letters
    a row.
    """

    actors: Sequence[str]
    types: Sequence[str]
    modes: Sequence[str]
    datasets: Sequence[str]
    codes: Sequence[str]
    source: memoryview
    target: memoryview
    kind: memoryview
    type: memoryview
    mode: memoryview
    start: memoryview
    end: memoryview
    first: memoryview
    last: memoryview
    precision: memoryview
    end_precision: memoryview
    score: memoryview
    quad: memoryview
    status: memoryview
    confidence: memoryview
    reports: memoryview
    sources: memoryview
    symmetric: memoryview
    disputed: memoryview
    dataset: memoryview
    code: memoryview
    ids: bytes

    def __len__(self) -> int:
        return len(self.source)

    def id_of(self, row: int) -> str:
        """The id of the relation in this row."""
        return self.ids[16 * row : 16 * row + 16].decode("ascii")


NAMES: Mapping[str, str] = {
    "type": "types", "mode": "modes", "dataset": "datasets", "code": "codes",
}  # fmt: skip
"""Column -> the list that its numbers are indices of; for `source` and `target` it is `actors`."""
