"""The stores that the contract is run on.

To add one, write a function that takes a folder and returns a `Fresh`, and name it in `_STORES`. Each call
of a `Fresh` gives the location of an empty store, which `open_store(location, create=True)` opens in this
process and in others. A test uses one store at a time: the next call may empty the last one's place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest

from actorgraph.store import Store, open_store

Fresh = Callable[[], str]


def _sqlite(folder: Path) -> Fresh:
    numbers = count()
    return lambda: str(folder / f"{next(numbers)}.db")


_STORES: dict[str, Callable[[Path], Fresh]] = {"sqlite": _sqlite}


@pytest.fixture(params=_STORES, scope="module")
def fresh(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    return _STORES[request.param](tmp_path_factory.mktemp("store"))


@pytest.fixture
def store(fresh: Fresh) -> Iterator[Store]:
    with open_store(fresh(), create=True) as opened:
        yield opened
