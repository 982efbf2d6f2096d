from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actorgraph.derive import derive
from actorgraph.model import Evidence, Reading
from actorgraph.store import Filter, Store, Written, open_store, stamp
from tests.contract.conftest import Fresh
from tests.contract.contents import batches, contents, loaded, readings
from tests.support import ADAMOVA, BELARUS, EXTRACTOR, actor, article, evidence, reading, report


def _surest_last(item: Evidence) -> tuple[float, str]:
    return (item.confidence, repr(item))


@settings(max_examples=60)
@given(data=st.data())
def test_the_order_of_loading_does_not_matter(fresh: Fresh, data: st.DataObject) -> None:
    some = data.draw(readings())
    assert loaded(fresh, *data.draw(batches(some))) == loaded(fresh, some)


@settings(max_examples=30)
@given(some=readings())
def test_relations_are_those_that_derive_gives(fresh: Fresh, some: list[Reading]) -> None:
    everything = sorted((item for one in some for item in one.evidence), key=_surest_last)
    items = {item.id: item for item in everything}
    derived = derive(items.values(), {one.article.id: one.article for one in some})
    found = loaded(fresh, some)
    assert {relation.id: relation for relation in found.relations} == {one.id: one for one, _ in derived}
    assert {id_: [item for item, _ in rows] for id_, rows in found.evidence.items()} == {
        relation.id: list(rows) for relation, rows in derived
    }


def test_an_end_that_nobody_dates_is_bounded_by_its_report(fresh: Fresh) -> None:
    said = report("Lifted.", "Q458", "HAS_SANCTIONS_ON", "BLR", None, "2021-06-22", bearing="closes")
    (relation,) = loaded(fresh, [said]).relations
    assert (str(relation.end), relation.end_precision) == ("2021-06-22", None)


@settings(max_examples=30)
@given(data=st.data())
def test_withdrawing_leaves_what_the_other_articles_say(fresh: Fresh, data: st.DataObject) -> None:
    some = data.draw(readings(least=2))
    gone = data.draw(st.sets(st.sampled_from([one.article.id for one in some]), min_size=1))
    kept = [one for one in some if one.article.id not in gone]
    assert loaded(fresh, some, withdrawn=gone) == loaded(fresh, kept)


@settings(max_examples=30)
@given(before=readings(), after=readings())
def test_a_changed_article_replaces_what_it_said(
    fresh: Fresh, before: list[Reading], after: list[Reading]
) -> None:
    after = [replace(one, extractor="tests 2") for one in after]
    changed = {one.article.id for one in after}
    rest = [one for one in before if one.article.id not in changed]
    assert loaded(fresh, before, after) == loaded(fresh, rest + after)


def test_loading_twice_changes_nothing_and_says_so(store: Store) -> None:
    batch = [report("one", "Q458", "SANCTION", "BLR", "2020-10-02"), report("two", "RUS", "CONSULT", "BLR")]
    assert store.write(batch) == Written(new=2, relations_added=2)
    before = contents(store)
    assert store.write(batch) == Written(unchanged=2)
    assert contents(store) == before


def test_an_article_twice_in_one_batch_is_stored_once(store: Store) -> None:
    one = report("one", "Q458", "SANCTION", "BLR")
    assert store.write([one, one]) == Written(new=1, unchanged=1, relations_added=1)


@pytest.mark.parametrize("surest", [0, 1, 2])
def test_of_evidence_twice_in_one_article_the_surest_is_stored(store: Store, surest: int) -> None:
    of = article()
    said = [evidence(of, "Q458", "SANCTION", "BLR", confidence=0.8 if n == surest else 0.3) for n in range(3)]
    sure = said[surest]
    store.write([reading(of, *said)])
    (relation,) = store.relations(Filter())
    assert store.evidence([relation.id]) == {relation.id: [(sure, replace(of, text=None))]}


def test_changes_are_counted(store: Store) -> None:
    one = report("one", "Q458", "SANCTION", "BLR", "2020-10-02")
    store.write([one])
    other = reading(one.article, evidence(one.article, "Q458", "SANCTION", "BLR", "2020-10-03"))
    assert store.write([other]) == Written(changed=1, relations_added=1, relations_removed=1)
    nothing = reading(one.article)
    assert store.write([nothing]) == Written(changed=1, relations_removed=1)
    assert store.stats().articles == 1
    assert store.search_actors("", 10) == []


@pytest.mark.parametrize(
    "changed",
    [{"title": "Corrected"}, {"url": "https://example.org/2"}, {"published": None}, {"record": "7"}],
    ids=str,
)
def test_corrected_metadata_reaches_the_stored_article(store: Store, changed: dict[str, str]) -> None:
    one = report("one", "Q458", "SANCTION", "BLR", "2020-10-02")
    store.write([one])
    corrected = replace(one, article=replace(one.article, **changed))
    assert store.write([corrected]).changed == 1
    assert store.article(one.article.id) == corrected.article


def test_a_second_article_adds_evidence_not_an_edge(store: Store) -> None:
    store.write([report("one", "Q458", "SANCTION", "BLR", "2020-10-02")])
    assert store.write([report("two", "Q458", "SANCTION", "BLR", "2020-10-02")]) == Written(new=1)
    (relation,) = store.relations(Filter())
    assert (relation.reports, relation.sources) == (2, 2)
    assert relation.confidence == 0.96


def test_copies_of_one_wire_text_count_as_one_source(store: Store) -> None:
    copies = []
    for outlet in ("BBC", "TASS", "Belta", "Le Monde", "taz"):
        of = article(outlet, text="The EU sanctioned Belarus.", publisher=outlet)
        said = evidence(of, "Q458", "SANCTION", "BLR", "2020-10-02", sentence=of.text)
        copies.append(reading(of, said))
    assert store.write(copies).new == 5
    (relation,) = store.relations(Filter())
    assert (relation.reports, relation.sources, relation.confidence) == (5, 1, 0.8)


def test_withdrawal_takes_bounds_that_rested_on_the_article_alone(store: Store) -> None:
    opened = report("one", "Q458", "HAS_SANCTIONS_ON", "BLR", "2020-10-02", bearing="opens")
    store.write([opened, report("two", "Q458", "HAS_SANCTIONS_ON", "BLR", published="2020-12-01")])
    (before,) = store.relations(Filter())
    assert store.withdraw([opened.article.id, "unknown"]) == Written(changed=1)
    (after,) = store.relations(Filter())
    assert (before.id, after.start, after.reports) == (after.id, None, 1)
    assert store.article(opened.article.id) is None


def test_withdrawal_removes_actors_that_nothing_names_any_longer(store: Store) -> None:
    said = report("one", "LTU", "ACCUSE", "BLR", status="claimed", speaker="V. A.", speaker_id="vera-adamova")
    store.write([said, report("two", "Q458", "SANCTION", "BLR")])
    assert store.find_actors("Viera Adamava") == [ADAMOVA]
    assert store.withdraw([said.article.id]) == Written(changed=1, relations_removed=1)
    assert store.find_actors("Viera Adamava") == store.find_actors("LTU") == []
    assert store.find_actors("Belarus") == [BELARUS]


def test_aliases_are_those_of_all_articles_and_go_with_them(store: Store) -> None:
    one = article("one")
    wordy = actor("BLR", "Belarus", aliases=("Byelorussia", "White Russia"))
    first = reading(one, evidence(one, "Q458", "SANCTION", "BLR"), actors=[wordy])
    store.write([first, report("two", "Q458", "SANCTION", "BLR")])
    (found,) = store.find_actors("byelorussia")
    assert found.aliases == ("Byelorussia", "Republic of Belarus", "White Russia")
    store.withdraw([one.id])
    assert store.find_actors("byelorussia") == []
    assert store.actors(["BLR"]) == {"BLR": BELARUS}


@pytest.mark.parametrize("best_first", [True, False])
def test_the_best_documented_description_names_an_actor(store: Store, best_first: bool) -> None:
    wordy = actor("BLR", "The Belarus", kind="government", aliases=("A", "B", "C"), sector="GOV")
    said = [
        reading(of := article(name), evidence(of, "Q458", "SANCTION", "BLR"), actors=[who])
        for name, who in (
            ("one", BELARUS),
            ("two", wordy),
            ("three", actor("BLR", "A Belarus", kind="people")),
        )
    ]
    for one in said if best_first else reversed(said):
        store.write([one])
    (found,) = store.find_actors("BLR")
    assert (found.name, found.kind, found.country, found.sector) == ("Belarus", "country", "BLR", "GOV")
    assert found.aliases == ("A", "A Belarus", "B", "C", "Republic of Belarus", "The Belarus")


def test_evidence_moves_to_the_episode_that_becomes_known(store: Store) -> None:
    opened = report("one", "Q458", "HAS_SANCTIONS_ON", "BLR", "2020-10-02", bearing="opens")
    confirmed = report("two", "Q458", "HAS_SANCTIONS_ON", "BLR", published="2022-05-01")
    closed = report("three", "Q458", "HAS_SANCTIONS_ON", "BLR", "2021-06-21", "2021-06-22", bearing="closes")
    store.write([opened, confirmed])
    assert store.write([closed]) == Written(new=1, relations_added=1)
    first, second = store.relations(Filter())
    assert {
        id_: [item for item, _ in rows] for id_, rows in store.evidence([first.id, second.id]).items()
    } == {
        first.id: [*opened.evidence, *closed.evidence],
        second.id: [*confirmed.evidence],
    }
    assert store.withdraw([closed.article.id]) == Written(changed=1, relations_removed=1)
    (relation,) = store.relations(Filter())
    assert len(store.evidence([relation.id])[relation.id]) == 2


def test_an_actor_that_no_evidence_names_is_not_stored(store: Store) -> None:
    of = article()
    said = replace(reading(of), actors=(BELARUS,))
    store.write([said])
    assert store.search_actors("", 10) == []


def test_a_failing_batch_leaves_nothing(store: Store) -> None:
    store.write([report("one", "Q458", "SANCTION", "BLR", "2020-10-02")])
    before = contents(store)

    def failing() -> Iterator[Reading]:
        yield report("one", "Q458", "SANCTION", "BLR", "2021-01-01")
        yield report("two", "RUS", "CONSULT", "BLR")
        raise RuntimeError("the reader broke")

    with pytest.raises(RuntimeError, match="the reader broke"):
        store.write(failing())
    assert contents(store) == before
    assert store.write([report("two", "RUS", "CONSULT", "BLR")]) == Written(new=1, relations_added=1)


def test_a_reading_that_contradicts_itself_fails_its_whole_batch(store: Store) -> None:
    good = report("good", "RUS", "CONSULT", "BLR")
    stray = replace(report("bad", "Q458", "SANCTION", "BLR"), actors=(BELARUS,))
    with pytest.raises(ValueError, match=r"Q458.*no actor"):
        store.write([good, stray])
    foreign = reading(article("other"), *good.evidence)
    with pytest.raises(ValueError, match=r"evidence of article"):
        store.write([good, foreign])
    assert store.stats().articles == store.stats().actors == 0


def test_stamps_tell_what_is_stored_and_read_by_whom(store: Store) -> None:
    one, two = report("one", "Q458", "SANCTION", "BLR"), report("two", "Q458", "SANCTION", "BLR")
    store.write([one])
    assert store.stamps([one.article.id, two.article.id]) == {one.article.id: stamp(one.article, EXTRACTOR)}
    assert store.stamps([]) == {}


def test_evidence_without_its_article_leaves_the_stored_text(store: Store) -> None:
    one = report("one", "Q458", "SANCTION", "BLR", "2020-10-02")
    textless = replace(one, article=replace(one.article, text=None))
    store.write([one])
    assert store.write([textless]) == Written(unchanged=1)
    assert store.article(one.article.id) == one.article


def test_an_article_loaded_without_its_text_gains_it(store: Store) -> None:
    one = report("one", "Q458", "SANCTION", "BLR", "2020-10-02")
    store.write([replace(one, article=replace(one.article, text=None))])
    assert store.write([one]) == Written(changed=1)
    assert store.article(one.article.id) == one.article


def test_what_is_stored_is_there_when_the_store_is_opened_again(fresh: Fresh) -> None:
    location = fresh()
    one = report(
        "one", "Q458", "SANCTION", "BLR", "2020-10", until="2020-12", status="claimed", speaker="Дудь"
    )
    with open_store(location, create=True) as store:
        store.write([one])
        before = contents(store)
    with open_store(location) as store:
        assert contents(store) == before
        ((cited,),) = before.evidence.values()
        assert cited == (one.evidence[0], replace(one.article, text=None))
