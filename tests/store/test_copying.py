from __future__ import annotations

from pathlib import Path

import pytest

from actorgraph.errors import StoreUnavailable
from actorgraph.store import Written, open_store
from actorgraph.store.copying import Copied, copy
from tests.contract.contents import Contents, contents
from tests.store.affair import affair
from tests.story import story


def _file(path: Path) -> Contents:
    with open_store(str(path), create=True) as store:
        store.write(affair())
        store.write(story())
        return contents(store)


def test_a_copy_equals_its_source(tmp_path: Path) -> None:
    before = _file(tmp_path / "one.db")
    locations = str(tmp_path / "one.db"), str(tmp_path / "two.db")
    with open_store(locations[0]) as one, open_store(locations[1], create=True) as two:
        steps: list[Copied] = []
        written = copy(one, two, steps.append, batch=3)
        assert contents(two) == before
        assert written.new == steps[-1].articles == steps[-1].total > 6
        assert copy(one, two) == Written(unchanged=written.new)


@pytest.mark.neo4j
def test_to_a_server_and_back_loses_nothing(tmp_path: Path, neo4j_uri: str) -> None:
    before = _file(tmp_path / "one.db")
    with open_store(str(tmp_path / "one.db")) as one, open_store(neo4j_uri, create=True) as server:
        written = copy(one, server, batch=4)
        assert contents(server) == before
        assert copy(one, server) == Written(unchanged=written.new)
        with open_store(str(tmp_path / "two.db"), create=True) as two:
            assert copy(server, two).new == written.new
            assert contents(two) == before
            for id_ in one.stamps([reading.article.id for reading in story()]):
                assert two.article(id_) == one.article(id_)


@pytest.mark.neo4j
def test_an_interrupted_copy_goes_on_where_it_stopped(tmp_path: Path, neo4j_uri: str) -> None:
    before = _file(tmp_path / "one.db")

    def stop(done: object) -> None:
        raise KeyboardInterrupt

    with open_store(str(tmp_path / "one.db")) as one, open_store(neo4j_uri, create=True) as server:
        with pytest.raises(KeyboardInterrupt):
            copy(one, server, stop, batch=2)
        assert server.stats().articles + len(server.stats().datasets) == 2
        assert copy(one, server, batch=2).unchanged == 2
        assert contents(server) == before


def test_a_missing_source_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreUnavailable, match="no store"):
        open_store(str(tmp_path / "none.db"))
