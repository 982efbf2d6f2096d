"""A `Filter` as a condition of SQL. The text is put together from fixed parts; values are parameters."""

from __future__ import annotations

from actorgraph.store.base import ARTICLES, DATASETS, Filter
from actorgraph.store.sqlite_rows import many

_BETWEEN_ONE = {
    "both": "(source = :one OR target = :one)",
    "out": "(source = :one OR (target = :one AND symmetric))",
    "in": "(target = :one OR (source = :one AND symmetric))",
}
_BETWEEN_TWO = {
    "both": "((source = :one AND target = :two) OR (source = :two AND target = :one))",
    "out": "((source = :one AND target = :two) OR (source = :two AND target = :one AND symmetric))",
    "in": "((source = :two AND target = :one) OR (source = :one AND target = :two AND symmetric))",
}
# The first and the last day that count; see `Filter` for ties of which a bound is not known.
_FIRST = "CASE kind WHEN 'tie' THEN coalesce(start, first_seen, \"end\") ELSE start END"
_LAST = 'CASE WHEN kind = \'tie\' AND "end" IS NULL AND closed_by IS NOT NULL THEN last_seen ELSE "end" END'


def where(filter_: Filter) -> tuple[str, dict[str, object]]:
    """` WHERE ...` or nothing, and its named parameters. Raises ValueError for more than two actors."""
    conditions: list[str] = []
    values: dict[str, object] = {}
    if len(filter_.between) > 2:
        raise ValueError(f"relations are between two actors at most, not {len(filter_.between)}")
    if filter_.between:
        values.update(zip(("one", "two"), filter_.between, strict=False))
        table = _BETWEEN_ONE if len(filter_.between) == 1 else _BETWEEN_TWO
        conditions.append(table[filter_.direction])
    for column, wanted in (("kind", filter_.kinds), ("type", filter_.types), ("status", filter_.statuses)):
        if wanted:
            # The plus keeps a column with few values from being taken for an index.
            conditions.append(f"+{column} IN (SELECT value FROM json_each(:{column}))")
            values[column] = many(wanted)
    if filter_.min_confidence > 0:
        conditions.append("confidence >= :least")
        values["least"] = filter_.min_confidence
    if filter_.min_sources > 1:
        conditions.append("sources >= :sources")
        values["sources"] = filter_.min_sources
    if filter_.origins:
        conditions.append(_origin(filter_, values))
    if not filter_.window.is_open:
        conditions.append(_window(filter_, values))
    return (" WHERE " + " AND ".join(conditions) if conditions else ""), values


def _origin(filter_: Filter, values: dict[str, object]) -> str:
    values["datasets"] = many("" if name == ARTICLES else name for name in filter_.origins)
    named = "dataset IN (SELECT value FROM json_each(:datasets))"
    return f"({named} OR dataset <> '')" if DATASETS in filter_.origins else named


def _window(filter_: Filter, values: dict[str, object]) -> str:
    since, until = filter_.window.since, filter_.window.until
    overlap = [f"({_FIRST}) IS NOT NULL"]
    if since:
        overlap.append(f"coalesce({_LAST}, '9999-12-31') >= :since")
        values["since"] = since.isoformat()
    if until:
        overlap.append(f"({_FIRST}) <= :until")
        values["until"] = until.isoformat()
    dated = " AND ".join(overlap)
    return f"({dated} OR ({_FIRST}) IS NULL)" if filter_.undated else f"({dated})"
