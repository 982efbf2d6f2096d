"""From one store to another: evidence is copied, and the other store derives the same relations from it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from actorgraph.model import Reading
from actorgraph.store.base import Store, Written

if TYPE_CHECKING:
    from actorgraph.store.sqlite import SqliteStore

BATCH = 500
"""Articles in one transaction."""


@runtime_checkable
class Source(Protocol):
    """What a store gives to be copied."""

    def article_ids(self) -> list[str]:
        """The ids of all articles, in order."""
        ...

    def readings(self, articles: Collection[str]) -> list[Reading]:
        """What is stored of these articles, in the order of their ids."""
        ...


@dataclass(frozen=True, slots=True)
class Copied:
    """How far a copy is: articles looked at, of how many."""

    articles: int
    total: int


def copy(
    source: Store, target: Store, report: Callable[[Copied], None] | None = None, batch: int = BATCH
) -> Written:
    """Write every article of `source` to `target`, unless it is there unchanged; other articles stay.

    Each batch is one transaction, so an interrupted copy goes on where it stopped. Into an empty store the
    result equals the source. Raises `StoreUnavailable`.
    """
    given = source_of(source)
    ids = given.article_ids()
    written = Written()
    for begin in range(0, len(ids), batch):
        part = ids[begin : begin + batch]
        here, there = source.stamps(part), target.stamps(part)
        pending = [id_ for id_ in part if here.get(id_) != there.get(id_)]
        written += Written(unchanged=len(part) - len(pending))
        if pending:
            written += target.write(given.readings(pending))
        if report:
            report(Copied(begin + len(part), len(ids)))
    return written


@dataclass(frozen=True, slots=True)
class _File:
    """A SQLite store as a source."""

    store: SqliteStore

    def article_ids(self) -> list[str]:
        """See `Source`."""
        from actorgraph.store import sqlite_readings

        return sqlite_readings.article_ids(self.store._sql, self.store.location)

    def readings(self, articles: Collection[str]) -> list[Reading]:
        """See `Source`."""
        from actorgraph.store import sqlite_readings

        return sqlite_readings.readings(self.store._sql, self.store.location, articles)


def source_of(store: Store) -> Source:
    """The store as something to copy from."""
    from actorgraph.store.sqlite import SqliteStore

    if isinstance(store, SqliteStore):
        return _File(store)
    if not isinstance(store, Source):
        raise TypeError(f"{store.location} gives no readings")
    return store
