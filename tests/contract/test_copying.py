from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings

from actorgraph.model import Reading
from actorgraph.store import Store, open_store
from actorgraph.store.copying import copy
from actorgraph.store.rules import named_actors, stamp
from tests.contract.conftest import Fresh
from tests.contract.contents import contents, readings
from tests.store.affair import affair
from tests.story import story


def _plain(one: Reading) -> Reading:
    """What a store keeps of a reading, in an order of its own."""
    named = named_actors(one.evidence)
    actors = sorted((actor for actor in one.actors if actor.id in named), key=lambda actor: actor.id)
    return replace(one, actors=tuple(actors), evidence=tuple(sorted(one.evidence, key=lambda item: item.id)))


def test_readings_are_what_was_written(store: Store) -> None:
    assert (store.article_ids(), store.readings([])) == ([], [])
    given = {one.article.id: one for one in (*affair(), *story())}
    store.write(given.values())
    assert store.article_ids() == sorted(given)
    found = store.readings([*given, "no such article"])
    assert [one.article.id for one in found] == sorted(given)
    assert [_plain(one) for one in found] == [_plain(given[one.article.id]) for one in found]
    assert [one.article.origin for one in found] == [given[id_].article.origin for id_ in sorted(given)]
    assert {one.article.dataset for one in found} == {"", "Table"}
    last = sorted(given)[-1]
    assert [one.article.id for one in store.readings([last])] == [last]


def test_readings_agree_with_the_stamps(store: Store) -> None:
    store.write([*affair(), *story()])
    ids = store.article_ids()
    stamps = {one.article.id: stamp(one.article, one.extractor) for one in store.readings(ids)}
    assert store.stamps(ids) == stamps


@settings(max_examples=6)
@given(some=readings())
def test_a_copy_equals_its_source(fresh: Fresh, some: list[Reading]) -> None:
    with TemporaryDirectory() as folder:
        back = str(Path(folder, "back.db"))
        with open_store(fresh(), create=True) as store, open_store(back, create=True) as other:
            store.write(some)
            before = contents(store)
            assert copy(store, other, batch=2).new == len(some)
            assert contents(other) == before
            assert copy(other, store).unchanged == len(some)
            assert contents(store) == before


def test_the_kind_of_store_is_named(store: Store, fresh: Fresh) -> None:
    name, _, form = store.kind().partition(", ")
    assert form.startswith("format ")
    assert name == "SQLite" or name.startswith(("Neo4j 5.26", "Neo4j 2026."))
    assert (name == "SQLite") == store.location.endswith(".db")
