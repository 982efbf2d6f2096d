"""From one store to another: evidence is copied, and the other store derives the same relations from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actorgraph.store.base import Store, Written

BATCH = 500
"""Articles in one transaction."""


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
    ids = source.article_ids()
    written = Written()
    for begin in range(0, len(ids), batch):
        part = ids[begin : begin + batch]
        here, there = source.stamps(part), target.stamps(part)
        pending = [id_ for id_ in part if here.get(id_) != there.get(id_)]
        written += Written(unchanged=len(part) - len(pending))
        if pending:
            written += target.write(source.readings(pending))
        if report:
            report(Copied(begin + len(part), len(ids)))
    return written
