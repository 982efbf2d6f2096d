"""Evidence and relations on disk: `open_store` opens a store, `Store` says what it can do."""

from __future__ import annotations

import os

from actorgraph.errors import StoreUnavailable
from actorgraph.store.base import FACTUAL, Direction, Filter, Stats, Store, Written
from actorgraph.store.rules import stamp

__all__ = ["FACTUAL", "Direction", "Filter", "Stats", "Store", "Written", "open_store", "stamp"]

_SERVERS = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})


def open_store(location: str | None = None, create: bool = False) -> Store:
    """The store at `location`, a file; None is the variable ACTORGRAPH_STORE, or else the user's own store.

    Use it in a `with` statement. With `create` a missing store is made, otherwise it is `StoreUnavailable`;
    so is a file that is no store, or one of a newer version of actorgraph.
    """
    named = location or os.environ.get("ACTORGRAPH_STORE") or _default_location()
    scheme, separator, _ = named.partition("://")
    if separator and scheme.lower() in _SERVERS:
        raise StoreUnavailable(f"{scheme}:// names a Neo4j server; this version keeps stores in files only")
    if separator:
        raise StoreUnavailable(f"{scheme}:// names no kind of store; give the path of a file")
    from actorgraph.store.sqlite import SqliteStore

    return SqliteStore(named, create)


def _default_location() -> str:
    from platformdirs import user_data_path

    return str(user_data_path("actorgraph") / "graph.db")
