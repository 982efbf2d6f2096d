"""Relations as columns: what every measure over many of them takes.

Invariant: all columns have one length and one row a relation; a table is never changed, only selected from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Self

import numpy as np
import numpy.typing as npt

from actorgraph.columns import EPOCH, NO_DAY, Columns
from actorgraph.dates import PRECISIONS, Window
from actorgraph.model import STATUSES, Kind, Relation
from actorgraph.notebooks import html_table
from actorgraph.ontology import EVENTS
from actorgraph.wording import counted

Array = npt.NDArray[Any]
Mask = npt.NDArray[np.bool_]

KINDS: tuple[Kind, Kind] = ("event", "tie")
EVENT, TIE = 0, 1

STANDS_FOR = {
    "ALLIED_WITH": "COOPERATE",
    "BACKS": "SUPPORT",
    "RECOGNISES": "CONCEDE",
    "TREATY_WITH": "AGREE",
    "HAS_RELATIONS_WITH": "CONSULT",
    "MEDIATES": "CONSULT",
    "AT_WAR_WITH": "ASSAULT",
    "OCCUPIES": "COERCE",
    "HAS_SANCTIONS_ON": "SANCTION",
    "RIVAL_OF": "THREATEN",
    "CLAIMS_TERRITORY": "ACCUSE",
    "OPPOSES": "REJECT",
}
"""Tie type -> the event type that it is the lasting form of; its base score is the tie's in signed analyses.
Ties that say nothing of friend or foe (HOLDS_OFFICE, MEMBER_OF, IN_EXILE_IN ...) are not here."""

_DTYPES: dict[str, npt.DTypeLike] = {
    "source": np.int32, "target": np.int32, "kind": np.uint8, "type": np.uint8, "start": np.int32,
    "end": np.int32, "first": np.int32, "last": np.int32, "precision": np.uint8, "score": np.float64,
    "quad": np.uint8, "status": np.uint8, "confidence": np.float32, "sources": np.int32,
    "symmetric": np.bool_, "mode": np.uint16,
}  # fmt: skip
_DEFAULTS: dict[str, Any] = {
    "kind": EVENT, "type": 0, "precision": 1, "score": np.nan, "quad": 0, "status": 0, "confidence": 1.0,
    "sources": 1, "symmetric": False, "mode": 0,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class EdgeTable:
    """Relations in columns. Days are counted from 1970-01-01, with `NO_DAY` for none.

    `source` and `target` are indices into `actors`, `type` into `types`, `mode` into `modes` (0 for none),
    `kind` into `KINDS`, `status` into `model.STATUSES`; `precision` is 0 for no date, else 1 for day, 2 for
    month, 3 for year (of the start). `start` and `end` are the relation's own; `first` and `last` the days
    that count in a window by the rules of `store.base.Filter` (a tie without a known start counts from the
    day it was first seen; `last` is `NO_DAY` while it still holds). `score` is nan and `quad` 0 where the
    type has none. `ids` are relation ids, empty where they were not loaded.
    """

    actors: tuple[str, ...]
    types: tuple[str, ...]
    source: Array
    target: Array
    kind: Array
    type: Array
    start: Array
    end: Array
    first: Array
    last: Array
    precision: Array
    score: Array
    quad: Array
    status: Array
    confidence: Array
    sources: Array
    symmetric: Array
    mode: Array
    ids: Array
    modes: tuple[str, ...] = ("",)

    def __post_init__(self) -> None:
        rows = len(self.source)
        for name in _DTYPES:
            if len(getattr(self, name)) != rows:
                raise ValueError(f"column {name} has {len(getattr(self, name))} rows, source has {rows}")
        if len(self.ids) not in (0, rows):
            raise ValueError(f"{len(self.ids)} ids for {rows} rows")

    def __len__(self) -> int:
        return len(self.source)

    @classmethod
    def of(cls, relations: Iterable[Relation]) -> Self:
        """The columns of these relations, in their order; actors and types in order of appearance."""
        actors: dict[str, int] = {}
        types: dict[str, int] = {}
        modes = {"": 0}
        rows = [_row(relation, actors, types, modes) for relation in relations]
        names = (*_DTYPES, "ids")
        columns = dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(names, ())
        return cls.of_columns(columns, tuple(actors), tuple(types), tuple(modes))

    @classmethod
    def of_columns(
        cls,
        columns: Mapping[str, Any],
        actors: Sequence[str],
        types: Sequence[str] = ("",),
        modes: Sequence[str] = ("",),
    ) -> Self:
        """A table of columns by the names of the fields.

        `source`, `target` and `start` are needed; `end` is taken to be `start` and the days that count those
        of the relation; every other missing column gets one value: an asserted event of day precision, from
        one source, without score. Raises ValueError for a column that is no field or of another length.
        """
        if unknown := set(columns) - set(_DTYPES) - {"ids"}:
            raise ValueError(f"no such column: {', '.join(sorted(unknown))}")
        given = dict(columns)
        given.setdefault("end", given["start"])
        given.setdefault("first", given["start"])
        given.setdefault("last", given["end"])
        rows = len(given["source"])
        for name, value in _DEFAULTS.items():
            given.setdefault(name, np.full(rows, value))
        made = {name: np.asarray(given[name], dtype=dtype) for name, dtype in _DTYPES.items()}
        ids = np.asarray(given.get("ids", ()))
        ids = ids if len(ids) else np.empty(0, "U16")
        return cls(tuple(actors), tuple(types), **made, ids=ids, modes=tuple(modes))

    @classmethod
    def of_store(cls, columns: Columns) -> Self:
        """The table of what a store hands over."""
        known = {name: np.asarray(getattr(columns, name)) for name in _DTYPES}
        ids = np.frombuffer(columns.ids, dtype="S16")
        names = columns.actors, columns.types or ("",), columns.modes or ("",)
        return cls.of_columns({**known, "ids": ids}, *names)

    def where(self, mask: Array) -> Self:
        """The rows that a mask or an array of row numbers selects; actors and types keep their indices."""
        picked = {name: getattr(self, name)[mask] for name in _DTYPES}
        return replace(self, **picked, ids=self.ids[mask] if len(self.ids) else self.ids)

    def window(
        self,
        window: Window,
        *,
        kinds: Sequence[str] = (),
        types: Sequence[str] = (),
        statuses: Sequence[str] = (),
        min_confidence: float = 0.0,
        min_sources: int = 0,
        undated: bool = False,
    ) -> Self:
        """The rows that match, by the rules of `store.base.Filter`; what is empty excludes nothing.

        An event matches when one of its days lies in the window (so one known by its month matches every
        window that shares a day with the month), a tie when it held on one of its days.
        """
        mask = np.ones(len(self), dtype=bool)
        if kinds:
            mask &= np.isin(self.kind, [KINDS.index(kind) for kind in kinds if kind in KINDS])
        if types:
            mask &= np.isin(self.type, [self.types.index(name) for name in types if name in self.types])
        if statuses:
            mask &= np.isin(self.status, [i for i, name in enumerate(STATUSES) if name in statuses])
        if min_confidence > 0:
            # 0.4 cut to 32 bits must not fail `at least 0.4`.
            mask &= self.confidence >= np.float32(min_confidence)
        if min_sources > 1:
            mask &= self.sources >= min_sources
        if not window.is_open:
            mask &= self._overlaps(window) | (undated & (self.first == NO_DAY))
        return self.where(mask)

    def _overlaps(self, window: Window) -> Mask:
        mask: Mask = self.first != NO_DAY
        if window.since:
            mask &= (self.last >= number(window.since)) | (self.last == NO_DAY)
        if window.until:
            mask &= self.first <= number(window.until)
        return mask

    def scores(self, *, ties: bool = False) -> Array:
        """The score of each row: cooperation above 0, conflict below, 0 where the type says neither.

        With `ties`, a tie scores as the event type that it is the lasting form of (`STANDS_FOR`).
        """
        scores = np.nan_to_num(self.score, nan=0.0)
        if ties:
            lasting = [EVENTS[STANDS_FOR[name]].base if name in STANDS_FOR else 0.0 for name in self.types]
            is_tie = self.kind == TIE
            scores[is_tie] = np.array(lasting or [0.0])[self.type[is_tie]]
        return scores

    def both_ways(self) -> Self:
        """The rows with every symmetric one a second time, its source and target changed."""
        extra = np.flatnonzero(self.symmetric & (self.source != self.target))
        if not len(extra):
            return self
        table = self.where(np.concatenate([np.arange(len(self)), extra]))
        source, target = table.source.copy(), table.target.copy()
        source[len(self) :], target[len(self) :] = self.target[extra], self.source[extra]
        return replace(table, source=source, target=target)

    def compact(self) -> Self:
        """The same rows with the actors that stand in them alone, in their former order."""
        used, inverse = np.unique(np.concatenate([self.source, self.target]), return_inverse=True)
        source, target = np.split(inverse.astype(np.int32), 2)
        return replace(
            self, actors=tuple(self.actors[i] for i in used.tolist()), source=source, target=target
        )

    def renamed(self, name: Callable[[str], str | None]) -> Self:
        """The rows with each actor replaced by what `name` makes of it; rows without one (None) go."""
        new: dict[str, int] = {}
        index = np.full(len(self.actors), -1, dtype=np.int32)
        for old, actor in enumerate(self.actors):
            if (other := name(actor)) is not None:
                index[old] = new.setdefault(other, len(new))
        source, target = index[self.source], index[self.target]
        kept = (source >= 0) & (target >= 0)
        table = self.where(kept)
        return replace(table, actors=tuple(new), source=source[kept], target=target[kept])

    def relation_ids(self, rows: Array | None = None) -> list[str]:
        """The ids of these rows (all for None). Raises ValueError where ids were not loaded."""
        if len(self.ids) != len(self):
            raise ValueError("the ids of this table were not loaded")
        picked = self.ids if rows is None else self.ids[rows]
        return [id_.decode("ascii") if isinstance(id_, bytes) else str(id_) for id_ in picked.tolist()]

    def _repr_html_(self) -> str:
        remark = f"{counted(len(self), 'relation')} of {counted(len(self.actors), 'actor')}"
        heads = ("source", "type", "target", "from", "until", ">score", "status")
        return html_table(heads, map(self._shown, range(len(self))), len(self), [remark], "relation")

    def _shown(self, row: int) -> tuple[str, ...]:
        score = float(self.score[row])
        return (
            self.actors[self.source[row]],
            self.types[self.type[row]],
            self.actors[self.target[row]],
            *(str(day_of(int(column[row])) or "—") for column in (self.first, self.last)),
            "—" if np.isnan(score) else f"{score:g}",
            STATUSES[self.status[row]],
        )


def number(day: dt.date | None) -> int:
    """The day as days since 1970-01-01; `NO_DAY` for None."""
    return NO_DAY if day is None else day.toordinal() - EPOCH


def day_of(number_: int) -> dt.date | None:
    """The day that a number stands for; None for `NO_DAY`."""
    return None if number_ == NO_DAY else dt.date.fromordinal(int(number_) + EPOCH)


def concatenate(tables: Sequence[EdgeTable]) -> EdgeTable:
    """The rows of all tables under one list of actors and types. Ids stay only where every table has them."""
    actors: dict[str, int] = {}
    types: dict[str, int] = {}
    modes = {"": 0}
    parts: dict[str, list[Array]] = {field.name: [] for field in fields(EdgeTable)}
    for table in tables:
        seats = np.array([actors.setdefault(name, len(actors)) for name in table.actors], dtype=np.int32)
        kinds = np.array([types.setdefault(name, len(types)) for name in table.types], dtype=np.uint8)
        ways = np.array([modes.setdefault(name, len(modes)) for name in table.modes], dtype=np.uint16)
        places: dict[str, Array] = {"source": seats, "target": seats, "type": kinds, "mode": ways}
        for name in (*_DTYPES, "ids"):
            column = getattr(table, name)
            parts[name].append(places[name][column] if len(column) and name in places else column)
    columns = {name: np.concatenate(parts[name]) for name in _DTYPES} if tables else {}
    with_ids = all(len(table.ids) == len(table) for table in tables)
    ids = np.concatenate(parts["ids"]) if tables and with_ids else np.empty(0, "U16")
    empty = dict.fromkeys(("source", "target", "start"), ())
    return EdgeTable.of_columns(
        {**(columns or empty), "ids": ids}, tuple(actors), tuple(types) or ("",), tuple(modes)
    )


def _row(
    relation: Relation, actors: dict[str, int], types: dict[str, int], modes: dict[str, int]
) -> tuple[object, ...]:
    is_tie = relation.kind == "tie"
    first = relation.start
    last = relation.end
    if is_tie:
        first = first or relation.first_seen or relation.end
        if last is None and relation.closed_by is not None:
            last = relation.last_seen
    precision = relation.start_precision
    return (
        actors.setdefault(relation.source, len(actors)),
        actors.setdefault(relation.target, len(actors)),
        TIE if is_tie else EVENT,
        types.setdefault(relation.type, len(types)),
        number(relation.start),
        number(relation.end),
        number(first),
        number(last),
        PRECISIONS.index(precision) + 1 if precision else 0,
        np.nan if relation.score is None else relation.score,
        relation.quad or 0,
        STATUSES.index(relation.status),
        relation.confidence,
        relation.sources,
        relation.symmetric,
        modes.setdefault(relation.mode or "", len(modes)),
        relation.id,
    )
