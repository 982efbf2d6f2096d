"""Evidence and relations on disk: `open_store` opens a store, `Store` says what it can do."""

from __future__ import annotations

import os

from actorgraph.errors import ExtraMissing, StoreUnavailable
from actorgraph.store.base import FACTUAL, Direction, Filter, Stats, Store, Written
from actorgraph.store.rules import stamp

__all__ = ["FACTUAL", "Direction", "Filter", "Stats", "Store", "Written", "open_store", "stamp"]

_SERVERS = frozenset({"neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"})


def open_store(location: str | None = None, create: bool = False) -> Store:
    """The store at `location`, a file or the address of a Neo4j server such as `neo4j://localhost:7687`.

    None is the variable ACTORGRAPH_STORE, or else the user's own file. Use it in a `with` statement. With
    `create` a missing store is made, otherwise it is `StoreUnavailable`; so is a file that is no store, one
    of a newer version of actorgraph, and a server that cannot be used. Raises `ExtraMissing` where a server
    is named and its driver is not installed.
    """
    named = location or os.environ.get("ACTORGRAPH_STORE") or _default_location()
    scheme, separator, _ = named.partition("://")
    if separator and scheme.lower() in _SERVERS:
        return _server(named, create)
    if separator:
        raise StoreUnavailable(
            f"{scheme}:// names no kind of store; give the path of a file, or neo4j://HOST:7687"
        )
    from actorgraph.store.sqlite import SqliteStore

    return SqliteStore(named, create)


def _server(location: str, create: bool) -> Store:
    try:
        from actorgraph.store.neo4j import Neo4jStore
    except ModuleNotFoundError as error:
        if error.name != "neo4j":
            raise
        raise ExtraMissing(
            "a Neo4j server as a store needs its driver: pip install 'actorgraph[neo4j]'"
        ) from error
    return Neo4jStore(location, create)


def _default_location() -> str:
    from platformdirs import user_data_path

    return str(user_data_path("actorgraph") / "graph.db")
