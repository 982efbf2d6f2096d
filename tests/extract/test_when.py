"""Time expressions in context: what is found, where, and which days it means."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from actorgraph.dates import Partial, parse_partial
from actorgraph.extract.when import Direction, When, find, resolve

ANCHORS = {
    "Sat": dt.date(2020, 11, 14),
    "Sun": dt.date(2020, 11, 15),
    "Wed": dt.date(2020, 11, 18),
    "Jan": dt.date(2021, 1, 6),  # a Wednesday
    "-": None,
}
DIRECTIONS: dict[str, Direction] = {"p": "past", "f": "future", "?": "unknown"}


def rows(name: str) -> list[tuple[str, ...]]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [tuple(cell.strip() for cell in line.split("|")) for line in lines if not line.startswith("#")]


def meaning(when: When | None) -> str:
    if when is None:
        return "none"
    start, end = (str(side or "") for side in (when.start, when.end))
    return {"at": start, "within": f"{start}..{end}", "throughout": f"{start}/{end}"}[when.extent]


def check(sentence: str, anchor: str, direction: str, expected: str, basis: str = "") -> None:
    wanted = re.findall(r"\{(.+?)\}", sentence)
    found = find(re.sub(r"[{}]", "", sentence))
    assert [expression.text for expression in found] == wanted
    whens = [resolve(expression, ANCHORS[anchor], DIRECTIONS[direction]) for expression in found]
    meanings = ["age" if e.role == "age" else meaning(when) for e, when in zip(found, whens, strict=True)]
    assert " + ".join(meanings) == expected
    for when in filter(None, whens):
        assert when.basis == {"e": "explicit", "r": "relative"}[basis]


@pytest.mark.parametrize("row", rows("when_golden.txt") + rows("when_later.txt"), ids=lambda row: row[0][:60])
def test_golden(row: tuple[str, ...]) -> None:
    check(*row)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("on 5 May", "at"),
        ("since May 2019", "since"),
        ("after 2014", "since"),
        ("until May 2019", "until"),
        ("by 2030", "until"),
        ("before 2014", "until"),
        ("for 26 years", "for"),
        ("after 26 years", "for"),
        ("between 2014 and 2016", "between"),
        ("from 2014 to 2016", "between"),
        ("a 33-year-old", "age"),
    ],
)
def test_role(text: str, role: str) -> None:
    assert [expression.role for expression in find(text)] == [role]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two days later", "2014-03-20"),
        ("a year earlier", "2013"),
        ("the following Friday", "2014-03-21"),
        ("the next day", "2014-03-19"),
        ("since that week", "2014-03-17/"),
        ("the previous month", "2014-02"),
        ("last week", "2020-11-09..2020-11-15"),
    ],
)
def test_antecedent(text: str, expected: str) -> None:
    (expression,) = find(text)
    assert (
        meaning(resolve(expression, ANCHORS["Wed"], "past", antecedent=Partial(dt.date(2014, 3, 18))))
        == expected
    )


@pytest.mark.parametrize(
    ("spoken", "text", "expected"),
    [
        ("2008", "two years later", "2010"),
        ("2008", "The following year", "2009"),
        ("2008", "two months later", "2008..2009"),
        ("2008", "That March", "2008-03"),
        ("2008-07", "six years later", "2014"),
        ("2008-07", "two months later", "2008-09"),
        ("2008-07", "the next day", "2008-07"),
        ("2008-07", "hours later", "2008-07"),
        ("2008-07", "three weeks later", "2008-07..2008-08"),
        ("2008-07", "that year", "2008"),
        ("2008-07", "in December that year", "2008-12"),
        ("2008-07", "on 3 March of the following year", "2009-03-03"),
        ("2008-07", "the next year", "2009"),
        ("2008-07", "the same month", "2008-07"),
        ("2008-07-05", "in that same May", "2008-05"),
        ("2008-07-05", "That April, Mali", "2008-04"),
    ],
)
def test_a_month_or_a_year_can_be_counted_from(spoken: str, text: str, expected: str) -> None:
    (expression,) = find(text)
    assert meaning(resolve(expression, ANCHORS["Wed"], "past", antecedent=parse_partial(spoken))) == expected


@pytest.mark.parametrize(
    "text", ["said that May would go", "the soldiers that March sent", "fear that April is wet"]
)
def test_that_mostly_opens_a_clause(text: str) -> None:
    assert all(resolve(e, None, "past", antecedent=Partial(dt.date(2014, 3, 18))) is None for e in find(text))


@pytest.mark.parametrize("text", ["9999 years ago", "in the next 9000 years", "since 900 centuries ago"])
def test_days_outside_the_calendar(text: str) -> None:
    assert [resolve(expression, dt.date(2020, 11, 18), "unknown") for expression in find(text)] == [None]


VOCABULARY = """
since until for between from to and by the last next this past coming 3 15 2020 1999 31 February
March May Aug. Monday Sunday week weekend months years decade centuries ago later days after before
eve early mid- end of half quarter winter Christmas today 9/11 , - 's every 2020-02-30 30/02/2020
99999999 00 0 first late 9999 0001 500 1001 (2014)
"""
WORDS = st.sampled_from(VOCABULARY.split())
DATES = st.dates() | st.none()


@settings(max_examples=300, deadline=None)
@given(
    st.text() | st.lists(WORDS, max_size=12).map(" ".join), DATES, st.sampled_from(list(DIRECTIONS.values()))
)
def test_any_text(text: str, anchor: dt.date | None, direction: Direction) -> None:
    last = 0
    for expression in find(text):
        assert last <= expression.begin < expression.end
        assert text[expression.begin : expression.end] == expression.text
        last = expression.end
        when = resolve(expression, anchor, direction)
        if when and when.start and when.end:
            assert when.start.earliest <= when.end.latest
        assert when is None or when.start or when.end
