"""Figures on sheets whose right answers are known."""

from __future__ import annotations

import pytest

from actorgraph.dates import parse_partial
from actorgraph.evaluation import details
from actorgraph.evaluation.gold import GoldRecord
from actorgraph.evaluation.matching import Sheet
from actorgraph.evaluation.report import confusion_rows
from actorgraph.evaluation.scores import Bootstrap, level_scores, prf, type_scores, wilson
from tests.evaluation.test_matching import gold, read, who

HIT = Sheet([gold("A", "AID", "B")], [read("A", "AID", "B", 0.95)])
MISTYPED = Sheet([gold("A", "AID", "B")], [read("A", "ACCUSE", "B", 0.55)])
FALSE = Sheet([], [read("A", "ACCUSE", "B", 0.95)])
MISSED = Sheet([gold("A", "AID", "B")], [])
SHEETS = [HIT, MISTYPED, FALSE, MISSED]
ROOTS = [sheet.matched("root", "judged") for sheet in SHEETS]


def test_prf():
    assert prf((6, 8, 12)) == (0.75, 0.5, 0.6)
    assert prf((0, 0, 0)) == (0.0, 0.0, 0.0)


def test_bootstrap_encloses_the_figure_and_repeats():
    by_text = {n: (1, 1, 1) if n % 3 else (0, 1, 1) for n in range(60)}
    score = Bootstrap(60, 500, 1).score(by_text)
    assert score.precision.value == pytest.approx(2 / 3)
    assert 0.5 < score.f1.low < score.f1.value < score.f1.high < 0.8
    assert score == Bootstrap(60, 500, 1).score(by_text)
    assert score != Bootstrap(60, 500, 2).score(by_text)


def test_bootstrap_of_one_text_has_no_width_and_none_without_resamples():
    assert Bootstrap(1, 50, 1).score({0: (1, 2, 1)}).precision.low == 0.5
    assert Bootstrap(3, 0, 1).score({0: (1, 2, 1)}).precision.high == 0.5


def test_wilson_is_the_published_interval():
    # Newcombe, Statistics in Medicine 17 (1998), table I, method 3: 81 of 263 and 0 of 20.
    share = wilson(81, 263)
    assert (round(share.low, 4), round(share.high, 4)) == (0.2553, 0.3662)
    share = wilson(0, 20)
    assert (round(share.low, 4), round(share.high, 4)) == (0.0, 0.1611)
    assert (wilson(0, 0).low, wilson(0, 0).high) == (0.0, 1.0)


def test_groups_are_scored_by_themselves_where_there_are_several():
    scores = level_scores(SHEETS, ["x", "x", "y", "y"], Bootstrap(4, 0, 1))
    roots = {one.group: one.score for one in scores if (one.mode, one.level) == ("all", "root")}
    assert {name: (s.hits, s.read, s.gold) for name, s in roots.items()} == {
        "": (1, 3, 3), "x": (1, 2, 2), "y": (0, 1, 1),
    }  # fmt: skip
    assert {one.group for one in level_scores(SHEETS, ["x"] * 4, Bootstrap(4, 0, 1))} == {""}


def test_types_add_up():
    found = {one.type: one.score for one in type_scores(SHEETS, ROOTS, Bootstrap(4, 0, 1))}
    assert {name: (s.hits, s.read, s.gold) for name, s in found.items()} == {
        "AID": (1, 1, 3), "ACCUSE": (0, 2, 0),
    }  # fmt: skip


def test_confusion_tells_types_from_misses_and_false_alarms():
    cells = {(one.gold, one.read): one.count for one in details.confusion(SHEETS, ROOTS)}
    assert cells == {("AID", "AID"): 1, ("AID", "ACCUSE"): 1, ("AID", "-"): 1, ("-", "ACCUSE"): 1}
    columns, rows = confusion_rows(details.confusion(SHEETS, ROOTS))
    assert columns == ["ACCUSE", "AID", "-"]
    assert rows == [("AID", [1, 1, 1]), ("-", [1, 0, 0])]


@pytest.mark.parametrize(
    ("annotated", "found", "grade"),
    [
        ("2020-08-15", "2020-08-15", 3),
        ("2020-08", "2020-08-15", 3),
        ("2020-08-15", "2020-08", 2),
        ("2020-08-15", "2020-08-02", 2),
        ("2020-08-15", "2020", 1),
        ("2020-08", "2020-09", 1),
        ("2020", "2021-01-01", 0),
        ("2020", None, 0),
    ],
)
def test_how_near_a_date_is(annotated: str, found: str | None, grade: int):
    assert details.nearness(parse_partial(annotated), parse_partial(found) if found else None) == grade


def test_dates_prefer_the_event_of_the_right_type():
    when = parse_partial("2020-08-15")
    sheet = Sheet(
        [gold("A", "AID", "B", when=when)],
        [read("A", "ACCUSE", "B", when=when), read("A", "AID", "B", when=parse_partial("2020-08"))],
    )
    found = details.dates([sheet, MISSED])
    assert (found.matched, found.exact, found.same_month, found.dated) == (1, 0, 1, 1)


def test_statuses_and_speakers():
    said = read("A", "AID", "B", status="claimed", speaker=who("C"))
    sheets = [
        Sheet([gold("A", "AID", "B", status="claimed")], [said]),
        Sheet([gold("A", "AID", "B", status="hypothetical")], [read("A", "AID", "B", status="planned")]),
        Sheet([gold("A", "AID", "B", status="planned")], [read("A", "AID", "B", status="hypothetical")]),
        Sheet([gold("A", "AID", "B", status="asserted")], [read("A", "AID", "B")]),
        Sheet([gold("A", "AID", "B", status="denied")], [read("A", "ACCUSE", "B", status="denied")]),
    ]  # fmt: skip
    found = details.statuses(sheets, [[who("C")], [None], [None], [None], [None]])
    assert (found.matched, found.right, found.marked, found.marked_right) == (4, 3, 3, 2)
    assert (found.speakers, found.speakers_right) == (1, 1)
    wrong = details.statuses(sheets[:1], [[who("D")]])
    assert (wrong.speakers, wrong.speakers_right) == (1, 0)


def test_reliability_bins_and_error():
    bins, errors = details.reliability(SHEETS)
    assert [(one.low, one.events, one.root.value) for one in bins] == [(0.5, 1, 0.0), (0.9, 2, 0.5)]
    assert [one.directed.value for one in bins] == [1.0, 0.5]
    assert errors["judged"] == pytest.approx((0.55 * 1 + 0.45 * 2) / 3)
    assert [(one.read, one.read_root.value) for one in bins] == [(1, 0.0), (2, 0.5)]


def test_what_nobody_annotated_is_wrong_in_mode_all_alone():
    partial = Sheet(
        [gold("A", "AID", "B")], [read("A", "AID", "B", 0.8), read("A", "AID", "C", 0.85)], partial=True
    )
    (only,), errors = details.reliability([partial])
    assert (only.events, only.root.value, only.read, only.read_root.value) == (1, 1.0, 2, 0.5)
    assert errors == {"judged": pytest.approx(0.2), "all": pytest.approx(0.325)}


def test_confidence_of_one_is_in_the_last_bin():
    sheet = Sheet([gold("A", "AID", "B")], [read("A", "AID", "B", 1.0)])
    ((only,), _) = details.reliability([sheet])
    assert (only.low, only.high) == (0.9, 1.0)


def test_worst_come_first_and_right_ones_not_at_all():
    records = [GoldRecord(name, f"Text {name}.") for name in ("hit", "mistyped", "false", "missed")]
    cases = details.worst(records, SHEETS, ROOTS, 10)
    assert [(case.id, case.weight) for case in cases] == [
        ("mistyped", 1.55),
        ("missed", 1.0),
        ("false", 0.95),
    ]
    assert cases[0].missed == ("A AID B",)
    assert len(details.worst(records, SHEETS, ROOTS, 2)) == 2
