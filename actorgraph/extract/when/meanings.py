"""What a time expression means: each class turns into a `Span` once it is known what it counts from.

Every meaning answers `span(context)`, None where the context lacks what it needs. One that answers an empty
context is explicit; all others are relative.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, Protocol

from actorgraph.dates import Precision
from actorgraph.extract.when import periods
from actorgraph.extract.when.periods import Context, Direction, Span, days, period

Which = Literal["last", "this", "next", "coming", ""]


class Meaning(Protocol):
    """Something that a span of days follows from, given the context."""

    def span(self, context: Context, /) -> Span | None:
        """The days meant; None when the context lacks what it counts from."""
        ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """Days that need no anchor."""

    value: Span

    def span(self, _context: Context, /) -> Span | None:
        """The days themselves."""
        return self.value


@dataclass(frozen=True, slots=True)
class Recurring:
    """A month, a day of a month, a quarter, half or season: something that comes once a year.

    `weekday` settles the year where one is named beside the date; `year` is counted from the anchor's.
    `first` and `last` are (month, day), `last` in the following year when it is the smaller; day 0 stands
    for the month as a whole.
    """

    first: tuple[int, int]
    last: tuple[int, int]
    which: Which = ""
    year: int | None = None
    weekday: int | None = None

    def in_year(self, year: int) -> Span | None:
        """The one that starts in `year`; None on 29 February of a common year."""
        try:
            first = dt.date(year, self.first[0], self.first[1] or 1)
            last = dt.date(year + (self.last < self.first), self.last[0], self.last[1] or 1)
        except ValueError:
            return None
        return days(first, last, "day" if self.first[1] else "month")

    def span(self, context: Context, /) -> Span | None:
        """The one that the anchor and the direction point at."""
        anchor = context.anchor
        if anchor is None:
            return None
        if self.year is not None:
            return self.in_year(anchor.year + self.year)
        reach = range(max(1, anchor.year - 8), min(9998, anchor.year + 8) + 1)
        candidates = [span for span in map(self.in_year, reach) if span]
        if self.weekday is not None:
            matching = [s for s in candidates if periods.first_day(s).weekday() == self.weekday]
            if matching:
                return periods.nearest(matching, anchor, "unknown")
        if self.which == "last":
            return periods.before(candidates, anchor)
        if self.which in ("next", "coming"):
            return periods.after(candidates, anchor)
        if self.which == "this":
            return self.in_year(anchor.year)
        return periods.nearest(candidates, anchor, context.direction)


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day or days of the week (0 is Monday; a weekend is 5 for 2 days).

    `week` counts calendar weeks from the anchor's. The anchor's own weekday is the anchor; an unknown
    direction is taken for the past, since news reports what has happened.
    """

    number: int
    which: Which = ""
    week: int | None = None
    length: int = 1

    def span(self, context: Context, /) -> Span | None:
        """The one nearest to the anchor on the side of the direction."""
        anchor = context.anchor
        if anchor is None:
            return None
        monday = anchor - dt.timedelta(days=anchor.weekday())
        starts = [monday + dt.timedelta(days=7 * n + self.number) for n in range(-2, 3)]
        weeks = [days(start, start + dt.timedelta(days=self.length - 1)) for start in starts]
        if self.week is not None:
            return weeks[2 + self.week] if -2 <= self.week <= 2 else None
        if self.which == "last":
            return weeks[1] if self.length > 1 else periods.before(weeks, anchor)
        if self.which == "next":
            return weeks[3] if self.length > 1 else periods.after(weeks, anchor)
        if self.which == "coming":
            return periods.after(weeks, anchor)
        default: Direction = "future" if self.which == "this" else "past"
        return periods.nearest(
            weeks, anchor, default if context.direction == "unknown" else context.direction
        )


@dataclass(frozen=True, slots=True)
class Unit:
    """The day, week, month, year or decade `count` units from the anchor's.

    `side` keeps what is before (`earlier`) or after (`later`) the anchor. The anchor's own week is cut at the
    anchor on the side that the direction excludes; months and years stay whole, as a date of that precision.
    """

    unit: str
    count: int = 0
    side: Literal["", "earlier", "later"] = ""

    def span(self, context: Context, /) -> Span | None:
        """The unit that is meant, None without an anchor."""
        anchor = context.anchor
        if anchor is None:
            return None
        if self.unit == "decade":
            first = dt.date(anchor.year // 10 * 10 + 10 * self.count, 1, 1)
            return days(first, first.replace(year=first.year + 9), "year")
        there = periods.unit_around(periods.moved(anchor, self.count, self.unit), self.unit)
        if self.unit != "week" or self.count:
            return there
        if self.side == "earlier" or (not self.side and context.direction == "past"):
            return days(periods.first_day(there), anchor)
        if self.side == "later" or (not self.side and context.direction == "future"):
            return days(anchor, periods.last_day(there))
        return there


@dataclass(frozen=True, slots=True)
class Overnight:
    """The night between the day before the anchor and the anchor."""

    def span(self, context: Context, /) -> Span | None:
        """Both days."""
        anchor = context.anchor
        return days(anchor - dt.timedelta(days=1), anchor) if anchor else None


@dataclass(frozen=True, slots=True)
class Undated:
    """A time expression from which no day follows: an age, a recurrence, `for years`."""

    def span(self, _context: Context, /) -> Span | None:
        """Always None."""
        return None


def is_yearless(meaning: Meaning) -> bool:
    """Whether it is a date that comes every year, with no word for which: `5 May`, `in June`."""
    return isinstance(meaning, Recurring) and not meaning.which and meaning.year is meaning.weekday is None


def fixed(first: dt.date, precision: Precision = "day") -> Fixed:
    """An explicit day, month or year."""
    return Fixed(period(first, precision))


def with_year(recurring: Recurring, year: int) -> Meaning | None:
    """`recurring` in an explicit year; None where that year has no such day."""
    span = recurring.in_year(year)
    return Fixed(span) if span else None
