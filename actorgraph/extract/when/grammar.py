"""Finding time expressions: rules, what is built from them, and what only looks like one.

`readings` walks over the places where an expression may start, takes the longest reading there and goes on
behind it. A text without a digit or a time word is given up after one search.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from actorgraph.extract.when import named, patterns, relative, words
from actorgraph.extract.when.composed import (
    Between,
    Bound,
    Distance,
    Lasting,
    PartOf,
    Quantity,
    Stretch,
    WeekHolding,
    WeekOf,
)
from actorgraph.extract.when.meanings import Fixed, Meaning, Recurring, Undated, Unit, Weekday
from actorgraph.extract.when.periods import Part
from actorgraph.extract.when.starts import starts

_RULES = [*named.RULES, *relative.RULES]

Role = Literal["at", "since", "until", "for", "between", "age"]


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression that was recognised: it ends before `end`."""

    end: int
    role: Role
    meaning: Meaning


def _longest(readings: Iterable[Reading]) -> Reading | None:
    return max(readings, key=lambda reading: reading.end, default=None)


class Text:
    """One text under scrutiny, with the readings that start at a place."""

    __slots__ = ("_dates", "_has_person_may", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._dates: dict[tuple[int, bool], Reading | None] = {}
        self._has_person_may = bool(patterns.PERSON_MAY.search(text))

    def reading(self, at: int) -> Reading | None:
        """The longest expression that starts at `at`."""
        skipped = patterns.NO_DATE.match(self.text, at)
        if skipped:
            return Reading(skipped.end(), "age", Undated())
        return _longest(r for rule in _ROLES for r in rule(self, at))

    def date(self, at: int, licensed: bool = False) -> Reading | None:
        """The longest expression without a signal word that starts at `at`, times of day included.

        `licensed` says that a signal word stands before it, so that a month or year alone may be meant.
        """
        if (at, licensed) not in self._dates:
            self._dates[at, licensed] = self._date(at, licensed)
        return self._dates[at, licensed]

    def _date(self, at: int, licensed: bool) -> Reading | None:
        best = _longest(r for rule in _DATES for r in rule(self, at, licensed))
        time = patterns.TIME_OF_DAY_AFTER.match(self.text, best.end) if best else None
        if best and time and _is_one_day(best.meaning):
            return Reading(time.end(), "at", best.meaning)
        return best

    def allows(self, match: re.Match[str], licensed: bool) -> bool:
        """Whether a bare month or year is one, given the words around it."""
        if match[0].lower() == "now":
            return licensed
        is_month = match[0][0].isalpha()
        if self.licenses(match.start(), match.end(), is_month):
            return True
        if match[0] == "May" and self._has_person_may:
            return False
        return licensed and (is_month or not words.COUNTED.match(self.text, match.end()))

    def licenses(self, at: int, end: int, is_month: bool) -> bool:
        """Whether a month or year alone, from `at` to `end`, is one by what stands around it."""
        before, behind = self.text[max(0, at - 24) : at], self.text[end : end + 40]
        if not is_month:
            if words.COUNTED.match(behind) or re.match(r"[-’']?\w|%", behind):
                return False
            if int(self.text[at : at + 4]) < 1800:
                plural = re.match(r"\s+(?!is\b|was\b|has\b|as\b)[a-z]+s\b", behind)
                return bool(patterns.LICENSE_YEAR.search(before)) and not plural
            return bool(
                patterns.LICENSE_YEAR.search(before)
                or patterns.LICENSE_YEAR_MODIFIER.search(before)
                or (not before.strip(" \n•*·–—-") and patterns.YEAR_OPENS.match(behind))
            )
        name = self.text[at:end]
        if name == "May" and self._has_person_may:
            return bool(patterns.LICENSE_SURE.search(before))
        if name == "March" and re.match(r"\s+(?:on|for|to|of)\s+[A-Z]", behind):
            return False
        if patterns.LICENSE_MONTH.search(before):
            return True
        if re.match(r"['’]s\s", behind):
            return name != "May"
        return bool(
            patterns.LICENSE_MODIFIER.search(before)
            and re.match(r"\s+[a-z]", behind)
            and not re.match(r"\s+(?:on|of|for|to|through|by|against|in|from|and)\b", behind)
        )


def _is_day(meaning: Meaning) -> bool:
    if isinstance(meaning, Recurring):
        return meaning.first[1] > 0
    return (isinstance(meaning, Weekday) and meaning.length == 1) or (
        isinstance(meaning, Unit) and meaning.unit == "day"
    )


def _is_numbered(meaning: Meaning) -> bool:
    if isinstance(meaning, Fixed):
        return meaning.value.first == meaning.value.last
    return isinstance(meaning, Weekday) or (isinstance(meaning, Recurring) and meaning.first == meaning.last)


def _is_range_of_days(meaning: Meaning) -> bool:
    if isinstance(meaning, Recurring):
        return meaning.first[1] > 0 and meaning.first != meaning.last
    if not isinstance(meaning, Fixed) or meaning.value.first is None:
        return False
    return meaning.value.first != meaning.value.last and meaning.value.first.precision == "day"


def _atoms(source: Text, at: int, licensed: bool) -> Iterator[Reading]:
    for rule in _RULES:
        match = rule.pattern.match(source.text, at)
        if match is None or match.end() == at:
            continue
        if rule.bare and not source.allows(match, licensed):
            continue
        meaning = rule.build(match)
        if meaning is not None:
            yield Reading(match.end(), "at", meaning)


def _with_time(source: Text, at: int, _licensed: bool) -> Iterator[Reading]:
    match = patterns.BEFORE_DAY.match(source.text, at)
    if match and (inner := source.date(match.end())) and _is_one_day(inner.meaning):
        yield inner


def _is_one_day(meaning: Meaning) -> bool:
    span = getattr(meaning, "value", None)
    return _is_day(meaning) or bool(span and span.first == span.last and span.first.precision == "day")


def _part(source: Text, at: int, _licensed: bool) -> Iterator[Reading]:
    match = patterns.PART.match(source.text, at)
    if match is None:
        return
    inner = source.date(match.end(), licensed=True)
    if match["the"] and not inner:
        unit = patterns.PLAIN_UNIT.match(source.text, match.end())
        inner = Reading(unit.end(), "at", Unit(unit[0].lower())) if unit else None
    if inner is None or _is_one_day(inner.meaning):
        return
    if match["nth"]:
        number = words.ORDINALS[match["nth"].lower()]
        half = match["kind"].lower() == "half"
        if half and number > 2:
            return
        part: Part = f"{'half' if half else 'q'}{number}"  # type: ignore[assignment]
    else:
        part = words.PART_WORDS[(match["whole"] or match["loose"]).lower()]
    yield Reading(inner.end, "at", PartOf(part, inner.meaning))


def _week_of(source: Text, at: int, _licensed: bool) -> Iterator[Reading]:
    match = patterns.WEEK_OF.match(source.text, at)
    if match and (inner := source.date(match.end(), licensed=True)):
        number = -1 if match["nth"].lower() == "last" else words.ORDINALS[match["nth"].lower()] - 1
        yield Reading(inner.end, "at", WeekOf(number, inner.meaning))


def _week_holding(source: Text, at: int, _licensed: bool) -> Iterator[Reading]:
    match = patterns.WEEK_HOLDING.match(source.text, at)
    if match and (inner := source.date(match.end())) and _is_one_day(inner.meaning):
        yield Reading(inner.end, "at", WeekHolding(inner.meaning, match["unit"].lower() == "weekend"))


def _shift(source: Text, at: int, _licensed: bool) -> Iterator[Reading]:
    match = patterns.SHIFT.match(source.text, at)
    if match is None or bool(match["eve"]) != (match["way"].lower() == "of"):
        return
    inner = source.date(match.end(), licensed=True)
    if inner is None:
        return
    if match["eve"]:
        amount = Quantity(1, 1, "day")
    elif match["one"]:
        unit = match["one"].lower()
        amount = Quantity(1, 1, unit if unit in ("week", "month", "year") else "day")
    else:
        amount = words.count(2, 7, match["plural"]) if match["plural"] else words.quantity(match)[0]
    forward = match["way"].lower() in ("after", "from", "following")
    yield Reading(inner.end, "at", Distance(amount, 1 if forward else -1, base=inner.meaning))


def _dashed(source: Text, at: int, _licensed: bool) -> Iterator[Reading]:
    if not patterns.MONTH_OR_DAY.match(source.text, at):
        return
    first = _longest(_atoms(source, at, True))
    dash = patterns.DASH.match(source.text, first.end) if first else None
    if first and dash and patterns.MONTH_OR_DAY.match(source.text, dash.end()):
        last = _longest(_atoms(source, dash.end(), True))
        if last:
            yield Reading(last.end, "between", Between(first.meaning, last.meaning, throughout=False))


_DateRule = Callable[[Text, int, bool], Iterator[Reading]]
_DATES: list[_DateRule] = [_atoms, _with_time, _part, _week_of, _week_holding, _shift, _dashed]


def _plain(source: Text, at: int) -> Iterator[Reading]:
    reading = source.date(at)
    if reading:
        in_some = re.match(r"in\b", source.text[at:], re.IGNORECASE)
        if in_some and patterns.YARDSTICK.search(source.text[max(0, at - 90) : at]):
            reading = Reading(reading.end, "age", Undated())
        yield reading


def _bound(source: Text, at: int) -> Iterator[Reading]:
    kinds: list[tuple[re.Pattern[str], Role, Literal["since", "until", "after", "before", "by"]]] = [
        (patterns.SINCE, "since", "since"),
        (patterns.UNTIL, "until", "until"),
        (patterns.THROUGH, "until", "until"),
        (patterns.BY, "until", "by"),
        (patterns.BEFORE, "until", "before"),
        (patterns.AFTER, "since", "after"),
    ]
    for pattern, role, kind in kinds:
        match = pattern.match(source.text, at)
        inner = source.date(match.end(), licensed=True) if match else None
        if inner is None:
            continue
        if kind == "since" and patterns.YARDSTICK.search(source.text[max(0, at - 90) : at]):
            yield Reading(inner.end, "age", Undated())
        elif pattern is patterns.THROUGH and not _is_numbered(inner.meaning):
            continue
        elif not (kind == "by" and isinstance(inner.meaning, Distance)):
            yield Reading(inner.end, role, Bound(kind, inner.meaning))


def _between(source: Text, at: int) -> Iterator[Reading]:
    for signal, joint, throughout in (
        (patterns.FROM, patterns.TO, True),
        (patterns.BETWEEN, patterns.AND, False),
    ):
        match = signal.match(source.text, at)
        first = source.date(match.end(), licensed=True) if match else None
        if first is None:
            continue
        if throughout and _is_range_of_days(first.meaning):
            yield Reading(first.end, "between", Lasting(first.meaning))
        two_days = _is_range_of_days(first.meaning) and patterns.AND.search(source.text, at, first.end)
        if two_days and not throughout:
            yield Reading(first.end, "between", first.meaning)
        joined = joint.match(source.text, first.end)
        last = source.date(joined.end(), licensed=True) if joined else None
        if last:
            yield Reading(last.end, "between", Between(first.meaning, last.meaning, throughout))
        onwards = patterns.ON.match(source.text, first.end)
        if onwards and throughout:
            yield Reading(onwards.end(), "since", Bound("since", first.meaning))


def _lasting(source: Text, at: int) -> Iterator[Reading]:
    match = patterns.FOR_SOME.match(source.text, at)
    if match:
        vague = match["plural"] or words.quantity(match)[0].low != words.quantity(match)[0].most
        yield Reading(match.end(), "for", Undated() if vague else Lasting(words.quantity(match)[0]))
    match = patterns.FOR.match(source.text, at)
    inner = source.date(match.end()) if match else None
    if inner and isinstance(inner.meaning, Stretch):  # `set for the weekend` names the day, not how long
        yield Reading(inner.end, "for", Lasting(inner.meaning))
    match = patterns.AFTER_SOME.match(source.text, at)
    if match:
        amount = words.quantity(match)[0]
        yield Reading(match.end(), "for", Lasting(amount, over=True))


_ROLES: list[Callable[[Text, int], Iterator[Reading]]] = [_plain, _bound, _between, _lasting]


def readings(text: str) -> Iterator[tuple[int, Reading]]:
    """Every expression with the place where it begins, in order, none overlapping another."""
    source, names, behind = None, [], 0
    for at in starts(text):
        if source is None:
            source, names = Text(text), [match.span() for match in words.NAMES.finditer(text)]
        if at < behind or any(begin <= at < end for begin, end in names):
            continue
        reading = source.reading(at)
        if reading and not any(begin < reading.end <= end for begin, end in names):
            yield at, reading
            behind = reading.end
