"""The stores that the contract is run on.

To add one, write a function that returns a `Fresh`, and name it in `_STORES` and in `fresh`. Each call
of a `Fresh` gives the location of an empty store, which `open_store(location, create=True)` opens in this
process and in others. A test uses one store at a time: the next call may empty the last one's place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from actorgraph.store import Store, open_store
from tests.neo4j_servers import LTS, NEWEST, Servers, empty_server, started_servers

__all__ = ["started_servers"]

Fresh = Callable[[], str]


def _sqlite(folder: Path) -> Fresh:
    numbers = count()
    return lambda: str(folder / f"{next(numbers)}.db")


def _neo4j(version: str, servers: Servers, environment: pytest.MonkeyPatch) -> Fresh:
    return lambda: empty_server(version, servers, environment)


SERVERS = tuple(pytest.param(version, marks=pytest.mark.neo4j) for version in (LTS, NEWEST))
_STORES = ("sqlite", *SERVERS)


@pytest.fixture(params=_STORES, scope="module")
def fresh(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fresh]:
    if request.param == "sqlite":
        yield _sqlite(tmp_path_factory.mktemp("store"))
        return
    servers: Servers = request.getfixturevalue("neo4j_servers")
    servers.running(request.param)
    with pytest.MonkeyPatch.context() as environment:
        yield _neo4j(request.param, servers, environment)


@pytest.fixture
def store(fresh: Fresh) -> Iterator[Store]:
    with open_store(fresh(), create=True) as opened:
        yield opened
