"""Columns out of the rows of a store, and the part of them that a filter takes.

Invariant: `select` of all relations is what the store's own query for the same filter gives.
"""

from __future__ import annotations

import datetime as dt
import math
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from itertools import islice
from typing import Any

import numpy as np
import numpy.typing as npt

from actorgraph.columns import EPOCH, LAYOUT, NAMES, NO_DAY, Columns
from actorgraph.dates import PRECISIONS
from actorgraph.model import STATUSES, Relation
from actorgraph.store.base import ARTICLES, DATASETS, Filter

Array = npt.NDArray[Any]
Arrays = dict[str, Array]

ROW = (
    "id", "source", "target", "kind", "type", "mode", "start", "end", "first_seen", "last_seen", "precision",
    "end_precision", "score", "quad", "status", "confidence", "reports", "sources", "symmetric", "disputed",
    "closed", "dataset", "code",
)  # fmt: skip
"""What `gather` takes of each relation: days as numbers (`NO_DAY` for none), no quad as 0, `closed` whether
something closed it, everything else as in `model.Relation`."""
_KINDS = {"event": 0, "tie": 1}
_PRECISIONS = {None: 0} | {name: number for number, name in enumerate(PRECISIONS, 1)}
_TYPES = {letter: np.dtype(letter) for letter in set(LAYOUT.values())}
_AT_ONCE = 20_000

_watcher: ContextVar[Callable[[int | None], None] | None] = ContextVar("watcher", default=None)


@contextmanager
def watched(report: Callable[[int | None], None]) -> Iterator[None]:
    """Inside, a store that is read row by row tells how many relations it has read, and None at the end.

    Most calls of `Store.columns` find the columns ready and tell nothing.
    """
    token = _watcher.set(report)
    try:
        yield
    finally:
        _watcher.reset(token)


class _Names(dict[str | None, int]):
    """Numbers names in the order in which they are looked up."""

    def __missing__(self, name: str | None) -> int:
        number = self[name] = len(self)
        return number


def gather(rows: Iterable[Sequence[Any]]) -> Columns:
    """Columns of relations given as rows of `ROW`, in any order."""
    ids: list[str] = []
    actors = _Names()
    names = {name: _Names() for name in NAMES}
    coded: dict[str, Any] = {"kind": _KINDS, "precision": _PRECISIONS, "end_precision": _PRECISIONS}
    coded |= {"status": {name: number for number, name in enumerate(STATUSES)}}
    coded |= {"source": actors, "target": actors, **names}
    letters = {
        "closed": "B",
        "first_seen": "i",
        "last_seen": "i",
        **LAYOUT,
        "symmetric": "B",
        "disputed": "B",
    }
    given = {name: array("i" if name == "type" else letters[name]) for name in ROW[1:]}
    remaining = iter(rows)
    report = _watcher.get()
    while some := list(islice(remaining, _AT_ONCE)):
        first, *others = zip(*some, strict=True)
        ids.extend(first)
        for name, values in zip(ROW[1:], others, strict=True):
            column: Iterable[Any] = values
            if name in coded:
                column = map(coded[name].__getitem__, values)
            elif name == "score":
                column = (math.nan if value is None else value for value in values)
            given[name].extend(column)
        if report:
            report(len(ids))
    if report:
        report(None)
    arrays: Arrays = {
        name: np.frombuffer(values, values.typecode) for name, values in given.items() if values
    }
    if not arrays:
        arrays = {name: np.empty(0, letters[name]) for name in ROW[1:]}
    _add_window_days(arrays)
    arrays["id"] = np.frombuffer(bytes.fromhex("".join(ids)), ">u8").astype("u8")
    lists = {"actors": actors, **{NAMES[name]: table for name, table in names.items()}}
    return _ordered(arrays, {name: [text or "" for text in table] for name, table in lists.items()})


def of_relations(relations: Iterable[Relation]) -> Columns:
    """Columns of relations one by one: for a store that has no quicker way."""
    return gather(map(_row, relations))


def _row(relation: Relation) -> tuple[Any, ...]:
    days = (relation.start, relation.end, relation.first_seen, relation.last_seen)
    return (
        relation.id,
        relation.source,
        relation.target,
        relation.kind,
        relation.type,
        relation.mode,
        *(NO_DAY if day is None else _number(day) for day in days),
        relation.start_precision,
        relation.end_precision,
        relation.score,
        relation.quad or 0,
        relation.status,
        relation.confidence,
        relation.reports,
        relation.sources,
        relation.symmetric,
        relation.disputed,
        relation.closed_by is not None,
        relation.dataset,
        relation.code,
    )


def _add_window_days(arrays: Arrays) -> None:
    """Add `first` and `last` by the rules of `Filter`."""
    is_tie = arrays["kind"] == _KINDS["tie"]
    first, last = arrays["start"].copy(), arrays["end"].copy()
    for instead in (arrays.pop("first_seen"), arrays["end"]):
        lacking = is_tie & (first == NO_DAY)
        first[lacking] = instead[lacking]
    ended = is_tie & (last == NO_DAY) & (arrays.pop("closed") != 0)
    last[ended] = arrays.pop("last_seen")[ended]
    arrays["first"], arrays["last"] = first, last


def _ordered(arrays: Arrays, lists: dict[str, list[str]]) -> Columns:
    """Columns with sorted lists of names and with rows in the order of `Store.relations`."""
    for name, column in _indices():
        order = sorted(range(len(lists[name])), key=lists[name].__getitem__)
        rank = np.empty(len(order), np.int32)
        rank[order] = np.arange(len(order), dtype=np.int32)
        arrays[column] = rank[arrays[column]] if len(order) else arrays[column]
    lists = {name: sorted(texts) for name, texts in lists.items()}
    start = arrays["start"]
    undated_last = np.where(start == NO_DAY, np.iinfo(np.int32).max, start)
    rows = np.lexsort((arrays["id"], arrays["type"], undated_last))
    picked = {name: column[rows] for name, column in arrays.items()}
    return made(
        {name: picked[name].astype(_TYPES[letter]) for name, letter in LAYOUT.items()}, picked["id"], lists
    )


def made(arrays: Arrays, ids: Array, lists: Mapping[str, Sequence[str]]) -> Columns:
    """Columns of arrays that nobody may change from here on; `ids` are numbers."""
    views: dict[str, Any] = {name: tuple(texts) for name, texts in lists.items()}
    for name, values in arrays.items():
        values.flags.writeable = False
        views[name] = values.data
    text = ids.astype(">u8").tobytes().hex().encode("ascii")
    return Columns(**views, ids=text)


def _indices() -> list[tuple[str, str]]:
    """Pairs of a list of names and a column of indices into it."""
    return [("actors", "source"), ("actors", "target"), *((names, column) for column, names in NAMES.items())]


def select(columns: Columns, filter_: Filter) -> Columns:
    """The rows that match. Raises ValueError for more than two actors."""
    arrays = {name: np.asarray(getattr(columns, name)) for name in LAYOUT}
    mask = _mask(arrays, columns, filter_)
    if mask is None or mask.all():
        return columns
    rows = np.flatnonzero(mask)
    picked = {name: values[rows] for name, values in arrays.items()}
    lists: dict[str, list[str]] = {}
    for name, of in _by_list():
        texts: Sequence[str] = getattr(columns, name)
        used = np.zeros(len(texts), bool)
        for column in of:
            used[picked[column]] = True
        number = np.cumsum(used, dtype=np.int32) - 1
        for column in of:
            picked[column] = number[picked[column]].astype(_TYPES[LAYOUT[column]])
        lists[name] = [texts[index] for index in np.flatnonzero(used).tolist()]
    ids = np.frombuffer(bytes.fromhex(columns.ids.decode("ascii")), ">u8")[rows]
    return made(picked, ids, lists)


def _by_list() -> list[tuple[str, tuple[str, ...]]]:
    return [("actors", ("source", "target")), *((names, (column,)) for column, names in NAMES.items())]


def _mask(arrays: Arrays, columns: Columns, filter_: Filter) -> Array | None:
    """Which rows match; None for all."""
    if len(filter_.between) > 2:
        raise ValueError(f"relations are between two actors at most, not {len(filter_.between)}")
    masks: list[Array] = []
    if filter_.between:
        masks.append(_between(arrays, columns.actors, filter_))
    for column, names, wanted in (
        ("kind", tuple(_KINDS), filter_.kinds),
        ("type", columns.types, filter_.types),
        ("status", STATUSES, filter_.statuses),
    ):
        if wanted:
            masks.append(_among(arrays[column], names, frozenset(wanted)))
    if filter_.origins:
        named = {"" if name == ARTICLES else name for name in filter_.origins}
        named |= {name for name in columns.datasets if name and DATASETS in filter_.origins}
        masks.append(_among(arrays["dataset"], columns.datasets, named))
    if filter_.min_confidence > 0:
        masks.append(arrays["confidence"] >= filter_.min_confidence)
    if filter_.min_sources > 1:
        masks.append(arrays["sources"] >= filter_.min_sources)
    if not filter_.window.is_open:
        masks.append(_window(arrays, filter_))
    return np.logical_and.reduce(masks) if masks else None


def _among(column: Array, names: Sequence[str], wanted: set[str] | frozenset[str]) -> Array:
    flags = np.array([name in wanted for name in names] or [False])
    return np.asarray(flags[column])


def _between(arrays: Arrays, actors: Sequence[str], filter_: Filter) -> Array:
    # No actor has the number -1, so a name that is not there matches nothing.
    numbers = [actors.index(id_) if id_ in actors else -1 for id_ in filter_.between]
    source, target, symmetric = (arrays[name] for name in ("source", "target", "symmetric"))
    one = numbers[0]
    out, in_ = source == one, target == one
    if len(numbers) == 2:
        out, in_ = out & (target == numbers[1]), in_ & (source == numbers[1])
    if filter_.direction == "out":
        return np.asarray(out | (in_ & symmetric))
    if filter_.direction == "in":
        return np.asarray(in_ | (out & symmetric))
    return np.asarray(out | in_)


def _window(arrays: Arrays, filter_: Filter) -> Array:
    first, last = arrays["first"], arrays["last"]
    dated = first != NO_DAY
    mask = dated.copy()
    if filter_.window.since:
        mask &= (last >= _number(filter_.window.since)) | (last == NO_DAY)
    if filter_.window.until:
        mask &= first <= _number(filter_.window.until)
    return np.asarray(mask | ~dated if filter_.undated else mask)


def _number(day: dt.date) -> int:
    return day.toordinal() - EPOCH
