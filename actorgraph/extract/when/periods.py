"""Stretches of calendar days and how they are counted, shifted and divided.

Invariant: a `Span` with both ends never ends before it starts. Dates outside the years 1 to 9999 raise
`ValueError` or `OverflowError`; `actorgraph.extract.when.resolve` is the door at which both become None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from actorgraph.dates import Partial, Precision

Extent = Literal["at", "within", "throughout"]
Direction = Literal["past", "future", "unknown"]
Part = Literal["early", "mid", "late", "start", "end", "half1", "half2", "q1", "q2", "q3", "q4"]


@dataclass(frozen=True, slots=True)
class Span:
    """From `first` to `last`, both included; None leaves that side open."""

    first: Partial | None
    last: Partial | None
    extent: Extent = "at"


@dataclass(frozen=True, slots=True)
class Context:
    """What relative expressions count from: the day of the text, and the day, month or
    year that was last spoken of."""

    anchor: dt.date | None = None
    direction: Direction = "unknown"
    antecedent: Partial | None = None


def partial(day: dt.date, precision: Precision = "day") -> Partial:
    """The day, month or year that holds `day`."""
    if precision == "month":
        day = day.replace(day=1)
    elif precision == "year":
        day = day.replace(month=1, day=1)
    return Partial(day, precision)


def period(day: dt.date, precision: Precision = "day") -> Span:
    """The one day, month or year that holds `day`."""
    return Span(partial(day, precision), partial(day, precision))


def days(first: dt.date, last: dt.date, precision: Precision = "day") -> Span:
    """Once within `first..last`; a single unit is that unit."""
    start, end = partial(first, precision), partial(last, precision)
    return Span(start, end, "at" if start == end else "within")


def moved(day: dt.date, count: int, unit: str) -> dt.date:
    """`day` moved by days, weeks, months or years; a day that the month lacks becomes its last."""
    if unit in ("day", "week"):
        return day + dt.timedelta(days=count * (7 if unit == "week" else 1))
    months = day.year * 12 + day.month - 1 + count * (12 if unit == "year" else 1)
    first = dt.date(months // 12, months % 12 + 1, 1)
    return min(first + dt.timedelta(days=day.day - 1), Partial(first, "month").latest)


def precision_of(unit: str) -> Precision:
    """The precision of something counted in `unit`: weeks are counted in days."""
    return "month" if unit == "month" else "year" if unit == "year" else "day"


def week(day: dt.date) -> Span:
    """Monday to Sunday around `day`."""
    monday = day - dt.timedelta(days=day.weekday())
    return days(monday, monday + dt.timedelta(days=6))


def unit_around(day: dt.date, unit: str) -> Span:
    """The calendar day, week, month or year that holds `day`."""
    return week(day) if unit == "week" else period(day, precision_of(unit))


def first_day(span: Span) -> dt.date:
    """The first day of a span that has one."""
    return span.first.earliest if span.first else dt.date.min


def last_day(span: Span) -> dt.date:
    """The last day of a span that has one."""
    return span.last.latest if span.last else dt.date.max


def nearest(candidates: Sequence[Span], anchor: dt.date, direction: Direction) -> Span | None:
    """The candidate that a speaker on `anchor` means; one that holds the anchor is both past and future.

    Candidates come in the order of time. An unknown direction takes the closest, the past one of two.
    """
    started = [span for span in candidates if first_day(span) <= anchor]
    unfinished = [span for span in candidates if last_day(span) >= anchor]
    if direction == "past":
        return started[-1] if started else None
    if direction == "future":
        return unfinished[0] if unfinished else None

    def distance(span: Span) -> int:
        return max((first_day(span) - anchor).days, (anchor - last_day(span)).days, 0)

    return min(candidates, key=distance, default=None)


def before(candidates: Sequence[Span], anchor: dt.date) -> Span | None:
    """The last candidate that was over before `anchor`."""
    return next((span for span in reversed(candidates) if last_day(span) < anchor), None)


def after(candidates: Sequence[Span], anchor: dt.date) -> Span | None:
    """The first candidate that starts after `anchor`."""
    return next((span for span in candidates if first_day(span) > anchor), None)


def part_of(span: Span, part: Part) -> Span | None:
    """`early`, `mid` and `late` are thirds; `start` and `end` of a year its first and last month, of a month
    its first and last third, of a week Monday and Tuesday or Friday to Sunday; halves and quarters of years
    are made of months, halves of months of days. None where a part makes no sense.
    """
    if span.first is None or span.last is None:
        return None
    first, last = span.first, span.last
    if first.precision == "year" and first == last:
        ranges = {
            "early": (1, 4),
            "mid": (5, 8),
            "late": (9, 12),
            "start": (1, 1),
            "end": (12, 12),
            "half1": (1, 6),
            "half2": (7, 12),
            "q1": (1, 3),
            "q2": (4, 6),
            "q3": (7, 9),
            "q4": (10, 12),
        }
        low, high = ranges[part]
        return days(first.day.replace(month=low), first.day.replace(month=high), "month")
    if first.precision == "year":
        decade = {
            "early": (0, 3),
            "mid": (4, 6),
            "late": (7, 9),
            "start": (0, 0),
            "end": (9, 9),
            "half1": (0, 4),
            "half2": (5, 9),
        }
        scale, odd = divmod(last.day.year - first.day.year + 1, 10)
        if part not in decade or odd or not scale:
            return None
        low, high = decade[part][0] * scale, (decade[part][1] + 1) * scale - 1
        return days(moved(first.day, low, "year"), moved(first.day, high, "year"), "year")
    if first.precision == "month":
        return _part_of_month(first)[part] if first == last and part in _part_of_month(first) else None
    if (last.day - first.day).days == 6:
        of_week = {"early": (0, 2), "mid": (1, 3), "late": (3, 6), "start": (0, 1), "end": (4, 6)}
        if part not in of_week:
            return None
        low, high = of_week[part]
        return days(moved(first.day, low, "day"), moved(first.day, high, "day"))
    return span if part in ("early", "late") else None


def _part_of_month(month: Partial) -> dict[str, Span]:
    first, last = month.earliest, month.latest
    early = days(first, first.replace(day=10))
    late = days(first.replace(day=21), last)
    return {
        "early": early,
        "start": early,
        "mid": days(first.replace(day=11), first.replace(day=20)),
        "late": late,
        "end": late,
        "half1": days(first, first.replace(day=15)),
        "half2": days(first.replace(day=16), last),
    }
