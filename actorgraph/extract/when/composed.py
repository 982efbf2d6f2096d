"""Meanings that are made of another meaning or of an amount of time.

The same contract as in `actorgraph.extract.when.meanings`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Literal

from actorgraph.dates import Partial
from actorgraph.extract.when import periods
from actorgraph.extract.when.meanings import Meaning, Recurring, Unit, Weekday
from actorgraph.extract.when.periods import Context, Part, Span, days


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

    def span(self, context: Context, /) -> Span | None:
        """The unit at that distance; None for a coarse base and a fine unit."""
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

    def span(self, context: Context, /) -> Span | None:
        """From the anchor back or ahead."""
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

    def span(self, context: Context, /) -> Span | None:
        """The part, None where the whole has no such part."""
        # The cut at the anchor would make `the end of this week` the end of the part that is left.
        if isinstance(self.whole, Unit):
            context = replace(context, direction="unknown")
        whole = self.whole.span(context)
        return periods.part_of(whole, self.part) if whole else None


@dataclass(frozen=True, slots=True)
class WeekOf:
    """The nth week of a month, `number` from 0; -1 is the last."""

    number: int
    month: Meaning

    def span(self, context: Context, /) -> Span | None:
        """Seven days of the month."""
        month = self.month.span(context)
        if (
            month is None
            or month.first is None
            or month.first != month.last
            or month.first.precision != "month"
        ):
            return None
        start = month.first.earliest + dt.timedelta(days=7 * self.number)
        if self.number < 0:
            start = month.first.latest - dt.timedelta(days=6)
        return days(start, start + dt.timedelta(days=6))


@dataclass(frozen=True, slots=True)
class WeekHolding:
    """The week, or its weekend, that a day belongs to: `the week of 23 November`."""

    day: Meaning
    weekend: bool

    def span(self, context: Context, /) -> Span | None:
        """Monday or Saturday to Sunday."""
        day = self.day.span(context)
        if day is None or day.first is None:
            return None
        sunday = periods.last_day(periods.week(day.first.earliest))
        return days(sunday - dt.timedelta(days=1 if self.weekend else 6), sunday)


@dataclass(frozen=True, slots=True)
class OfAntecedent:
    """Counts from what was last spoken of, not from the day of the text: `that week`, `two days later`.

    What counts from a month or year is known as far as it is the same from its first day and its last: two
    years after 2008 is 2010, a week after March is within March or April.
    """

    inner: Meaning

    def span(self, context: Context, /) -> Span | None:
        """What the inner meaning is on the antecedent's days."""
        spoken = context.antecedent
        if spoken is None:
            return None
        low = self.inner.span(Context(spoken.earliest, "unknown"))
        high = self.inner.span(Context(spoken.latest, "unknown"))
        if low is None or high is None or low == high:
            return low if high else None
        if low.last and abs((low.last.latest - spoken.earliest).days) <= 1:
            return periods.period(spoken.day, spoken.precision)  # the next day of a month is mostly in it
        first, last = periods.first_day(low), periods.last_day(high)
        return days(first, last, spoken.precision)


@dataclass(frozen=True, slots=True)
class AheadOrAfter:
    """`the next year`: of the future what lies ahead, in a story what came after."""

    ahead: Meaning
    after: Meaning

    def span(self, context: Context, /) -> Span | None:
        """The one that the direction asks for."""
        return (self.after if context.direction == "past" else self.ahead).span(context)


@dataclass(frozen=True, slots=True)
class Bound:
    """One side open: `since`, `until`, and the looser `after`, `before`, `by`: something happens within.

    `since` and `after` start with the first day of what they name, `until` and `by` end with its last, so
    that the true day is never left out; `before` ends with the unit before it.
    """

    kind: Literal["since", "until", "after", "before", "by"]
    inner: Meaning

    def span(self, context: Context, /) -> Span | None:
        """The inner meaning with one side opened."""
        if self.kind == "since":
            context = replace(context, direction="past")
        elif context.direction == "unknown" and self.kind in ("until", "by"):
            context = replace(context, direction="future")
        inner = self.inner.span(context)
        if inner is None:
            return None
        if self.kind in ("since", "after"):
            return (
                Span(inner.first, None, "throughout" if self.kind == "since" else "within")
                if inner.first
                else None
            )
        to_the_end = isinstance(self.inner, PartOf) and self.inner.part == "end"
        if self.kind == "before" and inner.first and not to_the_end:
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

    def span(self, context: Context, /) -> Span | None:
        """From the first day of the one to the last of the other; None when they are the wrong way round."""
        loose_first, loose_last = (isinstance(m, Recurring | Weekday) for m in (self.first, self.last))
        if loose_first and not (loose_last and context.direction == "future"):
            last = self.last.span(context)
            first = self.first.span(Context(periods.last_day(last), "past")) if last else None
        else:
            first = self.first.span(context)
            if loose_last and first:
                context = Context(periods.first_day(first), "future")
            last = self.last.span(context)
        if not (first and last and first.first and last.last) or periods.last_day(last) < periods.first_day(
            first
        ):
            return None
        return Span(first.first, last.last, "throughout" if self.throughout else "within")


@dataclass(frozen=True, slots=True)
class Lasting:
    """`for 26 years`: since then, or from now on when it lies ahead; `after 26 years` (`over`) ends now."""

    inner: Quantity | Meaning
    over: bool = False

    def span(self, context: Context, /) -> Span | None:
        """From its start, open to the right unless its end is known."""
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
