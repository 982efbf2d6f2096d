from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from actorgraph.dates import Window, window
from actorgraph.model import Reading, Relation
from actorgraph.store import Direction, Filter, Store
from tests.support import ADAMOVA, BELARUS, EU, RUSSIA, actor, article, day, evidence, reading, report

_OPEN = Window()


def _types(store: Store, **filter_: Any) -> list[str]:
    return [relation.type for relation in store.relations(Filter(**filter_))]


def _only(store: Store) -> Relation:
    (relation,) = store.relations(Filter())
    return relation


class TestActors:
    @pytest.fixture(autouse=True)
    def _filled(self, store: Store) -> None:
        store.write(
            [
                report("one", "Q458", "SANCTION", "BLR", "2020-10-02"),
                report("two", "RUS", "CONSULT", "BLR", "2020-08-15"),
                report("three", "vera-adamova", "ACCUSE", "BLR", "2020-08-10"),
                reading(
                    of := article("four"),
                    evidence(of, "luka", "ACCUSE", "Q458"),
                    evidence(of, "elsa", "ACCUSE", "Q458", "2020-08-01"),
                    evidence(of, "elsa", "ACCUSE", "Q458", "2020-08-02"),
                    evidence(of, "eu-party", "ACCUSE", "RUS"),
                    actors=[
                        actor("luka", "Luka Adamov", kind="person", aliases=("Luka Ramírez-Ñandú",)),
                        actor("elsa", "Elsa Adamov", kind="person"),
                        actor("eu-party", "Adamov", kind="party"),
                    ],
                ),
            ]
        )

    @pytest.mark.parametrize(
        "name",
        ["BLR", "blr", "BY", "by", "Belarus", "BELARUS", "republic of  belarus", " Belarus. ", "Bélarus"],
    )
    def test_are_found_by_id_code_name_and_alias_however_spelt(self, store: Store, name: str) -> None:
        assert store.find_actors(name) == [BELARUS]

    @pytest.mark.parametrize("name", ["Adamova", "adamava", "Vera Adamova", "vera-adamova", "VIERA ADAMAVA"])
    def test_who_are_persons_are_found_by_surname(self, store: Store, name: str) -> None:
        assert store.find_actors(name) == [ADAMOVA]

    def test_accents_and_hyphens_do_not_hide_a_surname(self, store: Store) -> None:
        assert [one.id for one in store.find_actors("Nandu")] == ["luka"]

    def test_a_full_name_goes_before_a_surname(self, store: Store) -> None:
        assert [one.id for one in store.find_actors("Adamov")] == ["eu-party"]

    @pytest.mark.parametrize("name", ["Union", "nobody", "", "   ", "!?", "%", "_", "Vera"])
    def test_are_not_found_by_less(self, store: Store, name: str) -> None:
        assert store.find_actors(name) == []

    def test_of_one_surname_come_by_their_number_of_relations(self, store: Store) -> None:
        of = article("five")
        others = [actor("a1", "A. Kim", kind="person"), actor("b2", "B. Kim", kind="person")]
        said = [evidence(of, "a1", "ACCUSE", "BLR")]
        said += [evidence(of, "BLR", "ACCUSE", "b2", f"2020-08-0{n}") for n in (1, 2)]
        store.write([reading(of, *said, actors=others)])
        assert [one.id for one in store.find_actors("kim")] == ["b2", "a1"]

    def test_are_searched_by_a_part_of_a_name(self, store: Store) -> None:
        assert store.search_actors("LARU", 10) == [(BELARUS, 3)]
        assert [(one.id, n) for one, n in store.search_actors("adamov", 10)] == [
            ("elsa", 2), ("eu-party", 1), ("luka", 1), ("vera-adamova", 1),
        ]  # fmt: skip

    def test_search_gives_all_for_an_empty_text_up_to_the_limit(self, store: Store) -> None:
        assert [(one.id, n) for one, n in store.search_actors("", 3)] == [
            ("Q458", 4),
            ("BLR", 3),
            ("elsa", 2),
        ]
        assert len(store.search_actors("", 100)) == 7
        assert store.search_actors("%", 100) == store.search_actors("zzz", 100) == []

    def test_are_given_by_id(self, store: Store) -> None:
        assert store.actors(["RUS", "nobody", "Q458"]) == {"RUS": RUSSIA, "Q458": EU}
        assert store.actors([]) == {}

    def test_give_their_names_for_comparison(self, store: Store) -> None:
        names = set(store.names())
        assert {("Belarus", "BLR"), ("Republic of Belarus", "BLR"), ("EU", "Q458")} <= names
        assert ("BY", "BLR") not in names


class TestDirection:
    @pytest.fixture(autouse=True)
    def _filled(self, store: Store) -> None:
        store.write(
            [
                report("one", "Q458", "SANCTION", "BLR", "2020-10-02"),
                report("two", "BLR", "ACCUSE", "Q458", "2020-10-03"),
                report("three", "RUS", "CONSULT", "BLR", "2020-08-15"),
                report("four", "LTU", "SUPPORT", "Q458", "2020-10-04"),
            ]
        )

    @pytest.mark.parametrize(
        ("between", "direction", "expected"),
        [
            (("BLR",), "both", ["CONSULT", "SANCTION", "ACCUSE"]),
            (("BLR",), "out", ["CONSULT", "ACCUSE"]),
            (("BLR",), "in", ["CONSULT", "SANCTION"]),
            (("RUS",), "out", ["CONSULT"]),
            (("RUS",), "in", ["CONSULT"]),
            (("BLR", "Q458"), "both", ["SANCTION", "ACCUSE"]),
            (("BLR", "Q458"), "out", ["ACCUSE"]),
            (("BLR", "Q458"), "in", ["SANCTION"]),
            (("Q458", "BLR"), "out", ["SANCTION"]),
            (("RUS", "BLR"), "in", ["CONSULT"]),
            (("BLR", "RUS"), "in", ["CONSULT"]),
            (("BLR", "RUS"), "out", ["CONSULT"]),
            (("LTU", "RUS"), "both", []),
            (("nobody",), "both", []),
        ],
    )
    def test_is_read_from_the_first_actor_and_symmetric_relations_have_none(
        self, store: Store, between: tuple[str, ...], direction: Direction, expected: list[str]
    ) -> None:
        assert _types(store, between=between, direction=direction) == expected

    def test_more_than_two_actors_are_refused(self, store: Store) -> None:
        with pytest.raises(ValueError, match="two actors at most"):
            list(store.relations(Filter(between=("BLR", "RUS", "LTU"))))


def test_symmetric_relations_are_one_whoever_is_named_first(store: Store) -> None:
    store.write(
        [
            report("one", "RUS", "ALLIED_WITH", "BLR", "1999", bearing="opens"),
            report("two", "BLR", "ALLIED_WITH", "RUS", published="2020-08-01"),
        ]
    )
    relation = _only(store)
    assert (relation.source, relation.target, relation.reports) == ("BLR", "RUS", 2)


@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        ("2020-10", "2020-10", ["2020-10", "2020-10-02", "2020-10-31"]),
        ("2020-10-03", "2020-10-30", ["2020-10"]),
        ("2020-10-31", None, ["2020-10", "2020-10-31", "2020-11-01"]),
        ("2020-11-01", None, ["2020-11-01"]),
        (None, "2020-09-30", ["2020-09-30"]),
        (None, "2020-10-01", ["2020-09-30", "2020-10"]),
        ("2020-11-02", None, []),
        (None, None, ["2020-09-30", "2020-10", "2020-10-02", "2020-10-31", "2020-11-01", None]),
    ],
)
def test_a_window_takes_an_event_when_their_days_overlap(
    store: Store, since: str | None, until: str | None, expected: list[str | None]
) -> None:
    dates = ("2020-09-30", "2020-10", "2020-10-02", "2020-10-31", "2020-11-01", None)
    store.write([report(str(when), "Q458", "SANCTION", "BLR", when) for when in dates])
    found = store.relations(Filter(window=window(since, until)))
    shown = [
        relation.start and relation.start.isoformat()[: 7 if relation.start_precision == "month" else 10]
        for relation in found
    ]
    assert shown == expected


def test_an_event_of_several_days_overlaps_with_each(store: Store) -> None:
    store.write([report("one", "BLR", "PROTEST", "RUS", "2020-08-09", until="2020-08-15")])
    for on, count in (
        ("2020-08-08", 0),
        ("2020-08-09", 1),
        ("2020-08-12", 1),
        ("2020-08-15", 1),
        ("2020-08-16", 0),
    ):
        assert len(list(store.relations(Filter(window=window(on=on))))) == count, on


@pytest.mark.parametrize(
    ("on", "held"),
    [
        ("2020-10-01", False),
        ("2020-10-02", True),
        ("2020-10", True),
        ("2020-12-24", True),
        ("2021-06-29", True),
        ("2021-06-30", True),
        ("2021-07-01", False),
        ("2021", True),
        ("2019", False),
    ],
)
def test_a_window_takes_a_tie_when_it_held(store: Store, on: str, held: bool) -> None:
    store.write(
        [
            report("one", "Q458", "HAS_SANCTIONS_ON", "BLR", "2020-10-02", bearing="opens"),
            report(
                "two", "Q458", "HAS_SANCTIONS_ON", "BLR", "2021-06", bearing="closes", published="2021-07-02"
            ),
        ]
    )
    assert bool(_types(store, window=window(on=on))) is held


def test_a_tie_without_known_start_counts_from_the_day_it_was_seen(store: Store) -> None:
    store.write([report("one", "BLR", "ALLIED_WITH", "RUS", published="2020-08-16")])
    assert _only(store).start is None
    assert _types(store, window=window(on="2020-08-15")) == []
    assert _types(store, window=window(on="2020-08-16")) == ["ALLIED_WITH"]
    assert _types(store, window=window(on="2035")) == ["ALLIED_WITH"]


def test_a_tie_of_which_only_the_end_is_known_counts_on_that_day(store: Store) -> None:
    store.write([report("one", "BLR", "ALLIED_WITH", "RUS", "2020-08-16", bearing="closes")])
    for on, count in (("2020-08-15", 0), ("2020-08-16", 1), ("2020-08-17", 0)):
        assert len(_types(store, window=window(on=on))) == count, on


def test_a_tie_that_ended_nobody_says_when_does_not_hold_for_ever(store: Store) -> None:
    undated = report("two", "BLR", "ALLIED_WITH", "RUS", published=None, bearing="closes", event="event-id")
    store.write([report("one", "BLR", "ALLIED_WITH", "RUS", published="2020-08-16"), undated])
    relation = _only(store)
    assert (relation.end, relation.closed_by) == (None, "event-id")
    assert _types(store, window=window(on="2020-08-16")) == ["ALLIED_WITH"]
    assert _types(store, window=window(on="2020-08-17")) == []


def test_undated_relations_match_an_open_window_or_when_asked_for(store: Store) -> None:
    store.write(
        [
            report("one", "Q458", "SANCTION", "BLR"),
            report("two", "BLR", "ALLIED_WITH", "RUS", published=None),
            report("three", "RUS", "ACCUSE", "BLR", "2019"),
        ]
    )
    assert _types(store) == ["ACCUSE", "ALLIED_WITH", "SANCTION"]
    assert _types(store, window=window("2020")) == []
    assert _types(store, window=window("2020"), undated=True) == ["ALLIED_WITH", "SANCTION"]
    assert _types(store, window=window(until="2018"), undated=True) == ["ALLIED_WITH", "SANCTION"]


def test_filters_are_met_all_at_once(store: Store) -> None:
    store.write(
        [
            report("one", "Q458", "SANCTION", "BLR", "2020-10-02", status="planned"),
            report("two", "Q458", "ACCUSE", "BLR", "2020-10-02", confidence=0.4),
            report("three", "Q458", "HAS_SANCTIONS_ON", "BLR", "2020-10-02", bearing="opens"),
        ]
    )
    assert _types(store, kinds=("event",)) == ["ACCUSE", "SANCTION"]
    assert _types(store, kinds=("tie",)) == ["HAS_SANCTIONS_ON"]
    assert _types(store, kinds=("tie", "event")) == ["ACCUSE", "HAS_SANCTIONS_ON", "SANCTION"]
    assert _types(store, types=("SANCTION", "ACCUSE"), statuses=("asserted", "claimed")) == ["ACCUSE"]
    assert _types(store, min_confidence=0.4) == ["ACCUSE", "HAS_SANCTIONS_ON", "SANCTION"]
    assert _types(store, min_confidence=0.41) == ["HAS_SANCTIONS_ON", "SANCTION"]
    assert _types(store, between=("BLR",), kinds=("event",), min_confidence=0.5) == ["SANCTION"]


def test_relations_come_by_start_type_and_id_with_the_undated_last(store: Store) -> None:
    said = [("SANCTION", "2020-10-02"), ("ACCUSE", None), ("ACCUSE", "2020-10-02"), ("REJECT", "2019")]
    store.write([report(f"{type_} {when}", "Q458", type_, "BLR", when) for type_, when in said])
    store.write([report("other", "RUS", "ACCUSE", "BLR", "2020-10-02")])
    found = list(store.relations(Filter()))
    order = [(one.type, one.start) for one in found]
    assert [type_ for type_, _ in order] == ["REJECT", "ACCUSE", "ACCUSE", "SANCTION", "ACCUSE"]
    assert order[-1] == ("ACCUSE", None)
    assert found[1].id < found[2].id


def test_evidence_comes_by_report_article_and_offset(store: Store) -> None:
    late, early, undated = (
        article(name, when) for name, when in (("b", "2020-10-03"), ("a", "2020-10-02"), ("c", None))
    )
    said = {
        of.title: [evidence(of, "Q458", "SANCTION", "BLR", "2020-10-02", begin=begin) for begin in (40, 5)]
        for of in (late, early, undated)
    }
    store.write([reading(of, *said[of.title]) for of in (undated, late, early)])
    relation = _only(store)
    found = store.evidence([relation.id, "unknown"])
    assert list(found) == [relation.id]
    assert [(of.title, item.begin) for item, of in found[relation.id]] == [
        ("a", 5), ("a", 40), ("b", 5), ("b", 40), ("c", 5), ("c", 40),
    ]  # fmt: skip
    assert all(of.text is None for _, of in found[relation.id])
    assert store.evidence([]) == {}


def test_one_report_can_stand_behind_several_relations(store: Store) -> None:
    store.write(
        [
            report("one", "Q458", "HAS_SANCTIONS_ON", "BLR", mode="arms"),
            report("two", "Q458", "HAS_SANCTIONS_ON", "BLR", mode="trade"),
            lifted := report("three", "Q458", "HAS_SANCTIONS_ON", "BLR", "2021-01-05", bearing="closes"),
        ]
    )
    relations = list(store.relations(Filter()))
    assert [(one.mode, one.end) for one in sorted(relations, key=lambda one: str(one.mode))] == [
        ("arms", day("2021-01-05")), ("trade", day("2021-01-05")),
    ]  # fmt: skip
    for rows in store.evidence([one.id for one in relations]).values():
        assert lifted.evidence[0] in [item for item, _ in rows]


def test_stats_count_everything(store: Store) -> None:
    assert store.stats().relations == 0
    assert (store.stats().first, store.stats().last) == (None, None)
    store.write(
        [
            report("one", "Q458", "SANCTION", "BLR", "2020-10", status="planned"),
            report("two", "Q458", "SANCTION", "BLR", "2020-10-02"),
            report("three", "vera-adamova", "OPPOSES", "BLR", published="2020-08-16"),
        ]
    )
    stats = store.stats()
    assert (stats.articles, stats.actors, stats.relations, stats.evidence) == (3, 3, 3, 3)
    assert (stats.first, stats.last) == ("2020-08-16", "2020-10-31")
    assert list(stats.types.items()) == [("SANCTION", 2), ("OPPOSES", 1)]
    assert stats.statuses == {"asserted": 2, "planned": 1}
    assert stats.actor_kinds == {"country": 1, "igo": 1, "person": 1}


@pytest.mark.parametrize(
    "name",
    [
        "Robert'); DROP TABLE actor;--",
        'x" OR "1"="1',
        "'}) DETACH DELETE n //",
        "Владимир Путин",
        "習近平",
        "Sviatłana Cichanoŭskaja",
        "مسعود پزشکیان",
        "🇧🇾 Жыве",
        "a\x00b",
        "line\nbreak",
        "$name ?1 :one %s {}",
    ],
)
def test_names_of_any_kind_stay_names(store: Store, name: str) -> None:
    of = article(name, publisher=name, url=name, text=f"{name} accused {name}.")
    said = evidence(of, name, "ACCUSE", "BLR", sentence=name, speaker=name, mode="allege", rule=name)
    who = actor(name, name, aliases=(f"{name} II",), codes=((name, name),))
    store.write([reading(of, said, actors=[who])])
    relation = _only(store)
    assert (relation.source, relation.quote) == (name, name)
    assert store.find_actors(name) == store.find_actors(f"{name} II") == [who]
    assert list(store.relations(Filter(between=(name,)))) == [relation]
    assert store.evidence([relation.id]) == {relation.id: [(said, replace(of, text=None))]}
    assert store.article(of.id) == of
    assert store.search_actors(name, 10) == [(who, 1)]


class TestOrigin:
    @pytest.fixture(autouse=True)
    def _filled(self, store: Store) -> None:
        store.write([report("one", "RUS", "CONSULT", "BLR", "2020-08-15")])
        for name, code in (("icews", "cameo:042"), ("icews", "cameo:040"), ("gdelt", "cameo:040")):
            store.write([_coded(name, code)])

    @pytest.mark.parametrize(
        ("origins", "expected"),
        [
            ((), ["", "gdelt cameo:040", "icews cameo:040", "icews cameo:042"]),
            (("articles",), [""]),
            (("datasets",), ["gdelt cameo:040", "icews cameo:040", "icews cameo:042"]),
            (("icews",), ["icews cameo:040", "icews cameo:042"]),
            (("articles", "gdelt"), ["", "gdelt cameo:040"]),
            (("icews", "datasets"), ["gdelt cameo:040", "icews cameo:040", "icews cameo:042"]),
            (("articles", "datasets"), ["", "gdelt cameo:040", "icews cameo:040", "icews cameo:042"]),
            (("nothing",), []),
        ],
    )
    def test_keeps_articles_data_sets_and_codes_apart(
        self, store: Store, origins: tuple[str, ...], expected: list[str]
    ) -> None:
        found = store.relations(Filter(origins=origins))
        assert sorted(f"{one.dataset} {one.code}".strip() for one in found) == expected

    def test_directed_relations_of_data_sets_stay_so(self, store: Store) -> None:
        (relation,) = store.relations(Filter(origins=("gdelt",)))
        assert (relation.source, relation.target, relation.symmetric) == ("RUS", "BLR", False)

    def test_evidence_comes_back_as_it_was(self, store: Store) -> None:
        said = _coded("icews", "cameo:042")
        (relation,) = [one for one in store.relations(Filter()) if one.code == "cameo:042"]
        assert store.evidence([relation.id]) == {relation.id: [(said.evidence[0], said.article)]}
        assert store.article(said.article.id) == said.article

    def test_statistics_tell_articles_from_data_sets(self, store: Store) -> None:
        stats = store.stats()
        assert (stats.articles, stats.relations, stats.datasets) == (1, 4, {"icews": 2, "gdelt": 1})


def _coded(dataset: str, code: str) -> Reading:
    of = article(f"{dataset} {code}", None, text=None, dataset=dataset, wire=f"{dataset} {code}")
    said = evidence(
        of, "RUS", "CONSULT", "BLR", "2020-08-15", dataset=dataset, code=code, entry="17", symmetric=False
    )
    return reading(of, replace(said, sentence=""))


def test_few_sources_can_be_left_out(store: Store) -> None:
    store.write([report(str(n), "RUS", "CONSULT", "BLR", "2020-08-15") for n in range(3)])
    store.write([report("once", "RUS", "ACCUSE", "BLR", "2020-08-15")])
    both = ["ACCUSE", "CONSULT"]
    for least, expected in ((0, both), (1, both), (3, ["CONSULT"]), (4, [])):
        assert _types(store, min_sources=least) == expected


def test_records_of_a_data_set_are_given_by_article(store: Store) -> None:
    store.write([report("one", "RUS", "CONSULT", "BLR", "2020-08-15")])
    said = [_coded("icews", "cameo:042"), _coded("icews", "cameo:040"), _coded("gdelt", "cameo:040")]
    said = [replace(one, article=replace(one.article, record=f"f.csv#{n}")) for n, one in enumerate(said)]
    store.write(said)
    assert store.records("icews") == {said[0].article.id: "f.csv#0", said[1].article.id: "f.csv#1"}
    assert store.records("") == store.records("nothing") == {}
    store.withdraw([said[0].article.id])
    assert store.records("icews") == {said[1].article.id: "f.csv#1"}
