"""Levels, modes, directions and repeated events, on sheets made by hand."""

from __future__ import annotations

from typing import Any

import pytest

from actorgraph.evaluation.actors import Described, same
from actorgraph.evaluation.gold import QUADS, GoldActor, GoldRelation
from actorgraph.evaluation.matching import LEVELS, Annotated, Event, Level, Sheet, assignment


def who(name: str) -> Described:
    return Described(frozenset({name}), frozenset({name}), ((name.lower(),),), True)


def gold(source: str, type_: str, target: str, **others: Any) -> Annotated:
    kinds = {"type": type_, "types": frozenset({type_} - {""}), "quads": frozenset({QUADS.get(type_, 1)})}
    relation = GoldRelation(GoldActor(source), GoldActor(target), **{**kinds, **others})
    return Annotated(relation, who(source), who(target))


def read(source: str, type_: str, target: str, confidence: float = 0.9, **others: Any) -> Event:
    return Event(who(source), who(target), (source, target), type_, confidence, **others)


def counts(sheet: Sheet, mode: Any = "all") -> dict[Level, tuple[int, int, int]]:
    return {level: sheet.matched(level, mode).counts for level in LEVELS}


def test_each_level_asks_for_more():
    sheet = Sheet(
        [gold("A", "AID", "B")] * 1,
        [read("B", "AID", "A")],
    )
    assert counts(sheet) == {"pair": (1, 1, 1), "directed": (0, 1, 1), "quad": (0, 1, 1), "root": (0, 1, 1)}
    near = Sheet([gold("A", "AID", "B")], [read("A", "COOPERATE", "B")])
    assert counts(near) == {"pair": (1, 1, 1), "directed": (1, 1, 1), "quad": (1, 1, 1), "root": (0, 1, 1)}
    far = Sheet([gold("A", "AID", "B")], [read("A", "ASSAULT", "B")])
    assert counts(far)["quad"] == (0, 1, 1)


def test_symmetric_gold_takes_either_direction_and_the_other_is_surplus():
    sheet = Sheet(
        [gold("A", "AGREE", "B", symmetric=True)], [read("B", "AGREE", "A"), read("A", "AGREE", "B")]
    )
    matched = sheet.matched("root", "all")
    assert (matched.counts, len(matched.surplus)) == ((1, 1, 1), 1)


def test_repeated_events_and_gold_count_once():
    sheet = Sheet([gold("A", "AID", "B")] * 2, [read("A", "AID", "B", 0.5), read("A", "AID", "B", 0.8)])
    matched = sheet.matched("root", "all")
    assert matched.counts == (1, 1, 1)
    assert matched.hits == ((0, 1),)


def test_two_events_of_one_pair_are_two_relations_at_root():
    sheet = Sheet(
        [gold("A", "AID", "B"), gold("A", "ACCUSE", "B")], [read("A", "ACCUSE", "B"), read("A", "AID", "B")]
    )
    assert counts(sheet) == {"pair": (1, 1, 1), "directed": (1, 1, 1), "quad": (2, 2, 2), "root": (2, 2, 2)}


def test_judged_leaves_out_what_nobody_annotated_in_partial_texts_only():
    events = [read("A", "AID", "B"), read("C", "AID", "D")]
    partial = Sheet([gold("A", "AID", "B")], events, partial=True)
    assert partial.matched("root", "judged").counts == (1, 1, 1)
    assert partial.matched("root", "all").counts == (1, 2, 1)
    whole = Sheet([gold("A", "AID", "B")], events)
    assert whole.matched("root", "judged").counts == (1, 2, 1)
    known = Sheet([gold("A", "AID", "B")], events, partial=True, negative=[(who("D"), who("C"))])
    assert known.matched("root", "judged").counts == (1, 2, 1)


def test_ignored_pairs_and_sources_without_targets_are_not_scored():
    events = [read("C", "AID", "D"), read("E", "AID", "F")]
    sheet = Sheet([], events, ignored=[(who("D"), who("C"))])
    assert sheet.matched("pair", "all").counts == (0, 1, 0)
    sheet = Sheet([], events, halves=[who("E")])
    assert sheet.matched("pair", "all").counts == (0, 1, 0)


def test_texts_without_a_type_stand_aside_at_root():
    sheet = Sheet(
        [gold("A", "", "B", quads=frozenset({1}))], [read("A", "AGREE", "B"), read("A", "AID", "C")]
    )
    assert sheet.matched("quad", "all").counts == (1, 2, 1)
    assert sheet.matched("root", "all").counts == (0, 0, 0)


def test_alternative_types_are_right():
    sheet = Sheet([gold("A", "AID", "B", types=frozenset({"AID", "AGREE"}))], [read("A", "AGREE", "B")])
    assert sheet.matched("root", "all").counts == (1, 1, 1)


@pytest.mark.parametrize(
    ("fits", "pairs"),
    [
        ([[1, 1], [1, 0]], 2),  # the first row has to give way
        ([[1, 0], [1, 0]], 1),
        ([[0, 1, 1], [1, 1, 0], [0, 1, 0]], 3),
        ([[0], [0]], 0),
    ],
)
def test_assignment_is_largest(fits: list[list[bool]], pairs: int):
    found = assignment(fits, len(fits[0]))
    assert len(found) == pairs == len(set(found.values()))
    assert all(fits[row][column] for column, row in found.items())


def described(names: str, country: str = "", state: bool | None = None, id_: str = "") -> Described:
    return Described(
        frozenset({id_} - {""}), frozenset({country} - {""}), (tuple(names.split()),), state
    )  # fmt: skip


POLICE = described("russian police", "RUS", True)
CROWD = described("protesters", "RUS", False)


@pytest.mark.parametrize(
    ("first", "second", "apart", "lenient", "strict"),
    [
        (described("a", id_="Q1"), described("b", id_="Q1"), False, True, True),
        (described("ivan petrov"), described("petrov"), False, True, False),
        (described("guinea", "GIN"), described("equatorial guinea", "GNQ"), False, False, False),
        (POLICE, described("kremlin", "RUS", True), False, True, True),
        (POLICE, CROWD, False, True, False),
        (POLICE, CROWD, True, False, False),
        (described("farm workers"), described("striking workers"), False, True, False),
        (described("farm workers"), described("striking miners"), False, False, False),
        (described("farm workers"), described("french workers", "FRA"), False, False, False),
    ],
)
def test_when_two_are_one_actor(
    first: Described, second: Described, apart: bool, lenient: bool, strict: bool
):
    assert same(first, second, "lenient", apart) is lenient
    assert same(first, second, "strict", apart) is strict
