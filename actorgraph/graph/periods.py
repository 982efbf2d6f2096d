"""Days in periods: weeks, months, quarters and years, and how much of an event falls in each.

Weeks begin on Monday. A period is a number: weeks, months, quarters or years counted from the one that holds
1970-01-01, so that periods can be subtracted.
"""

from __future__ import annotations

import datetime as dt
from typing import Literal, get_args

import numpy as np

from actorgraph.columns import NO_DAY
from actorgraph.graph.edges import TIE, Array, EdgeTable, day_of

Every = Literal["day", "week", "month", "quarter", "year"]
EVERY: tuple[Every, ...] = get_args(Every)
_THURSDAY = 3  # 1970-01-01 was one
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def periods_of(days: Array, every: Every) -> Array:
    """The period of each day, as int64."""
    if len(days):
        low, high = int(days.min()), int(days.max())
        if high - low < len(days):
            # The calendar is asked once a day, not once a row.
            found: Array = _periods_of(np.arange(low, high + 1), every)[days - low]
            return found
    return _periods_of(days, every)


def _periods_of(days: Array, every: Every) -> Array:
    if every == "day":
        return days.astype(np.int64)
    if every == "week":
        weeks: Array = (days.astype(np.int64) + _THURSDAY) // 7
        return weeks
    months: Array = days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)
    return months // _MONTHS[every]


def starts_of(periods: Array, every: Every) -> Array:
    """The first day of each period, as days since 1970-01-01."""
    if every == "day":
        return periods.astype(np.int64)
    if every == "week":
        mondays: Array = periods.astype(np.int64) * 7 - _THURSDAY
        return mondays
    months = (periods.astype(np.int64) * _MONTHS[every]).astype("datetime64[M]")
    days: Array = months.astype("datetime64[D]").astype(np.int64)
    return days


def first_day(period: int, every: Every) -> dt.date:
    """The first day of one period."""
    day = day_of(int(starts_of(np.array([period]), every)[0]))
    assert day is not None
    return day


def spread(table: EdgeTable, every: Every) -> tuple[Array, Array, Array]:
    """(row, period, share) of every period that a dated row has part in.

    An event that is known by its day has share 1 in the period of that day. One that is known by its month or
    year, or that lasted for days, has in each period the share of its days that lie there; its shares add up
    to 1. A tie has share 1 in every period on one of whose days it held; one that still holds, up to the last
    day that any row of the table is dated. Rows without a date have no part.
    """
    dated = np.flatnonzero(table.first != NO_DAY)
    first = table.first[dated].astype(np.int64)
    last = table.last[dated].astype(np.int64)
    if len(dated):
        last = np.where(last == NO_DAY, max(int(first.max()), int(last.max())), last)
    last = np.maximum(last, first)
    low = periods_of(first, every)
    # Most events are of one day: only the others pay for the calendar twice.
    high = low.copy()
    longer = np.flatnonzero(last > first)
    high[longer] = periods_of(last[longer], every)
    if np.array_equal(low, high):
        return dated, low, np.ones(len(dated))
    counts = high - low + 1
    rows = np.repeat(np.arange(len(dated)), counts)
    offset = np.arange(len(rows)) - np.repeat(np.cumsum(counts) - counts, counts)
    periods = low[rows] + offset
    begin = np.maximum(starts_of(periods, every), first[rows])
    end = np.minimum(starts_of(periods + 1, every) - 1, last[rows])
    share = (end - begin + 1) / (last - first + 1)[rows]
    share[table.kind[dated][rows] == TIE] = 1.0
    return dated[rows], periods, share
