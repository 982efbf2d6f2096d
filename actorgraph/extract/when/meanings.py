"""What a time expression means: each class turns into a `Span` once it is known what it counts from.

Every meaning answers `span(context)`, None where the context lacks what it needs. One that answers an empty
context is explicit; all others are relative.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from actorgraph.dates import Partial
from actorgraph.extract.when import periods
from actorgraph.extract.when.periods import Context, Part, Span, days, period

Which = Literal["last", "this", "next", "coming", ""]


class Meaning(Protocol):
    """Something that a span of days follows from, given the context."""

    def span(self, context: Context) -> Span | None:
        """The days meant; None when the context lacks what it counts from."""
        ...


@dataclass(frozen=True, slots=True)
class Fixed:
    """Days that need no anchor."""

    value: Span

    def span(self, context: Context) -> Span | None:
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

    def span(self, context: Context) -> Span | None:
        anchor = context.anchor
        if anchor is None:
            return None
        if self.year is not None:
            return self.in_year(anchor.year + self.year)
        reach = range(max(1, anchor.year - 8), min(9998, anchor.year + 8) + 1)
        candidates = [span for span in map(self.in_year, reach) if span]
        if self.weekday is not None:
            candidates = [s for s in candidates if periods.first_day(s).weekday() == self.weekday] or candidates
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

    def span(self, context: Context) -> Span | None:
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
        default: periods.Direction = "future" if self.which == "this" else "past"
        return periods.nearest(weeks, anchor, default if context.direction == "unknown" else context.direction)


@dataclass(frozen=True, slots=True)
class Unit:
    """The day, week, month, year or decade `count` units from the anchor's.

    `side` keeps what is before (`earlier`) or after (`later`) the anchor. The anchor's own week is cut at the
    anchor on the side that the direction excludes; months and years stay whole, as a date of that precision.
    """

    unit: str
    count: int = 0
    side: Literal["", "earlier", "later"] = ""

    def span(self, context: Context) -> Span | None:
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
class Quantity:
    """`low` to `high` of a unit (day, week, month, year); `high` None is `more than`."""

    low: int
    high: int | None
    unit: str

    @property
    def most(self) -> int:
        """The larger bound that is known."""
        return self.low if self.high is None else self.high


@dataclass(frozen=True, slots=True)
class Distance:
    """Some time before (`sign` -1) or after (1) the base, which is the anchor unless another is given.

    The unit is the precision; a number of weeks gives the calendar week; a vague number (`a few`) and
    `more than` give a span.
    """

    quantity: Quantity
    sign: Literal[-1, 1]
    base: Meaning | None = None
    needs_future: bool = False

    def span(self, context: Context) -> Span | None:
        if self.needs_future and context.direction == "past":
            return None
        unit = self.quantity.unit
        if self.base is None:
            if context.anchor is None:
                return None
            return self._from(context.anchor, context.anchor, unit, whole_week=True)
        base = self.base.span(context)
        if base is None or base.first is None or base.last is None:
            return None
        order = ["day", "week", "month", "year"]
        if order.index(unit) < order.index(base.first.precision):
            return None
        return self._from(periods.first_day(base), periods.last_day(base), unit, whole_week=False)

    def _from(self, first: dt.date, last: dt.date, unit: str, whole_week: bool) -> Span:
        precision = periods.precision_of(unit)
        quantity = self.quantity
        near, far = self.sign * quantity.low, self.sign * quantity.most
        low = periods.moved(first, min(near, far), unit)
        high = periods.moved(last, max(near, far), unit)
        if quantity.high is None:
            if self.sign < 0:
                return Span(None, periods.partial(high, precision), "within")
            return Span(periods.partial(low, precision), None, "within")
        if unit == "week" and whole_week:
            return days(periods.first_day(periods.week(low)), periods.last_day(periods.week(high)))
        return days(low, high, precision)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The stretch of time that ends (`sign` -1) or begins (1) with the anchor: `the past three weeks`."""

    quantity: Quantity
    sign: Literal[-1, 1]
    needs_future: bool = False

    def span(self, context: Context) -> Span | None:
        anchor = context.anchor
        if anchor is None or (self.needs_future and context.direction == "past"):
            return None
        other = periods.moved(anchor, self.sign * self.quantity.most, self.quantity.unit)
        return days(min(anchor, other), max(anchor, other), periods.precision_of(self.quantity.unit))


@dataclass(frozen=True, slots=True)
class PartOf:
    """`early`, `the end of`, `the first half of` something."""

    part: Part
    whole: Meaning

    def span(self, context: Context) -> Span | None:
        # The cut at the anchor would make `the end of this week` the end of the part that is left.
        whole = self.whole.span(replace(context, direction="unknown") if isinstance(self.whole, Unit) else context)
        return periods.part_of(whole, self.part) if whole else None


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The nth week of a month, `number` from 0; -1 is the last."""

    number: int
    month: Meaning

    def span(self, context: Context) -> Span | None:
        month = self.month.span(context)
        if month is None or month.first is None or month.first != month.last or month.first.precision != "month":
            return None
        start = month.first.earliest + dt.timedelta(days=7 * self.number)
        if self.number < 0:
            start = month.first.latest - dt.timedelta(days=6)
        return days(start, start + dt.timedelta(days=6))


@dataclass(frozen=True, slots=True)
class OfAntecedent:
    """Counts from the day last spoken of, not from the day of the text: `that week`, `two days later`."""

    inner: Meaning

    def span(self, context: Context) -> Span | None:
        if context.antecedent is None:
            return None
        return self.inner.span(Context(context.antecedent, "unknown"))


@dataclass(frozen=True, slots=True)
class Bound:
    """One side open: `since`, `until`, and the looser `after`, `before`, `by`, within which something happens.

    `since` and `after` start with the first day of what they name, `until` and `by` end with its last, so
    that the true day is never left out; `before` ends with the unit before it.
    """

    kind: Literal["since", "until", "after", "before", "by"]
    inner: Meaning

    def span(self, context: Context) -> Span | None:
        if self.kind == "since":
            context = replace(context, direction="past")
        elif context.direction == "unknown" and self.kind in ("until", "by"):
            context = replace(context, direction="future")
        inner = self.inner.span(context)
        if inner is None:
            return None
        if self.kind in ("since", "after"):
            return Span(inner.first, None, "throughout" if self.kind == "since" else "within") if inner.first else None
        if self.kind == "before" and inner.first:
            previous = periods.moved(inner.first.day, -1, inner.first.precision)
            return Span(None, Partial(previous, inner.first.precision), "within")
        last = inner.last or inner.first
        return Span(None, last, "throughout" if self.kind == "until" else "within") if last else None


@dataclass(frozen=True, slots=True)
class Between:
    """From one to the other, throughout (`from A to B`) or once within (`between A and B`).

    A side without a year takes the one that puts it beside the other side.
    """

    first: Meaning
    last: Meaning
    throughout: bool

    def span(self, context: Context) -> Span | None:
        loose_first, loose_last = (isinstance(m, Recurring | Weekday) for m in (self.first, self.last))
        if loose_first and not (loose_last and context.direction == "future"):
            last = self.last.span(context)
            first = self.first.span(Context(periods.last_day(last), "past")) if last else None
        else:
            first = self.first.span(context)
            if loose_last and first:
                context = Context(periods.first_day(first), "future")
            last = self.last.span(context)
        if not (first and last and first.first and last.last) or periods.last_day(last) < periods.first_day(first):
            return None
        return Span(first.first, last.last, "throughout" if self.throughout else "within")


@dataclass(frozen=True, slots=True)
class Lasting:
    """`for 26 years`: since then, or from now on when it lies ahead; `after 26 years` (`over`) ends now."""

    inner: Quantity | Meaning
    over: bool = False

    def span(self, context: Context) -> Span | None:
        if not isinstance(self.inner, Quantity):
            inner = self.inner.span(context)
            if inner is None or inner.first is None:
                return None
            goes_on = isinstance(self.inner, Stretch) and self.inner.sign < 0
            return Span(inner.first, None if goes_on else inner.last, "throughout")
        sign: Literal[-1, 1] = 1 if context.direction == "future" else -1
        stretch = Stretch(self.inner, sign).span(context)
        if stretch is None:
            return None
        return Span(stretch.first, stretch.last if self.over or sign > 0 else None, "throughout")


@dataclass(frozen=True, slots=True)
class Overnight:
    """The night between the day before the anchor and the anchor."""

    def span(self, context: Context) -> Span | None:
        anchor = context.anchor
        return days(anchor - dt.timedelta(days=1), anchor) if anchor else None


@dataclass(frozen=True, slots=True)
class Undated:
    """A time expression from which no day follows: an age, a recurrence, `for years`."""

    def span(self, context: Context) -> Span | None:
        return None


def fixed(first: dt.date, precision: periods.Precision = "day") -> Fixed:
    """An explicit day, month or year."""
    return Fixed(period(first, precision))


def with_year(recurring: Recurring, year: int) -> Meaning | None:
    """`recurring` in an explicit year; None where that year has no such day."""
    span = recurring.in_year(year)
    return Fixed(span) if span else None


def same_month(month: int, first_day: int, last_day: int) -> Recurring:
    """Days `first_day` to `last_day` of a month of some year."""
    return Recurring((month, first_day), (month, last_day))

