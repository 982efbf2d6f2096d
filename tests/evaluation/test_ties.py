"""Ties found, dated and left unasserted, on sheets made by hand."""

from __future__ import annotations

from typing import Any

from actorgraph.dates import Partial, parse_partial
from actorgraph.evaluation.actors import Described
from actorgraph.evaluation.gold import GoldActor, GoldRecord, GoldTie
from actorgraph.evaluation.report import TieReport, TieScore
from actorgraph.evaluation.ties import AnnotatedTie, ReadTie, TieSheet, tie_report


def who(name: str) -> Described:
    return Described(frozenset({name}), frozenset({name}), ((name.lower(),),), True)


def when(text: str | None) -> Partial | None:
    return parse_partial(text) if text else None


def gold(
    source: str, type_: str, target: str, start: str | None = None, end: str | None = None, **others: Any
) -> AnnotatedTie:
    types = frozenset({type_, *others.pop("alt", ())})
    tie = GoldTie(GoldActor(source), GoldActor(target), type_, types, when(start), when(end), **others)
    return AnnotatedTie(tie, who(source), who(target))


def read(
    source: str, type_: str, target: str, start: str | None = None, end: str | None = None, **others: Any
) -> ReadTie:
    return ReadTie(
        who(source),
        who(target),
        type_,
        others.get("symmetric", False),
        others.get("status", "asserted"),
        when(start),
        when(end),
        0.9,
        f"{source} {type_} {target}",
    )


def report(*sheets: TieSheet, groups: tuple[str, ...] = ()) -> TieReport:
    records = [
        GoldRecord(str(n), "text", ties=tuple(gold.tie for gold in sheet.gold), group=group)
        for n, (sheet, group) in enumerate(zip(sheets, groups or ("",) * len(sheets), strict=True))
    ]
    made = tie_report(records, sheets, 9)
    assert made is not None
    return made


def total(*sheets: TieSheet) -> TieScore:
    return report(*sheets).groups[0]


def test_found_needs_type_actors_and_direction():
    wanted = [gold("A", "OWNS", "B")]
    assert total(TieSheet(wanted, [read("A", "OWNS", "B")])).found == 1
    for other in (read("B", "OWNS", "A"), read("A", "BACKS", "B"), read("A", "OWNS", "C")):
        score = total(TieSheet(wanted, [other]))
        assert (score.found, score.annotated, score.read) == (0, 1, 1)


def test_a_tie_without_direction_is_found_either_way():
    sheet = TieSheet([gold("A", "RIVAL_OF", "B")], [read("B", "RIVAL_OF", "A", symmetric=True)])
    assert total(sheet).found == 1


def test_another_type_can_be_right():
    sheet = TieSheet([gold("A", "LEADS", "B", alt=["HOLDS_OFFICE"])], [read("A", "HOLDS_OFFICE", "B")])
    assert total(sheet).found == 1


def test_optional_ties_and_second_readings_are_neither_right_nor_wrong():
    sheet = TieSheet(
        [gold("A", "OWNS", "B", optional=True), gold("A", "LEADS", "B")],
        [read("A", "OWNS", "B"), read("A", "LEADS", "B"), read("A", "LEADS", "B", "2001")],
    )
    score = total(sheet)
    assert (score.found, score.annotated, score.read) == (1, 1, 1)


def test_the_reading_with_the_right_dates_is_taken():
    sheet = TieSheet(
        [gold("A", "OWNS", "B", "2001", "2005-03")],
        [read("A", "OWNS", "B", "1999"), read("A", "OWNS", "B", "2001-02-03", "2005-03-04")],
    )
    score = total(sheet)
    assert (score.dates_right, score.dates, score.dates_added) == (2, 2, 0)


def test_dates_coarser_or_absent_are_wrong_and_others_are_added():
    sheet = TieSheet(
        [gold("A", "OWNS", "B", "2001-02"), gold("A", "OWNS", "C", "2001")],
        [read("A", "OWNS", "B", "2001", "2005"), read("A", "OWNS", "C")],
    )
    score = total(sheet)
    assert (score.dates_right, score.dates, score.dates_added) == (0, 2, 1)


def test_what_the_text_denies_is_not_to_be_asserted():
    wanted = [gold("A", "OWNS", "B", status="denied")]
    silent = total(TieSheet(wanted, []))
    kept = total(TieSheet(wanted, [read("A", "OWNS", "B", status="denied")]))
    asserted = total(TieSheet(wanted, [read("A", "OWNS", "B")]))
    assert [(s.annotated, s.unstated, s.asserted, s.kept) for s in (silent, kept, asserted)] == [
        (0, 1, 0, 0), (0, 1, 0, 1), (0, 1, 1, 0),
    ]  # fmt: skip
    assert (silent.read, kept.read, asserted.read, asserted.invented) == (0, 0, 1, 1)


def test_plans_that_are_read_as_plans_are_not_wrong():
    assert total(TieSheet([], [read("A", "OWNS", "B", status="planned")])).read == 0
    assert total(TieSheet([], [read("A", "OWNS", "B", status="claimed")])).invented == 1


def test_scores_by_group_and_type_and_the_worst_texts():
    right = TieSheet([gold("A", "OWNS", "B")], [read("A", "OWNS", "B")])
    late = TieSheet([gold("A", "OWNS", "B", "2001")], [read("A", "OWNS", "B", "2002")])
    wrong = TieSheet([gold("A", "LEADS", "B")], [read("A", "BACKS", "C")])
    made = report(right, late, wrong, groups=("one", "one", "two"))
    assert [(s.name, s.found, s.annotated, s.read) for s in made.groups] == [
        ("all", 2, 3, 3), ("one", 2, 2, 2), ("two", 0, 1, 1),
    ]  # fmt: skip
    assert [(s.name, s.found, s.annotated, s.read) for s in made.types] == [
        ("BACKS", 0, 0, 1), ("LEADS", 0, 1, 0), ("OWNS", 2, 2, 2),
    ]  # fmt: skip
    assert [(case.id, case.weight) for case in made.errors] == [("2", 2.0), ("1", 0.5)]
    assert made.errors[0].missed == ("A LEADS B, asserted",)
    assert made.errors[1].wrong == ("A OWNS B, asserted, 2002.. (0.90), not A OWNS B, asserted, 2001..",)


def test_nothing_annotated_is_no_report():
    assert tie_report([], [], 9) is None
